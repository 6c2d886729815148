import { parseApiKey, type ApiKey } from './credential.ts';

// In the text of a JSON file a key may follow `\n` or `\u003d`, whose last characters are no part of a word.
const anyApiKey =
  /(?:(?<![A-Za-z0-9_-])|(?<=\\[bfnrt]|\\u[0-9a-f]{4}))PMAK-[0-9a-f]{24}-[0-9a-f]{34}(?![0-9A-Za-z])/gi;

/** Every API key that stands in `text`, each once, in order. */
export function findApiKeys(text: string): ApiKey[] {
  const values = new Set(Array.from(text.matchAll(anyApiKey), ([value]) => value));
  return Array.from(values, parseApiKey).filter((key) => key !== undefined);
}
