import type { RequestOptions } from '../../api.ts';
import { badRequest } from './failure.ts';

/** `path` with `query` behind what it has of its own. Another extension wrote both, perhaps in plain JavaScript. */
export function pathWith(path: unknown, query: RequestOptions['query']): string {
  if (typeof path !== 'string') throw badRequest('a path is text such as “/me”');
  const added = new URLSearchParams(Object.entries(query ?? {}).flatMap(textOf));
  if (added.size === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${added.toString()}`;
}

function textOf([name, value]: [string, unknown]): [string, string][] {
  if (value === undefined) return [];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return [[name, String(value)]];
  }
  throw badRequest(`what a query has is text, a number, true or false, and nothing else`);
}

/** `path` with another value for one name of its query. */
export function pathAt(path: string, name: string, value: string): string {
  const { query, route } = partsOf(path);
  query.set(name, value);
  return `${route}?${query.toString()}`;
}

export function queryOf(path: string): URLSearchParams {
  return partsOf(path).query;
}

/** A second `?` belongs to the query. */
function partsOf(path: string): { readonly route: string; readonly query: URLSearchParams } {
  const [route = '', ...rest] = path.split('?');
  return { route, query: new URLSearchParams(rest.join('?')) };
}
