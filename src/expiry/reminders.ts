import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredKey } from '../keyring/apiKey.ts';
import { createLock, isCode } from '../keyring/lock.ts';
import type { Occasion } from './due.ts';

export type Subject = Pick<StoredKey, 'id' | 'fingerprint'>;

/** A warning that is due about a key, if it was not given yet. */
export interface Due<T extends Subject> {
  readonly key: T;
  readonly occasion: Occasion;
}

/**
 * What has been warned of, in files that all windows of this host share. They are named after key and secret, so a
 * regenerated key starts anew.
 */
export interface Reminders {
  /**
   * Which of these warnings this caller is to give: exactly one is told to, over all windows and restarts, and gets all
   * that are due at once.
   */
  claim<T extends Subject>(warnings: readonly Due<T>[]): Promise<T[]>;
  /** Warn again of this key once `at` (milliseconds since 1970) has come. */
  remindAt(key: Subject, at: number): Promise<void>;
  /** Never warn of this key again. */
  mute(key: Subject): Promise<void>;
  /** Drops what is left of keys that are gone or have another secret. */
  sweep(keys: readonly Subject[]): Promise<void>;
}

export function createReminders(folder: string): Reminders {
  const locked = createLock(join(folder, 'lock'));
  const stem = ({ id, fingerprint }: Subject): string => `${id}.${fingerprint.slice(0, 16)}`;
  const fileOf = (key: Subject, what: string): string => join(folder, `${stem(key)}.${what}`);

  /** Creates a file that only one can create. */
  const create = async (file: string): Promise<boolean> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await (await open(file, 'wx', 0o600)).close();
      return true;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      throw error;
    }
  };
  const read = async (file: string): Promise<string | undefined> => {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      if (isCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  };
  const takeReminder = async (key: Subject): Promise<boolean> => {
    const file = fileOf(key, 'later');
    const at = Number((await read(file)) ?? Number.NaN);
    if (!(at <= Date.now())) return false;
    await rm(file, { force: true });
    return true;
  };
  const claimOne = async (key: Subject, occasion: Occasion): Promise<boolean> => {
    if ((await read(fileOf(key, 'muted'))) !== undefined) return false;
    if (!(await create(fileOf(key, String(occasion))))) return takeReminder(key);
    await rm(fileOf(key, 'later'), { force: true });
    return true;
  };

  return {
    claim: async (warnings) => {
      if (warnings.length === 0) return [];
      return locked(async () => {
        const mine = [];
        for (const { key, occasion } of warnings) if (await claimOne(key, occasion)) mine.push(key);
        return mine;
      });
    },
    remindAt: async (key, at) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = fileOf(key, `${randomUUID()}.tmp`);
      await writeFile(temporary, String(at), { mode: 0o600 });
      await rename(temporary, fileOf(key, 'later'));
    },
    mute: async (key) => {
      await create(fileOf(key, 'muted'));
    },
    sweep: async (keys) => {
      const alive = new Set(keys.map(stem));
      const names = await readdir(folder).catch(() => []);
      const dead = names.filter(
        (name) => name !== 'lock' && !alive.has(name.split('.').slice(0, 2).join('.')),
      );
      await Promise.all(dead.map(async (name) => rm(join(folder, name), { force: true })));
    },
  };
}
