import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { computer } from '../../host/place.ts';
import { isCode } from '../../keyring/lock.ts';

/** Milliseconds that a key file may live. */
export const lifetime = 10 * 60 * 1000;

/** Folders for files that need not outlive the computer's run; the first is in memory where the system has it. */
export function placesIn(environment = process.env): readonly string[] {
  const runtime = environment['XDG_RUNTIME_DIR'] ?? '';
  return isAbsolute(runtime) ? [runtime, tmpdir()] : [tmpdir()];
}

/**
 * A new folder of mode 0700, which says in its name which process of which computer made it.
 * @throws Node's own error where none can be made
 */
export async function newFolder([place = '', ...others] = placesIn()): Promise<string> {
  try {
    return await mkdtemp(join(place, `postman-key-${computer}-${process.pid}-`));
  } catch (error) {
    if (others.length === 0) throw error;
    return newFolder(others);
  }
}

/** Takes away what a window left behind that ended without warning. */
export async function sweepKeyFiles(places = placesIn()): Promise<void> {
  for (const place of places) {
    for (const name of await readdir(place).catch((): string[] => [])) {
      const [, where, maker] = /^postman-key-([0-9a-f]{6})-(\d+)-\w{6}$/.exec(name) ?? [];
      if (maker === undefined) continue;
      await sweep(join(place, name), where !== computer || isRunning(Number(maker)));
    }
  }
}

/** @param isUsed whether its maker may still run: then it stays for as long as a key file may live */
async function sweep(folder: string, isUsed: boolean): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  // Others may put what they like into the system's folder.
  if (!found?.isDirectory() || (process.getuid && found.uid !== process.getuid())) return;
  if (isUsed && Date.now() - found.mtimeMs < lifetime) return;
  await rm(folder, { recursive: true, force: true });
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
}
