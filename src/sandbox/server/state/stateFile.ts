import { access, readFile, rename, writeFile } from 'node:fs/promises';
import { parseSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import type { SeedName } from '../world/model.ts';

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** One file, written whole to a temporary name and renamed; changes that come while it is written go together. */
export class StateFile {
  readonly path: string;
  readonly #take: () => Snapshot;
  readonly #say: (line: string) => void;
  #writing: Promise<void> | undefined;
  #dirty = false;

  constructor(path: string, take: () => Snapshot, say: (line: string) => void) {
    this.path = path;
    this.#take = take;
    this.#say = say;
  }

  save(): void {
    this.#dirty = true;
    this.#writing ??= this.#writeAll();
  }

  async settled(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    try {
      while (this.#dirty) {
        this.#dirty = false;
        const temporary = `${this.path}.${process.pid}.tmp`;
        await writeFile(temporary, JSON.stringify(this.#take(), null, 2), { mode: 0o600 });
        await rename(temporary, this.path);
      }
    } catch (error) {
      this.#say(`The state file ${this.path} was not written: ${String(error)}`);
    } finally {
      this.#writing = undefined;
    }
  }
}

/** Moves a file that is not for this run out of the way, never over another. */
async function setAside(path: string, why: string): Promise<string> {
  let aside = `${path}.${why}`;
  for (let number = 2; await exists(aside); number += 1) aside = `${path}.${why}.${number}`;
  await rename(path, aside);
  return aside;
}

/** What an earlier run left, if it can be read and is of the seed that is asked for. */
export async function readSnapshot(
  path: string,
  seed: SeedName | undefined,
  say: (line: string) => void,
): Promise<Snapshot | undefined> {
  try {
    const snapshot = parseSnapshot(await readFile(path, 'utf8'));
    if (seed === undefined || snapshot.seed === seed) return snapshot;
    const aside = await setAside(path, snapshot.seed);
    say(`The state file ${path} is of the seed "${snapshot.seed}". It was set aside as ${aside}.`);
  } catch (error) {
    if (isMissing(error)) return undefined;
    const aside = await setAside(path, 'corrupt');
    say(`The state file ${path} cannot be read. It was set aside as ${aside}; the sandbox starts afresh.`);
  }
  return undefined;
}
