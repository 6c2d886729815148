import * as v from 'valibot';
import { plainText } from './plainText.ts';
import { PostmanProblem } from './problem.ts';

/** Text from the server that people will see; empty where there is none. */
export const shownText = v.fallback(
  v.pipe(
    v.string(),
    v.transform((text) => plainText(text)),
  ),
  '',
);

/** A number of Postman's that names something. Some of its calls write them as text. */
export const numericId = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(1),
);

/** The text id of something: letters, digits and hyphens, so that it can stand in a path. */
export const textId = v.pipe(v.string(), v.regex(/^[\w-]{1,200}$/));

/** An id that may hold any character: base64 is common. */
export const opaqueId = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(500),
  v.check((id) => id.isWellFormed()),
);

/** Where the next page begins, as `meta.nextCursor` has it; empty after the last one, for which Postman also sends null. */
export const nextCursor = v.nullish(v.pipe(v.string(), v.maxLength(2000)), '');

/** A count, 0 where there is none. */
export const count = v.fallback(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0);

/** Names of Postman's, such as roles; unknown ones stay, what is no text goes. */
export const shownTexts = v.fallback(
  v.pipe(
    v.array(v.unknown()),
    v.transform((values) =>
      values.filter((value) => typeof value === 'string').map((text) => plainText(text)),
    ),
  ),
  [],
);

/** A moment; `undefined` where there is none that can be read. */
export const moment = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => new Date(text)),
      v.date(),
    ),
  ),
  undefined,
);

/** `body` as `schema` has it. Throws the problem `unreadable`, which tells where the first fault is and not what stands there. */
export function decode<T>(schema: v.GenericSchema<unknown, T>, body: unknown, host: string): T {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const place = v.getDotPath(result.issues[0]) ?? 'the whole answer';
  throw new PostmanProblem({
    kind: 'unreadable',
    host,
    message: `${host} answered in a shape that this extension does not know: ${place} is missing or of another kind.`,
  });
}

/** The rows that are as `schema` has them, and how many are not: one that is not is no reason to lose the rest. */
export function readable<T>(
  schema: v.GenericSchema<unknown, T>,
  rows: readonly unknown[],
): { readonly rows: T[]; readonly skipped: number } {
  const read = rows.flatMap((row) => {
    const result = v.safeParse(schema, row);
    return result.success ? [result.output] : [];
  });
  return { rows: read, skipped: rows.length - read.length };
}

/** The rows of all pages, of which `pageAt` gets one. Rejects with the problem `unreadable` when a page leads back. */
export async function allPages<T>(
  pageAt: (cursor: string) => Promise<{ readonly rows: readonly T[]; readonly nextCursor: string }>,
  host: string,
): Promise<T[]> {
  const all: T[] = [];
  const seen = new Set<string>();
  for (let cursor = ''; ;) {
    const page = await pageAt(cursor);
    all.push(...page.rows);
    cursor = page.nextCursor;
    if (cursor === '') return all;
    if (seen.has(cursor) || seen.size > mostPages) throw endlessList(host);
    seen.add(cursor);
  }
}

/** `?a=1&b=2`, without what is undefined or empty. */
export function queryOf(parts: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** No list of Postman's is that long: 20,000 rows. */
export const mostPages = 200;

/** The problem of a list whose pages lead nowhere. */
export function endlessList(host: string): PostmanProblem {
  return new PostmanProblem({
    kind: 'unreadable',
    host,
    message: `${host} answered with a list that has no end.`,
  });
}
