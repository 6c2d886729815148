import type { RequestOptions } from '../../api.ts';
import { apiError } from './failure.ts';

/** `path` with `query` behind what it has of its own. Another extension wrote both, perhaps in plain JavaScript. */
export function pathWith(path: unknown, query: RequestOptions['query'] = {}): string {
  if (typeof path !== 'string') {
    throw apiError({ kind: 'badRequest', message: 'Nothing was sent: a path is text such as “/me”.' });
  }
  const parts = Object.entries(query).filter(([, value]) => value !== undefined);
  if (parts.length === 0) return path;
  const added = new URLSearchParams(parts.map(([name, value]): [string, string] => [name, String(value)]));
  return `${path}${path.includes('?') ? '&' : '?'}${added.toString()}`;
}
