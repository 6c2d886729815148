import { maskCredentials } from './credential.ts';
import { PostmanProblem } from './problem.ts';

/**
 * The address of `path` below `base`. Throws the problem `badRequest` for a path that could lead elsewhere or
 * that carries a key: it starts with one `/`, has no `..`, no fragment and nothing that a URL would rewrite.
 */
export function addressOf(base: string, path: string, host: string): URL {
  const reason = faultOf(path);
  const url = reason === undefined ? URL.parse(base + path) : null;
  if (url?.origin === new URL(base).origin && url.href.startsWith(`${base}/`)) return url;
  const message = `Nothing was sent to ${host}: ${reason ?? 'this is no path of its API'}.`;
  throw new PostmanProblem({ kind: 'badRequest', host, message });
}

/** Why `path` is none that can be asked for, in one sentence; `undefined` when it is one. */
export function whyNoPath(path: string): string | undefined {
  const fault = faultOf(path);
  return fault && `${fault.charAt(0).toUpperCase()}${fault.slice(1)}: type one such as /me.`;
}

function faultOf(path: string): string | undefined {
  if (!/^\/(?!\/)/.test(path)) return 'a path starts with one slash';
  if (/[\\#\s\p{Cc}]/u.test(path)) return 'a path has no blanks, control characters, backslashes or fragment';
  const [route = '', ...query] = path.split('?');
  if (route.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment)))
    return 'a path has no “.” or “..” in it';
  const names = Array.from(new URLSearchParams(query.join('?')).keys());
  if (names.some((name) => /^(x[-_]?)?api[-_]?key$/i.test(name))) return keyInPath;
  // A collection access key may stand in a query: that is Postman's way with them.
  return /PMAK-\[secret\]/i.test(maskCredentials(decoded(path))) ? keyInPath : undefined;
}

const keyInPath = 'an API key goes in a header and never in an address, which is logged on the way';

function decoded(path: string): string {
  return path.replace(/%[0-7][0-9a-f]/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/** A path for logs: a query shows its names and no value. */
export function loggedPath(url: URL): string {
  const names = Array.from(url.searchParams.keys()).join('&');
  return maskCredentials(url.host + url.pathname + (names === '' ? '' : `?${names}`));
}
