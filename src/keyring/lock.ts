import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KeyringProblem } from './problem.ts';

const heartbeat = 2_000;
/** A lock whose holder has not touched it for this long belongs to a window that died. */
const stale = 10_000;
const patience = 45_000;

/** Runs one task at a time among all windows that share the lock file. */
export type Lock = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * A lock between processes: a file that only one can create. Windows of one person share the folder but no
 * memory, and VS Code's own storages have no compare-and-set.
 *
 * @throws KeyringProblem `busy` when the lock cannot be had within 45 s
 */
export function createLock(file: string): Lock {
  let queue: Promise<unknown> = Promise.resolve();
  return async (task) => {
    // Tasks of this window line up in memory; only the first of them asks the file system.
    const turn = queue.then(async () => {
      const release = await acquire(file);
      try {
        return await task();
      } finally {
        await release();
      }
    });
    queue = turn.catch(() => undefined);
    return turn;
  };
}

async function acquire(file: string): Promise<() => Promise<void>> {
  const giveUp = Date.now() + patience;
  // A window that slept through its lock must neither keep alive nor remove the one of its successor.
  const token = randomUUID();
  const isMine = async (): Promise<boolean> => (await readFile(file, 'utf8').catch(() => '')) === token;
  while (!(await create(file, token))) {
    await breakIfStale(file);
    if (Date.now() > giveUp) throw new KeyringProblem('busy');
    await new Promise((resolve) => setTimeout(resolve, 4 + Math.random() * 12));
  }
  const touch = async (): Promise<void> => {
    const now = new Date();
    if (await isMine()) await utimes(file, now, now);
  };
  const beat = setInterval(() => {
    touch().catch(() => undefined);
  }, heartbeat);
  beat.unref();
  return async () => {
    clearInterval(beat);
    if (await isMine()) await rm(file, { force: true });
  };
}

async function create(file: string, token: string): Promise<boolean> {
  try {
    await writeFile(file, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST') || isCode(error, 'EPERM') || isCode(error, 'EBUSY')) return false;
    if (!isCode(error, 'ENOENT')) throw error;
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    return false;
  }
}

async function breakIfStale(file: string): Promise<void> {
  try {
    if (await isFresh(file)) return;
    // Of several windows that see a stale lock only one wins the rename.
    const aside = `${file}.${randomUUID()}`;
    await rename(file, aside);
    // Between the look and the rename another window may have broken the lock and taken it: give it back.
    if (await isFresh(aside)) await link(aside, file).catch(() => undefined);
    await rm(aside, { force: true });
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EPERM') && !isCode(error, 'EBUSY')) throw error;
  }
}

async function isFresh(file: string): Promise<boolean> {
  // A time in the future is of a clock that was wrong.
  return Math.abs(Date.now() - (await stat(file)).mtimeMs) < stale;
}

/** Whether `error` is Node's system error of that code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Whether `error` is one of Node's system errors: a full disk, a missing right, a folder that is gone. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
