import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from '../../keyring/lock.ts';

/**
 * The keys whose session the person has ended: one empty file each, by the key's id, which all windows of this host
 * share. `globalState` would not do: a window writes all of it, with what another has changed meanwhile.
 */
export interface SignedOut {
  ids(): Promise<ReadonlySet<string>>;
  add(id: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** @param folder an absolute path; made when something is written */
export function openSignedOut(folder: string): SignedOut {
  return {
    ids: async () => {
      const names = await readdir(folder).catch((error: unknown): string[] => {
        if (isCode(error, 'ENOENT')) return [];
        throw error;
      });
      return new Set(names);
    },
    add: async (id) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(join(folder, id), '', { mode: 0o600 });
    },
    remove: async (id) => rm(join(folder, id), { force: true }),
  };
}
