import { randomUUID } from 'node:crypto';
import { access, chmod, constants, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { KnownProblem } from '../../../host/knownProblem.ts';
import { isSystemError } from '../../../keyring/lock.ts';

/**
 * Puts another text in the place of a file's, whole or not at all, with the file's own mode. What was there is kept
 * nowhere.
 * @param before what is in it: another program may have written to it since
 * @throws KnownProblem
 */
export async function replaceFile(path: string, before: string, after: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const { mode, nlink } = await stat(path);
    // A folder that can be written to would let it be replaced all the same, and to root nothing is denied.
    if ((mode & 0o222) === 0) throw unwritable(path);
    await access(path, constants.W_OK);
    if (nlink > 1) throw linked(path);
    await writeFile(temporary, after, { flag: 'wx', mode: 0o600 });
    await chmod(temporary, mode & 0o777);
    // As late as can be.
    if ((await readFile(path, 'utf8')) !== before) throw changedFile(path);
    await rename(temporary, path);
  } catch (error) {
    throw isSystemError(error) ? unwritable(path) : error;
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

function changedFile(path: string): KnownProblem {
  return new KnownProblem(
    `${path} was changed meanwhile, and was left as it is. The key is in the keyring; import again to take it out.`,
  );
}

function unwritable(path: string): KnownProblem {
  return new KnownProblem(
    `${path} cannot be written, and was left as it is. The key is in the keyring; take it out of the file by hand.`,
  );
}

function linked(path: string): KnownProblem {
  return new KnownProblem(
    `${path} has another name too (a hard link), which would keep the key, and was left as it is. The key is in the keyring; take it out of the file by hand.`,
  );
}
