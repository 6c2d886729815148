import { maskCredentials } from '../../postman/credential.ts';
import { fieldsOf } from '../../postman/collectionReading.ts';

/**
 * A collection's JSON as it is shown. Without a `$schema` at the top, which no collection has: the editor fetches the
 * address that stands there from whoever made the link up, as soon as the text is open.
 */
export function jsonText(json: unknown): string {
  const shown = Object.fromEntries(Object.entries(fieldsOf(json)).filter(([name]) => name !== '$schema'));
  return maskCredentials(JSON.stringify(shown, undefined, 2));
}
