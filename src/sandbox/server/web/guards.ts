import type { MiddlewareHandler } from 'hono';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { limitBody } from '../limitBody.ts';
import { onlyOwnPages } from '../loopback.ts';
import { signedIn } from './session.ts';

const contentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

type Guard = MiddlewareHandler<SandboxEnv>;

export const guarded: Guard = async (c, next) => {
  c.header('Content-Security-Policy', contentPolicy);
  c.header('X-Content-Type-Options', 'nosniff');
  // Not `no-referrer`: under it, browsers send `Origin: null` with a form of one's own page.
  c.header('Referrer-Policy', 'same-origin');
  c.header('Cache-Control', 'no-store');
  await next();
};

interface Guards {
  readonly reading: readonly [Guard, Guard];
  readonly writing: readonly [Guard, Guard, Guard, Guard];
}

/** What stands before every page, and before every form that changes something. */
export function guards(postman: LocalPostman): Guards {
  return {
    reading: [guarded, signedIn(postman)],
    writing: [guarded, onlyOwnPages, limitBody(16 * 1024), signedIn(postman)],
  };
}
