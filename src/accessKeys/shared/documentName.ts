import { plainText } from '../../postman/plainText.ts';

/** A name from outside as one that a file can have everywhere; it leads nowhere and is at most 80 characters long. */
export function fileName(name: string): string {
  const safe = plainText(name.replace(/[\\/:*?"<>|]/g, '-'), 80);
  return safe.replace(/^[. ]+|[. ]+$/g, '') || 'Untitled';
}

/**
 * A path for a document of these names, folders first: `/Payments/Refunds/List refunds.txt`.
 * @param isTaken whether a path names another document: then this one is numbered
 */
export function documentPath(
  names: readonly string[],
  suffix: string,
  isTaken: (path: string) => boolean,
): string {
  const stem = names.map((name) => `/${fileName(name)}`).join('');
  for (let number = 1; ; number++) {
    const path = number === 1 ? `${stem}${suffix}` : `${stem} (${number})${suffix}`;
    if (!isTaken(path)) return path;
  }
}
