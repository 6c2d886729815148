import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { isCode } from '../../keyring/lock.ts';

/** Milliseconds that a key file may live. */
export const lifetime = 10 * 60 * 1000;

/** Folders for files that need not outlive the computer's run; the first is in memory where the system has it. */
export function placesIn(environment = process.env): readonly string[] {
  const runtime = environment['XDG_RUNTIME_DIR'] ?? '';
  return isAbsolute(runtime) ? [runtime, tmpdir()] : [tmpdir()];
}

/**
 * A new folder of mode 0700, which says in its name which process made it.
 * @throws Node's own error where none can be made
 */
export async function newFolder([place = '', ...others] = placesIn()): Promise<string> {
  try {
    return await mkdtemp(join(place, `postman-key-${process.pid}-`));
  } catch (error) {
    if (others.length === 0) throw error;
    return newFolder(others);
  }
}

/** Takes away what a window left behind that ended without warning. */
export async function sweepKeyFiles(places = placesIn()): Promise<void> {
  for (const place of places) {
    for (const name of await readdir(place).catch((): string[] => [])) {
      const maker = /^postman-key-(\d+)-\w{6}$/.exec(name)?.[1];
      if (maker !== undefined) await sweep(join(place, name), Number(maker));
    }
  }
}

async function sweep(folder: string, maker: number): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  // Others may put what they like into the system's folder.
  if (!found?.isDirectory() || (process.getuid && found.uid !== process.getuid())) return;
  if (isRunning(maker) && Date.now() - found.mtimeMs < lifetime) return;
  await rm(folder, { recursive: true, force: true });
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
}
