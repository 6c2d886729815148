import { rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../host/log.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import { lifetime, newFolder, placesIn } from './place.ts';

export type Kind = 'session' | 'task';

/**
 * The key files of this window. A file belongs to the runs that begin after it was made: debug sessions, and the tasks
 * before them.
 */
export interface KeyFiles extends Disposable {
  /**
   * Writes a file of mode 0600 into a folder of its own, and gives its path.
   * @param fingerprint of the key in it
   */
  add(text: string, fingerprint: string): Promise<string>;
  /** Takes away those whose key was replaced or deleted. */
  keepOnly(isCurrent: (fingerprint: string) => boolean): void;
  began(run: unknown, kind: Kind): void;
  /** Takes away the files that no run needs any more. */
  ended(run: unknown): void;
}

interface Kept {
  readonly folder: string;
  readonly fingerprint: string;
  readonly runs: Map<unknown, Kind>;
  readonly end: NodeJS.Timeout;
  pause: NodeJS.Timeout | undefined;
}

/** Milliseconds after a task in which the debug session may begin that the task was for. */
const grace = 10_000;

export function createKeyFiles(log: Pick<Log, 'error'>, places = placesIn()): KeyFiles {
  const all = new Set<Kept>();
  let isOver = false;

  const forget = (kept: Kept): void => {
    all.delete(kept);
    clearTimeout(kept.end);
    clearTimeout(kept.pause);
  };
  const remove = (kept: Kept): void => {
    forget(kept);
    rm(kept.folder, { recursive: true, force: true }).catch((error: unknown) => {
      log.error('Deleting a key file', error);
    });
  };
  const removeIn = (kept: Kept, milliseconds: number): NodeJS.Timeout =>
    setTimeout(() => {
      remove(kept);
    }, milliseconds);
  const keep = (folder: string, fingerprint: string): void => {
    const kept: Kept = {
      folder,
      fingerprint,
      runs: new Map(),
      pause: undefined,
      end: setTimeout(() => {
        remove(kept);
      }, lifetime),
    };
    all.add(kept);
  };

  return {
    add: async (text, fingerprint) => {
      const folder = await newFolder(places);
      const file = join(folder, 'key');
      keep(folder, fingerprint);
      await writeFile(file, text, { mode: 0o600, flag: 'wx' });
      if (isOver) rmSync(folder, { recursive: true, force: true });
      return file;
    },
    keepOnly: (isCurrent) => {
      for (const kept of [...all]) if (!isCurrent(kept.fingerprint)) remove(kept);
    },
    began: (run, kind) => {
      for (const kept of all) {
        kept.runs.set(run, kind);
        clearTimeout(kept.pause);
      }
    },
    ended: (run) => {
      for (const kept of [...all]) {
        const kind = kept.runs.get(run);
        if (kind === undefined) continue;
        kept.runs.delete(run);
        const left = [...kept.runs.values()];
        // A task that goes on in the background was for the session.
        if (kind === 'session' && !left.includes('session')) remove(kept);
        if (kind === 'task' && left.length === 0) kept.pause = removeIn(kept, grace);
      }
    },
    dispose: () => {
      isOver = true;
      // At once: the editor waits for nothing when it ends.
      for (const kept of [...all]) {
        forget(kept);
        rmSync(kept.folder, { recursive: true, force: true });
      }
    },
  };
}
