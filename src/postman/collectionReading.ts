import { maskCredentials } from './credential.ts';
import { plainText } from './plainText.ts';

/** One reading of a collection: it takes any value, gives text that can be shown, and keeps to limits. */
export interface Reading {
  /** One line, of at most `most` characters. */
  line(value: unknown, most?: number): string;
  /** Lines, of at most 100,000 characters together. */
  block(value: unknown): string;
  /** The rows of a list, 500 at most; none of what is no list. */
  rows(value: unknown): readonly unknown[];
  /** Whether one more item may be read: up to 20,000. */
  mayTakeItem(): boolean;
  /** To be told where something is left out. */
  leaveOut(): void;
  isCut(): boolean;
}

const mostItems = 20_000;
const mostRows = 500;
const longestText = 100_000;
// As in plainText(), with tab and line feed left: bidi controls would show a script other than it runs.
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

export function createReading(): Reading {
  let items = 0;
  let isCut = false;
  const leaveOut = (): void => {
    isCut = true;
  };
  const cutTo = <T extends string | readonly unknown[]>(whole: T, most: number): T => {
    if (whole.length > most) leaveOut();
    return whole.slice(0, most) as T;
  };
  return {
    line: (value, most = 200) => plainText(maskCredentials(textOf(value)), most),
    // Masked before it is cut: half a key would pass the mask.
    block: (value) =>
      cutTo(maskCredentials(textOf(value)).replace(/\r\n?/g, '\n'), longestText)
        .toWellFormed()
        .replace(unseen, ''),
    rows: (value) => (Array.isArray(value) ? cutTo<readonly unknown[]>(value, mostRows) : []),
    mayTakeItem: () => {
      if (items === mostItems) leaveOut();
      return items++ < mostItems;
    },
    leaveOut,
    isCut: () => isCut,
  };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The fields of an object, and none of anything else. To JSON `__proto__` is a field as any other: nothing is inherited from it. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : {};
}

/** A description, which is text or `{content, type}`. */
export function descriptionOf(value: unknown, reading: Reading): string {
  return reading.block(typeof value === 'string' ? value : fieldsOf(value)['content']);
}
