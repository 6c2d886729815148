import { randomUUID } from 'node:crypto';
import { lstat, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path, { basename, dirname, join } from 'node:path';
import { isCode } from '../../keyring/lock.ts';

/** Where a file really is going to be, or why it has no place there, as one sentence. */
export type Place = { readonly path: string } | { readonly why: string };

/**
 * Where a file with a key in it is going to be, with links followed: none may lead into `folders`.
 * @throws Node's own error where its folder is not there
 */
export async function privatePlace(wanted: string, folders: readonly string[]): Promise<Place> {
  const found = await lstat(wanted).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (found && !found.isFile())
    return {
      why: 'A file with a key in it takes the place of another file at most, not of a link. Choose another name.',
    };
  const place = join(await realpath(dirname(wanted)), basename(wanted));
  for (const folder of folders)
    // Neither by its own name nor by its real one; a folder that is gone has only the first.
    if (isWithin(folder, wanted) || isWithin(await realpath(folder).catch(() => folder), place))
      return {
        why: 'A file with a key in it has no place in the workspace, which may be committed. Choose another folder.',
      };
  return { path: place };
}

/** By the rules of the system: on Windows, capitals make no difference. */
export function isWithin(folder: string, file: string, rules: typeof path = path): boolean {
  const way = rules.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${rules.sep}`) && !rules.isAbsolute(way);
}

/** Writes a file that its owner alone can read, new also where one was, so that nothing else leads to it. */
export async function writePrivately(place: string, text: string): Promise<void> {
  const temporary = join(dirname(place), `.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, text, { flag: 'wx', mode: 0o600 });
    await rename(temporary, place);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}
