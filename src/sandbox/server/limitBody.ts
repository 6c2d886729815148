import type { MiddlewareHandler } from 'hono';

/**
 * Refuses bodies over a size by what they declare, and those that declare nothing. Not Hono's `bodyLimit`: it makes a new
 * `Request` from the adapter's, which fails unless the adapter replaces the globals of the whole process.
 */
export function limitBody(bytes: number): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.header('Transfer-Encoding') !== undefined) return c.text('Refused: say how long it is.\n', 411);
    if (Number(c.req.header('Content-Length') ?? 0) > bytes) return c.text('Refused: too big.\n', 413);
    await next();
    return undefined;
  };
}
