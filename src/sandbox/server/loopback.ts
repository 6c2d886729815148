import type { Context, MiddlewareHandler } from 'hono';

// Any port: a proxy on this computer, such as code-server's, may stand in front.
const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;
const loopbackOrigin = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/** A page of some other site, read or not, would carry its own name here: DNS rebinding ends at this line. */
export const onlyLoopbackHosts: MiddlewareHandler = async (c, next) => {
  if (!loopbackHost.test(c.req.header('Host') ?? '')) {
    return c.text('Refused: the sandbox answers only to 127.0.0.1, localhost and [::1].\n', 403);
  }
  await next();
  return undefined;
};

export function comesFromElsewhere(c: Context): boolean {
  const origin = c.req.header('Origin');
  if (origin !== undefined && !loopbackOrigin.test(origin)) return true;
  return c.req.header('Sec-Fetch-Site') === 'cross-site';
}

/** For whatever changes something: a page of another site cannot do it in this person's name. */
export const onlyOwnPages: MiddlewareHandler = async (c, next) => {
  if (comesFromElsewhere(c)) return c.text('Refused: this request comes from another site.\n', 403);
  await next();
  return undefined;
};
