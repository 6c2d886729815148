import type { ApiKey } from '../../../postman/credential.ts';
import { findApiKeys } from '../../../postman/findApiKeys.ts';
import { unescaped } from '../../requests/masks.ts';

/** Every API key in the text of a JSON file, each once: also those of which JSON's escapes are a part, or of JSON in its strings. */
export function keysIn(text: string): ApiKey[] {
  return findApiKeys(text.includes('\\u') ? `${text}\n${unescaped(text)}` : text);
}
