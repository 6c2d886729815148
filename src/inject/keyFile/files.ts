import { rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Log } from '../../host/log.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import { lifetime, newFolder, placesIn } from './place.ts';

export type Kind = 'session' | 'task';

/**
 * The key files of this window. A file belongs to the debug session in whose configuration its path stands. One whose
 * path is seen in none belongs to the runs that begin after it was made: VS Code does not say what it puts into a task,
 * and some debuggers read a file and take its path out before their session begins.
 */
export interface KeyFiles extends Disposable {
  /**
   * Writes a file of mode 0600 into a folder of its own, and gives its path.
   * @param isCurrent whether the key in it is still that of its name, for its host
   * @throws KnownProblem where the key is no longer current once the file is written; Node's own error
   */
  add(text: string, isCurrent: () => boolean): Promise<string>;
  /** Takes away those whose key is no longer current. */
  readonly keepCurrent: () => void;
  /** @param words all that the run was started with, as far as it is known */
  began(run: unknown, kind: Kind, words?: string): void;
  /** Takes away the files that no run needs any more. */
  ended(run: unknown): void;
}

interface Kept {
  readonly folder: string;
  readonly isCurrent: () => boolean;
  readonly runs: Map<unknown, Kind>;
  readonly end: NodeJS.Timeout;
  /** Whether its path was seen in a configuration. */
  isSeen: boolean;
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
  const removeNow = (kept: Kept): void => {
    forget(kept);
    rmSync(kept.folder, { recursive: true, force: true });
  };
  const removeIn = (kept: Kept, milliseconds: number): NodeJS.Timeout =>
    setTimeout(() => {
      remove(kept);
    }, milliseconds);
  const keep = (folder: string, isCurrent: Kept['isCurrent']): Kept => {
    const kept: Kept = {
      folder,
      isCurrent,
      runs: new Map(),
      isSeen: false,
      pause: undefined,
      end: setTimeout(() => {
        remove(kept);
      }, lifetime),
    };
    all.add(kept);
    return kept;
  };

  return {
    add: async (text, isCurrent) => {
      const kept = keep(await newFolder(places), isCurrent);
      const file = join(kept.folder, 'key');
      let isGood = false;
      try {
        await writeFile(file, text, { mode: 0o600, flag: 'wx' });
        isGood = all.has(kept) && isCurrent() && !isOver;
      } finally {
        if (!isGood) removeNow(kept);
      }
      if (!isGood)
        throw new KnownProblem('The key was changed or deleted while its file was written. Try again.');
      return file;
    },
    keepCurrent: () => {
      for (const kept of [...all]) if (!kept.isCurrent()) remove(kept);
    },
    began: (run, kind, words = '') => {
      const named = [...all].filter(({ folder }) => words.includes(basename(folder)));
      for (const kept of named) {
        if (!kept.isSeen) kept.runs.clear();
        kept.isSeen = true;
      }
      for (const kept of named.length > 0 ? named : [...all].filter(({ isSeen }) => !isSeen)) {
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
      for (const kept of [...all]) removeNow(kept);
    },
  };
}
