import { createTurns } from '../host/turns.ts';
import { createEmitter, type Disposable, type Event } from '../keyring/emitter.ts';
import { openActivityFolder } from './activityFolder.ts';
import type { Way } from './way.ts';

/** That a key was handed out; never the key. */
export interface Note {
  readonly way: Way;
  readonly keyName: string;
  readonly keyMasked: string;
  /** What it was for: `terminal “Postman”`. */
  readonly what: string | undefined;
}

export interface Entry extends Note {
  /** Milliseconds since 1970, by this computer's clock. */
  readonly at: number;
}

/** Which way took which key when: kept on this computer only, for 90 days, shared by all windows. */
export interface Activity extends Disposable {
  /** Fires when this window has written or cleared. */
  readonly onDidChange: Event<undefined>;
  /** Writes it down. Nobody waits for it, and a key is handed out also where the disk is full. */
  note(entry: Note): void;
  /** The newest first, of all windows. */
  entries(): Promise<readonly Entry[]>;
  clear(): Promise<void>;
}

/** @param folder an absolute path; made when something is written */
export function createActivity(folder: string, log: { error(what: string, error: unknown): void }): Activity {
  const changed = createEmitter<undefined>();
  const files = openActivityFolder(folder);
  // One after the other: what is noted is in what is read next, and gone with what is cleared next.
  const next = createTurns(1);
  const change = async (task: () => Promise<void>): Promise<void> => {
    await next(task);
    changed.fire(undefined);
  };
  // Once a window: a minute after its start, when nobody waits for anything.
  const timer = setTimeout(() => {
    next(async () => files.sweep()).catch((error: unknown) => {
      log.error('Sweeping the activity log', error);
    });
  }, 60_000);
  return {
    onDidChange: changed.event,
    note: (entry) => {
      const at = Date.now();
      change(async () => files.append({ at, ...entry })).catch((error: unknown) => {
        log.error('Writing the activity log', error);
      });
    },
    entries: async () => next(async () => files.read()),
    clear: async () => change(async () => files.clear()),
    dispose: () => {
      clearTimeout(timer);
      changed.dispose();
    },
  };
}
