import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLock, isCode } from '../keyring/lock.ts';
import type { Entry } from './activity.ts';
import { decodeLine, encodeLine } from './activityLine.ts';

/** The activity log on the disk: lines of JSON, one file a month, which all windows of this host append to. */
export interface ActivityFolder {
  append(entry: Entry): Promise<void>;
  /** The newest first; lines that cannot be read, and those of more than 90 days ago, are left out. */
  read(): Promise<readonly Entry[]>;
  clear(): Promise<void>;
  /** Takes out what is older than 90 days. */
  sweep(): Promise<void>;
}

const lifetime = 90 * 24 * 60 * 60 * 1000;
const ofMonth = /^\d{4}-\d{2}\.jsonl$/;
/** Also what a window left that died in the middle of writing one anew. */
const orPartOfIt = /^\d{4}-\d{2}\.jsonl/;

export function openActivityFolder(folder: string): ActivityFolder {
  // Appending needs none: nobody appends to the files of earlier months, which alone are written anew.
  const locked = createLock(join(folder, 'lock'));
  const files = async (pattern = ofMonth): Promise<string[]> => {
    const names = await readdir(folder).catch((error: unknown): string[] => {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    });
    return names.filter((name) => pattern.test(name)).toSorted();
  };
  const readLines = async (name: string): Promise<string[]> => {
    // Another window may have swept it away just now.
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    return text.split('\n');
  };
  const isDue = ({ at }: Entry): boolean => at < Date.now() - lifetime;
  const youngOf = async (name: string): Promise<Entry[]> =>
    (await readLines(name))
      .map(decodeLine)
      .filter((entry) => entry !== undefined)
      .filter((entry) => !isDue(entry));

  const sweepFile = async (name: string): Promise<void> => {
    const young = await youngOf(name);
    const file = join(folder, name);
    if (young.length === 0) return rm(file, { force: true });
    const temporary = `${file}.${randomUUID()}.tmp`;
    await writeFile(temporary, young.map(encodeLine).join(''), { mode: 0o600 });
    await rename(temporary, file);
  };

  return {
    append: async (entry) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${monthOf(entry.at)}.jsonl`);
      // One small write in append mode: lines of several windows come one after the other.
      await appendFile(file, encodeLine(entry), { mode: 0o600 });
    },
    read: async () => {
      const months = await Promise.all((await files()).map(youngOf));
      // Of one millisecond too the last line is the newest.
      return months
        .flat()
        .toReversed()
        .toSorted((a, b) => b.at - a.at);
    },
    clear: async () => {
      await locked(async () => {
        for (const name of await files(orPartOfIt)) await rm(join(folder, name), { force: true });
      });
    },
    sweep: async () => {
      const last = monthOf(Date.now() - lifetime);
      if (!(await files()).some((name) => name.slice(0, 7) <= last)) return;
      await locked(async () => {
        for (const name of await files()) if (name.slice(0, 7) <= last) await sweepFile(name);
      });
    },
  };
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}
