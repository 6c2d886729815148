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
