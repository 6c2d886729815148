import type { PostmanAnswer, RequestOptions } from '../../api.ts';
import { apiError } from './failure.ts';
import { given } from './given.ts';
import { pathAt, queryOf } from './query.ts';

/** A list of more is none that somebody reads: a million rows at the usual hundred. */
const mostPages = 10_000;

type Get = (path: string, options: RequestOptions) => Promise<PostmanAnswer>;

/**
 * The pages of a list, in Postman's two ways: an answer names the `cursor` of the next; or rows are counted by `offset`,
 * where a `limit` was asked for and the page is full.
 */
export async function* pagesOf(
  get: Get,
  path: string,
  options?: RequestOptions,
): AsyncGenerator<PostmanAnswer, void, undefined> {
  const { path: first, signal } = given('GET', path, options);
  const asked = queryOf(first);
  const limit = Number(asked.get('limit') ?? 0);
  let offset = Number(asked.get('offset') ?? 0);
  const seen = new Set<string>();
  let before: string | undefined;
  let at = first;
  for (let count = 0; count < mostPages; count += 1) {
    const answer = await get(at, { signal });
    const { cursor, rows } = pageOf(answer.data);
    const isByOffset = before !== undefined && seen.size === 0;
    const rowsNow = JSON.stringify(rows);
    // An operation that knows no offset answers with the same page for ever.
    if (isByOffset && (rows.length === 0 || rowsNow === before)) return;
    yield answer;
    before = rowsNow;
    if (cursor !== undefined && cursor !== '') {
      if (seen.has(cursor)) throw endless();
      seen.add(cursor);
      at = pathAt(first, 'cursor', cursor);
    } else {
      const isCounted = cursor === undefined && seen.size === 0;
      if (!isCounted || limit < 1 || rows.length !== limit) return;
      offset += limit;
      at = pathAt(first, 'offset', String(offset));
    }
  }
  throw endless();
}

interface Page {
  /** Where the next page begins: empty after the last, `undefined` where answers name none. */
  readonly cursor: string | undefined;
  readonly rows: readonly unknown[];
}

function pageOf(data: unknown): Page {
  if (Array.isArray(data)) return { cursor: undefined, rows: data };
  if (typeof data !== 'object' || data === null) return { cursor: undefined, rows: [] };
  // `{collections: […]}`, `{data: […], meta}`: one list under the name of what is in it.
  const rows: unknown = Object.values(data).find((value) => Array.isArray(value));
  return {
    cursor: ('meta' in data ? cursorIn(data.meta) : undefined) ?? cursorIn(data),
    rows: Array.isArray(rows) ? rows : [],
  };
}

/** Postman sends null after the last page, or an empty text. */
function cursorIn(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null || !('nextCursor' in part)) return undefined;
  return typeof part.nextCursor === 'string' ? part.nextCursor : '';
}

function endless(): Error {
  return apiError({ kind: 'unreadable', message: 'Postman answered with a list that has no end.' });
}
