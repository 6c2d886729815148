import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { isCode } from '../../keyring/lock.ts';
import { basesIn, isPlace } from '../../host/place.ts';

/** Milliseconds; a folder that is younger may be of somebody who is about to listen. */
const young = 60_000;

/** Takes away the places of windows that ended without warning. On Windows a pipe ends with its window. */
export async function sweepPlaces(bases = basesIn()): Promise<void> {
  if (process.platform === 'win32') return;
  for (const base of new Set(bases))
    for (const name of await readdir(base).catch((): string[] => []))
      // Whatever stands in the way, as another window that sweeps, is no trouble: the next start tries again.
      if (isPlace(name)) await sweep(join(base, name)).catch(() => undefined);
}

async function sweep(folder: string): Promise<void> {
  const found = await lstat(folder);
  // Others may put what they like into the system's folder.
  const isOurs = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o777) === 0o700;
  if (!isOurs || Date.now() - found.mtimeMs < young) return;
  for (const name of await readdir(folder))
    if (await isDead(join(folder, name))) await unlink(join(folder, name));
  // Not with what is in it: it stays where anything is left.
  await rmdir(folder);
}

async function isDead(address: string): Promise<boolean> {
  return (await lstat(address)).isSocket() && isRefused(address);
}

/** Nobody listens: the system takes a connection for a process that is alive, however busy it is. */
async function isRefused(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('error', (error) => {
      resolve(isCode(error, 'ECONNREFUSED'));
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
  });
}
