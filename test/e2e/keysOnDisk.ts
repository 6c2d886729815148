import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where any of `keys`, in plain text, in UTF-16 or in base64, stands in a file of `folders`. */
export async function keysOnDisk(
  keys: readonly string[],
  folders: readonly string[],
): Promise<{ found: string[]; files: number }> {
  const needles = keys.flatMap((key) => [
    Buffer.from(key),
    Buffer.from(key, 'utf16le'),
    // Wherever the key begins among the triples that base64 encodes, its middle shows up in one of three forms.
    ...[0, 1, 2].map((shift) => {
      const triples = Math.min(20, Math.floor((key.length - shift) / 3));
      const whole = Buffer.from(key.slice(shift, shift + 3 * triples));
      return Buffer.from(whole.toString('base64').slice(0, 76));
    }),
  ]);
  const found: string[] = [];
  let files = 0;
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      files += 1;
      const path = join(entry.parentPath, entry.name);
      const content = await readFile(path).catch(() => Buffer.alloc(0));
      if (needles.some((needle) => content.includes(needle))) found.push(path);
    }
  }
  return { found, files };
}
