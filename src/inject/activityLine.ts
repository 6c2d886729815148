import * as v from 'valibot';
import { maskCredentials } from '../postman/credential.ts';
import { plainText } from '../postman/plainText.ts';
import type { Entry } from './activity.ts';
import { ways, type Way } from './way.ts';

const shown = v.pipe(v.string(), v.transform(shownText));

const line = v.object({
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)),
  way: v.picklist(Object.keys(ways) as Way[]),
  keyName: shown,
  keyMasked: v.pipe(v.string(), v.regex(/^PMAK-[0-9a-f]{24}-\*{6}[0-9a-f]{2}$/i)),
  what: v.optional(shown),
});

/** Characters; nothing that was written here is that long. */
const longest = 4000;

/** An entry as its line. It begins on a line of its own, also after one that a dying window left half done. */
export function encodeLine({ at, way, keyName, keyMasked, what }: Entry): string {
  const entry = { at, way, keyName: shownText(keyName), keyMasked, what: what && shownText(what) };
  return `\n${JSON.stringify(entry)}\n`;
}

/** The entry on a line, which anything may have written; `undefined` where there is none. */
export function decodeLine(text: string): Entry | undefined {
  if (text === '' || text.length > longest) return undefined;
  try {
    const { what, ...entry } = v.parse(line, JSON.parse(text));
    return { ...entry, what };
  } catch {
    return undefined;
  }
}

/** Names come from people and from workspaces, and a person may have pasted a key into one. */
function shownText(text: string): string {
  return plainText(maskCredentials(text), 160);
}
