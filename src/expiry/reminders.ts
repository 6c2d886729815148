import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredKey } from '../keyring/apiKey.ts';
import { createLock, isCode } from '../keyring/lock.ts';
import type { Occasion } from './due.ts';

export type Subject = Pick<StoredKey, 'id' | 'fingerprint'>;

/** A key, and what there is to warn of. */
export interface Due<T extends Subject> {
  readonly key: T;
  readonly occasion: Occasion | undefined;
}

/**
 * What has been warned of, in files that all windows of this host share. They are named after key and secret, so a
 * regenerated key starts anew.
 */
export interface Reminders {
  /**
   * Which of these keys this caller is to warn of: exactly one is told to, over all windows and restarts, and gets all
   * that are due at once. It has to be given every key: where the occasion of a warning has passed, its mark goes.
   */
  claim<T extends Subject>(keys: readonly Due<T>[]): Promise<T[]>;
  /** Warn again of this key once `at` (milliseconds since 1970) has come. */
  remindAt(key: Subject, at: number): Promise<void>;
  /** Never warn of this key again. */
  mute(key: Subject): Promise<void>;
  /** Drops what is left, for a month and longer, of keys that are gone or have another secret. */
  sweep(keys: readonly Subject[]): Promise<void>;
}

const month = 30 * 24 * 60 * 60 * 1000;

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
  const claimOne = async (
    key: Subject,
    occasion: Occasion | undefined,
    marks: readonly string[],
  ): Promise<boolean> => {
    const own = marks
      .filter((name) => name.startsWith(`${stem(key)}.`))
      .map((name) => name.slice(stem(key).length + 1));
    // A date that was corrected, or a clock: what is tighter than the occasion of now will come again.
    for (const mark of own) if (isTighter(mark, occasion)) await rm(fileOf(key, mark), { force: true });
    if (occasion === undefined || own.includes('muted')) return false;
    if (!(await create(fileOf(key, String(occasion))))) return takeReminder(key);
    await rm(fileOf(key, 'later'), { force: true });
    return true;
  };

  return {
    claim: async (keys) => {
      if (keys.length === 0) return [];
      return locked(async () => {
        const marks = await readdir(folder);
        const mine = [];
        for (const { key, occasion } of keys) {
          // One bad file must not cost the warnings of the other keys.
          if (await claimOne(key, occasion, marks).catch(() => false)) mine.push(key);
        }
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
      const names = (await readdir(folder).catch((): string[] => [])).filter(
        (name) => !name.startsWith('lock') && !alive.has(name.split('.').slice(0, 2).join('.')),
      );
      for (const name of names) {
        const file = join(folder, name);
        // A key that this window does not know may be one that another has just added, or whose card is aside.
        if (Date.now() - (await stat(file)).mtimeMs > month) await rm(file, { force: true });
      }
    },
  };
}

/** How tight a mark is: days count down to the expiry, which is the tightest of all. */
function isTighter(mark: string, occasion: Occasion | undefined): boolean {
  const rank = (what: string): number =>
    what === 'expired' ? -1 : /^\d+$/.test(what) ? Number(what) : Number.NaN;
  const mine = rank(mark);
  if (Number.isNaN(mine)) return false;
  return occasion === undefined || occasion === 'stale' || mine < rank(String(occasion));
}
