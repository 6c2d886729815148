import type { ApiKey } from '../../../postman/credential.ts';
import { findApiKeys } from '../../../postman/findApiKeys.ts';

/** Every API key in the text of a JSON file, each once: also those of which JSON's escapes are a part. */
export function keysIn(text: string): ApiKey[] {
  return findApiKeys(text.includes('\\u') ? `${text}\n${unescaped(text)}` : text);
}

/** A text with the characters for which `\u002d` and the like stand, as far as a key or what is before it has such. */
export function unescaped(text: string): string {
  return text.replace(/\\u00([2-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
