import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where this window listens. */
export interface Place {
  /** Of a socket, or the name of a pipe on Windows. */
  readonly address: string;
  /** Never throws: what stays is an empty folder, which the next start of a window sweeps. */
  remove(): void;
}

/** The shortest limit there is, macOS's 104 bytes, less the byte that ends the path. */
const longest = 103;
/** What `mkdtemp` puts behind a prefix. */
const sixMore = 6;
/** Stands in the names of folders of this computer: they may be shared with others, which have sockets and processes of their own. */
export const computer = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);
const prefix = `pmkey-${computer}-`;

/**
 * A place with a random name that only this user can reach: on Unix in a new folder of mode 0700, so that nobody else
 * gets at the socket in the moment before it has its own mode.
 * @throws Node's own error where no folder can be made
 */
export async function newPlace(environment = process.env): Promise<Place> {
  const name = randomBytes(16).toString('hex');
  // Nobody can have taken a name before that nobody could know; what others may read from a pipe is a nonce.
  if (process.platform === 'win32') return { address: `\\\\.\\pipe\\pmkey-${name}`, remove: () => undefined };
  const folder = await firstMade(basesIn(environment).filter((base) => fits(base, name)));
  return {
    address: join(folder, name),
    remove: () => {
      try {
        rmSync(folder, { recursive: true, force: true });
      } catch {
        // Such as a folder for temporary files that was made read-only meanwhile.
      }
    },
  };
}

/** Folders in which such places are, the best first; the last is short everywhere. */
export function basesIn(environment = process.env): readonly string[] {
  return [environment['XDG_RUNTIME_DIR'] ?? '', tmpdir(), '/tmp'].filter(isAbsolute);
}

/** Whether a folder's name is one that `newPlace` gives on this computer. */
export function isPlace(name: string): boolean {
  return name.startsWith(prefix) && name.length === prefix.length + sixMore;
}

function fits(base: string, name: string): boolean {
  return Buffer.byteLength(join(base, prefix, name)) + sixMore <= longest;
}

async function firstMade([base = '', ...others]: readonly string[]): Promise<string> {
  try {
    return await mkdtemp(join(base, prefix));
  } catch (error) {
    if (others.length === 0) throw error;
    return firstMade(others);
  }
}
