import type { Card, Credential } from './card.ts';
import type { CardFolder } from './cardFolder.ts';
import type { Kind } from './kind.ts';
import { KeyringProblem } from './problem.ts';
import type { SecretStore } from './secretStore.ts';

/** The two places where keys of one kind are kept: entries with their secrets, and cards without. */
export interface Sides<Key extends Credential, C extends Card, Facts = never> {
  readonly kind: Kind<Key, C, Facts>;
  readonly store: SecretStore;
  readonly folder: CardFolder<C>;
}

// Both run under the lock.

/**
 * Writes an entry and then its card. A mark tells the next start that a window may have died in between.
 * @param previous what the entry held: it is put back when it cannot be overwritten
 */
export async function writeBoth<Key extends Credential, C extends Card>(
  { kind, store, folder }: Sides<Key, C>,
  card: C,
  key: Key,
  previous?: string,
): Promise<void> {
  const name = kind.entryName(card);
  await folder.mark(card.id, 'pending');
  try {
    await store.store(name, kind.encodeEntry({ card, key }));
  } catch (error) {
    if (previous !== undefined) await store.store(name, previous).then(undefined, () => undefined);
    throw error;
  }
  await folder.write(card);
  await folder.unmark(card.id, 'pending');
}

/**
 * Deletes every entry of a key, and then its card.
 * @returns false when the secret storage failed half way: what it missed is left to the next heal
 */
export async function removeBoth<Key extends Credential, C extends Card>(
  { kind, store, folder }: Sides<Key, C>,
  id: string,
): Promise<boolean> {
  const names = (await store.keys()).filter((name) => kind.idOfEntry(name) === id);
  const card = await folder.read(id);
  await folder.mark(id, 'deleted');
  let isFinished = true;
  for (const name of new Set(card ? [...names, kind.entryName(card)] : names)) {
    try {
      await store.delete(name);
    } catch (error) {
      if (!(error instanceof KeyringProblem)) throw error;
      // One that fails may be gone all the same, later: what has begun is brought to its end.
      isFinished = false;
    }
  }
  await folder.remove(id);
  await folder.unmark(id, 'pending');
  return isFinished;
}
