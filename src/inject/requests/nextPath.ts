import * as v from 'valibot';
import { whyNotPath } from './request.ts';

const cursor = v.fallback(v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2000))), undefined);
const number = v.fallback(v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), undefined);

const page = v.fallback(
  v.object({
    nextCursor: cursor,
    meta: v.fallback(v.object({ nextCursor: cursor, total: number, offset: number, limit: number }), {
      nextCursor: undefined,
      total: undefined,
      offset: undefined,
      limit: undefined,
    }),
  }),
  {
    nextCursor: undefined,
    meta: { nextCursor: undefined, total: undefined, offset: undefined, limit: undefined },
  },
);

/**
 * The path of the page after this one, as an answer tells of it: by `nextCursor`, at the top or in `meta`, or by `offset`,
 * `limit` and `total` in `meta`. None after the last page, and none where the answer leads back to itself.
 */
export function nextPath(path: string, body: unknown): string | undefined {
  const { nextCursor, meta } = v.parse(page, body);
  const found = nextCursor ?? meta.nextCursor;
  if (found !== undefined) return changed(path, { cursor: found });
  const { total, offset = 0, limit = 0 } = meta;
  if (total === undefined || limit === 0 || offset + limit >= total) return undefined;
  return changed(path, { limit: String(limit), offset: String(offset + limit) });
}

function changed(path: string, values: Readonly<Record<string, string>>): string | undefined {
  const [route = '', ...rest] = path.split('?');
  const query = new URLSearchParams(rest.join('?'));
  const before = query.toString();
  for (const [name, value] of Object.entries(values)) query.set(name, value.toWellFormed());
  const next = `${route}?${query.toString()}`;
  return query.toString() === before || whyNotPath(next) !== undefined ? undefined : next;
}
