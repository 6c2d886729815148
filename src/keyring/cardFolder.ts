import { randomUUID } from 'node:crypto';
import { watch, type FSWatcher } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Card } from './card.ts';
import { createEmitter, type Disposable, type Event } from './emitter.ts';
import { isOfLaterVersion, type Kind } from './kind.ts';

/**
 * Files beside a card that say what was under way when a window died: `pending` (entry and card are being
 * written) and `deleted` (the person deleted the key; whatever is left of it is to go).
 */
export type Mark = 'pending' | 'deleted';

export interface Cards<C> {
  readonly cards: readonly C[];
  /** Names of files that could not be read as cards and were renamed to `….corrupt`. */
  readonly setAside: readonly string[];
}

/** One small file per key, without secrets, shared by all windows of this host. */
export interface CardFolder<C> extends Disposable {
  readonly lockFile: string;
  readonly onDidChange: Event<undefined>;
  list(): Promise<Cards<C>>;
  read(id: string): Promise<C | undefined>;
  /** Writes to a temporary name and renames, so that a reader never sees half a card. */
  write(card: C): Promise<void>;
  remove(id: string): Promise<void>;
  mark(id: string, mark: Mark): Promise<void>;
  unmark(id: string, mark: Mark): Promise<void>;
  /** Ids with that mark, and when it was set in milliseconds since 1970. */
  marked(mark: Mark): Promise<ReadonlyMap<string, number>>;
}

const settle = 40;

/** @param folder an absolute path; made when it is not there */
export async function openCardFolder<C extends Card>(
  folder: string,
  { encodeCard, decodeCard }: Pick<Kind<never, C, never>, 'encodeCard' | 'decodeCard'>,
): Promise<CardFolder<C>> {
  // Without a folder nothing can be stored, but that is told when somebody tries, not at the start.
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
  const changed = createEmitter<undefined>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watchFolder(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed.fire(undefined);
    }, settle);
  });

  const fileOf = (id: string): string => join(folder, `${id}.json`);
  const names = async (ending: string): Promise<string[]> =>
    (await readdir(folder).catch(() => []))
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length));
  const readText = async (id: string): Promise<string | undefined> => {
    // A card that cannot be read now is as good as none: it is not let stand in the way of the others.
    return readFile(fileOf(id), 'utf8').catch(() => undefined);
  };
  const setAsideFile = async (id: string): Promise<boolean> => {
    try {
      await rename(fileOf(id), `${fileOf(id)}.corrupt`);
      return true;
    } catch {
      return false;
    }
  };

  return {
    lockFile: join(folder, 'lock'),
    onDidChange: changed.event,
    list: async () => {
      const ids = await names('.json');
      const setAside: string[] = [];
      const read = async (id: string): Promise<C | undefined> => {
        const text = await readText(id);
        if (text === undefined) return undefined;
        const card = decodeCard(text);
        if (card?.id === id) return card;
        // A later version of this extension knows what to do with it.
        if (isOfLaterVersion(text)) return undefined;
        // Another window may have set it aside, or mended it, meanwhile.
        if ((await readText(id)) === text && (await setAsideFile(id))) setAside.push(`${id}.json.corrupt`);
        return undefined;
      };
      const cards = (await Promise.all(ids.map(read))).filter((card) => card !== undefined);
      return { cards, setAside };
    },
    read: async (id) => {
      const text = await readText(id);
      return text === undefined ? undefined : decodeCard(text);
    },
    write: async (card) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = join(folder, `${card.id}.${randomUUID()}.tmp`);
      await writeFile(temporary, encodeCard(card), { mode: 0o600 });
      await rename(temporary, fileOf(card.id));
    },
    remove: async (id) => rm(fileOf(id), { force: true }),
    mark: async (id, mark) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(join(folder, `${id}.${mark}`), '', { mode: 0o600 });
    },
    unmark: async (id, mark) => rm(join(folder, `${id}.${mark}`), { force: true }),
    marked: async (mark) => {
      const ids = await names(`.${mark}`);
      const times = await Promise.all(
        ids.map(async (id): Promise<[string, number]> => [
          id,
          (await stat(join(folder, `${id}.${mark}`))).mtimeMs,
        ]),
      );
      return new Map(times);
    },
    dispose: () => {
      clearTimeout(timer);
      watcher?.close();
      changed.dispose();
    },
  };
}

/** Without a watch (Linux allows only so many) other windows' changes are seen when this one comes to the front. */
function watchFolder(folder: string, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name?.endsWith('.json') ?? true) changed();
    });
    watcher.on('error', () => {
      watcher.close();
    });
    return watcher;
  } catch {
    return undefined;
  }
}
