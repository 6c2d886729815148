import { createHash } from 'node:crypto';

/**
 * SHA-256 of a text in hex, white space around it apart: of a key it is the key's own fingerprint. Windows gives a text
 * back from the clipboard with other line ends than it was put there with.
 */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text.trim().replaceAll('\r\n', '\n')).digest('hex');
}
