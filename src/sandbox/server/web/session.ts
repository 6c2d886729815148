import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import type { Person } from '../world/model.ts';

/** Cookies know no ports: two sandboxes on one computer would else sign each other's people in. */
function cookieName(c: Context<SandboxEnv>): string {
  return `sandbox_user_${c.env.incoming.socket.localPort ?? 0}`;
}

/** Nobody types a password here: the cookie says who, and without one it is the first person of the seed. */
export function signedIn(postman: LocalPostman): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const id = getCookie(c, cookieName(c));
    const person = (id === undefined ? undefined : postman.person(id)) ?? postman.person();
    if (person === undefined) return c.text('This sandbox has no people.\n', 404);
    c.set('person', person);
    await next();
    return undefined;
  };
}

export function signIn(c: Context<SandboxEnv>, person: Person): void {
  // The whole host, not this folder: behind a proxy the browser sees another path than the server does.
  setCookie(c, cookieName(c), String(person.id), { path: '/', httpOnly: true, sameSite: 'Lax' });
}
