import type { MiddlewareHandler } from 'hono';
import type { SandboxEnv } from './env.ts';
import type { LocalPostman } from './localPostman.ts';

export function logRequests({ log, clock }: LocalPostman): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const number = log.begin(c.req.method, new URL(c.req.url), c.req.raw.headers, clock.now());
    c.set('logNumber', number);
    const { outgoing } = c.env;
    outgoing.once('finish', () => {
      log.amend(number, { status: outgoing.statusCode });
    });
    await next();
  };
}
