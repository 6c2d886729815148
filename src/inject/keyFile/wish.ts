import * as v from 'valibot';
import { KnownProblem } from '../../host/knownProblem.ts';
import { plainText } from '../../postman/plainText.ts';

/** What is asked for in `args` of an input variable. */
export interface FileWish {
  /** The name or account of a key. */
  readonly named: string | undefined;
  /** The key alone, or lines of `NAME=value` as env files have them. */
  readonly format: 'key' | 'env';
  /** What the caller calls itself, which nobody has checked. */
  readonly caller: string | undefined;
}

// For `${command:…}` VS Code hands over the configuration or task that it stands in, which may have fields of its own.
const wish = v.object({
  key: v.optional(v.string()),
  format: v.fallback(v.picklist(['key', 'env']), 'key'),
  name: v.fallback(v.optional(v.string()), undefined),
});

/** @throws KnownProblem where the name of a key is none: no other key is taken in its place */
export function decodeWish(argument: unknown): FileWish {
  const isObject = typeof argument === 'object' && argument !== null;
  const { output, success } = v.safeParse(wish, isObject ? argument : {});
  if (!success) throw new KnownProblem('“key” for a key file is the name of a key in the keyring.');
  const caller = plainText(output.name ?? '', 60);
  return { named: output.key, format: output.format, caller: caller === '' ? undefined : caller };
}
