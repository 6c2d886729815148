import type { Context } from 'hono';
import type { SandboxEnv } from '../env.ts';

/** Where the requests of the collections go. Names of headers and parameters only: it repeats no secret. */
export function echo(c: Context<SandboxEnv>): Response {
  // Whatever was sent is read and dropped, so that the connection can serve the next request.
  c.env.incoming.resume();
  return c.json({
    method: c.req.method,
    path: c.req.path,
    query: Object.keys(c.req.query()),
    headers: Object.keys(c.req.header()),
  });
}
