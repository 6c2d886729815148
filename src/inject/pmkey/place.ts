import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where this window listens. */
export interface Place {
  /** Of a socket, or the name of a pipe on Windows. */
  readonly address: string;
  remove(): void;
}

/** The shortest limit there is, macOS's 104 bytes, less the byte that ends the path. */
const longest = 103;
/** What `mkdtemp` puts behind a prefix. */
const sixMore = 6;

/**
 * A place with a random name that only this user can reach: on Unix in a new folder of mode 0700, so that nobody else
 * gets at the socket in the moment before it has its own mode.
 * @throws Node's own error where no folder can be made
 */
export async function newPlace(environment = process.env): Promise<Place> {
  const name = randomBytes(16).toString('hex');
  // Nobody can have taken a name before that nobody could know; what others may read from a pipe is a nonce.
  if (process.platform === 'win32') return { address: `\\\\.\\pipe\\pmkey-${name}`, remove: () => undefined };
  const runtime = environment['XDG_RUNTIME_DIR'] ?? '';
  const bases = [runtime, tmpdir()].filter((base) => isAbsolute(base) && fits(base, name));
  const folder = await firstMade([...bases, '/tmp']);
  return {
    address: join(folder, name),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fits(base: string, name: string): boolean {
  return Buffer.byteLength(join(prefixIn(base), name)) + sixMore <= longest;
}

async function firstMade([base = '', ...others]: readonly string[]): Promise<string> {
  try {
    return await mkdtemp(prefixIn(base));
  } catch (error) {
    if (others.length === 0) throw error;
    return firstMade(others);
  }
}

function prefixIn(base: string): string {
  return join(base, 'pmkey-');
}
