import * as v from 'valibot';
import { whyNoPath } from '../../postman/apiPath.ts';
import { maskCredentials } from '../../postman/credential.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Method } from '../code/operations.ts';
import { hasMaskedKey, unescaped } from './masks.ts';

/** What is to be sent, with a key of the keyring. */
export interface Request {
  readonly method: Method;
  /** Below the region's address; has no key in it. */
  readonly path: string;
  /** JSON; has no key in it. */
  readonly body?: unknown;
}

/**
 * Why a request to `path` is not sent, in a sentence. Neither kind of key may stand in it: paths are kept in the history,
 * shown, and logged on the way. A link with an access key is opened without an API key, and elsewhere.
 */
export function whyNotPath(path: string): string | undefined {
  if (/[\p{Cf}\p{Cs}]/u.test(path))
    return 'A path has no characters that do not show or reorder others: type one such as /me.';
  const decoded = path.replace(/%([2-7][0-9a-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const names = new URLSearchParams(path.split('?').slice(1).join('?'));
  if (names.has('access_key') || /PMAT-\[secret\]/i.test(maskCredentials(decoded)))
    return 'Type no access key: open its link with Open Shared Collection.';
  return whyNoPath(path);
}

/**
 * Why a body is not sent: what is typed may be kept by the editor, and a key belongs in no such place; what is copied from
 * an answer may have a masked one in it.
 * @param text JSON, perhaps not yet well-formed
 */
export function whyNotBody(text: string): string | undefined {
  const both = [text, unescaped(text)];
  if (both.some((one) => maskCredentials(one) !== one))
    return 'The body has a key in it. To give one to Postman, use Store Key in a Postman Environment.';
  if (!both.some(hasMaskedKey)) return undefined;
  return 'The body has a masked key in it, which would take the place of the real one. Leave that part out.';
}

/** The body as JSON, or why it is none. */
export function bodyOf(text: string): { readonly body?: unknown } | { readonly fault: string } {
  if (text.trim() === '') return {};
  const fault = whyNotBody(text);
  if (fault !== undefined) return { fault };
  const rounded: string[] = [];
  // Node tells the reviver how a number stands in the text; its types do not know that yet.
  const look = (...[, value, context]: readonly unknown[]): unknown => {
    if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      const { source } = v.parse(numeral, context);
      if (digitsOf(source) !== digitsOf(String(value))) rounded.push(source);
    }
    return value;
  };
  try {
    const body: unknown = JSON.parse(text, look);
    return rounded.length > 0 ? { fault: tooLarge } : { body };
  } catch (error) {
    const where = error instanceof Error ? /\(line \d+ column \d+\)/.exec(error.message)?.[0] : undefined;
    return { fault: `The body is no JSON${where === undefined ? '' : ` ${where}`}.` };
  }
}

const tooLarge =
  'A number in the body has more digits than a number can have here, and would be sent rounded. Write it in quotes, as a text.';

const numeral = v.object({ source: v.string() });

/** A number as its digits without zeros around them, and the power of ten that they stand before: `1e20` and `100e18` are one. */
function digitsOf(number: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(number) ?? [];
  const digits = `${whole}${part}`;
  const ending = /(?<!0)0*$/.exec(digits)?.[0] ?? '';
  const rest = digits.slice(0, digits.length - ending.length).replace(/^0+/, '');
  return `${sign}${rest}e${Number(power) - part.length + ending.length}`;
}

/** Whether it can change something; a query for secrets is a POST too, and asked about like one. */
export function isWriting({ method }: Pick<Request, 'method'>): boolean {
  return method !== 'GET';
}

/** Method and path for titles and logs, without the query. */
export function shownRoute({ method, path }: Pick<Request, 'method' | 'path'>): string {
  return `${method} ${plainText(path.replace(/\?.*$/, ''), 120)}`;
}

/** A body for the person to read: characters that do not show, or reorder what does, stand there as JSON writes them. */
export function shownBody(body: unknown): string {
  if (body === undefined) return '';
  return JSON.stringify(body, undefined, 2).replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** The words before a request that changes something is sent. */
export function writingQuestion(
  { method, path, body }: Request,
  { host, keyName, owner, note }: { host: string; keyName: string; owner: string; note?: string | undefined },
): { readonly message: string; readonly detail: string } {
  const about = [`With “${keyName}” of ${owner}.`, note, bodyInDialog(body)];
  return {
    message: `Send ${method} ${plainText(path)} to ${host}?`,
    detail: about.filter((line) => line !== undefined).join('\n\n'),
  };
}

/** As much of a body as a dialog has room for, and how much more there is. */
export function bodyInDialog(body: unknown): string {
  const text = shownBody(body);
  if (text === '') return 'Without a body.';
  const shown = text.slice(0, 600).split('\n').slice(0, 20).join('\n');
  const more = text.length - shown.length;
  return `Body:\n${shown}${more === 0 ? '' : `\n… and ${more} characters more`}`;
}
