import type { ApiKeyCard } from './apiKey.ts';
import type { CardFolder } from './cardFolder.ts';
import {
  decodeEntry,
  encodeEntry,
  entryName,
  idOfEntry,
  isNewer,
  isSameLasting,
  type Entry,
} from './record.ts';
import type { SecretStore } from './secretStore.ts';

// All of these run under the keyring's lock.

/** A mark of deletion outlives its key for as long as a remote window may still bring the entry back. */
const markLife = 30 * 24 * 60 * 60 * 1000;

/** Ends what a window that died left half done: deletions, and writes of entry and card. */
export async function finishInterrupted(store: SecretStore, folder: CardFolder): Promise<void> {
  const names = await store.keys();
  for (const [id, at] of await folder.marked('deleted')) {
    const left = names.filter((name) => idOfEntry(name) === id);
    for (const name of left) await store.delete(name);
    await folder.remove(id);
    if (left.length === 0 && Date.now() - at > markLife) await folder.unmark(id, 'deleted');
  }
  for (const id of (await folder.marked('pending')).keys()) {
    const newest = await newestEntry(store, names, id);
    const card = await folder.read(id);
    // An entry that has no card at all is for `mend` to judge; a card without one may yet see it arrive.
    if (card && !newest) continue;
    if (newest && card && isNewer(newest.card, card)) await folder.write(withVerdict(newest.card, card));
    // A change that was made before its entry could be seen.
    if (newest && card && isNewer(card, newest.card) && card.fingerprint === newest.card.fingerprint) {
      await store.store(entryName(card), encodeEntry({ card, key: newest.key }));
    }
    await folder.unmark(id, 'pending');
  }
}

/**
 * Gives a card to every entry that has none, follows secrets that another host brought, and removes the
 * entries of secrets that were replaced.
 * @returns the ids of cards that have no entry
 */
export async function mend(store: SecretStore, folder: CardFolder): Promise<ReadonlySet<string>> {
  const names = await store.keys();
  const deleted = await folder.marked('deleted');
  const { cards } = await folder.list();
  const known = new Map(cards.map((card) => [card.id, card]));
  for (const [id, own] of byId(names)) {
    if (deleted.has(id)) continue;
    const card = known.get(id);
    if (!card || !own.includes(entryName(card))) {
      const newest = await newestEntry(store, own, id);
      if (!newest || (card && !isNewer(newest.card, card))) continue;
      const twin = twinOf(newest.card, known.values());
      // Two hosts share no lock: both must let the same one of two twins go.
      if (twin && twin.id < id) {
        await letGo(store, entryName(newest.card), twin);
        continue;
      }
      if (twin) {
        await letGo(store, entryName(twin), newest.card);
        await folder.remove(twin.id);
        known.delete(twin.id);
      }
      const mended = withVerdict(newest.card, card);
      await folder.write(mended);
      known.set(id, mended);
    } else {
      for (const name of own) if (name !== entryName(card)) await letGo(store, name, card);
    }
  }
  return new Set(
    Array.from(known.values()).flatMap((card) => (names.includes(entryName(card)) ? [] : [card.id])),
  );
}

/**
 * Takes in one entry that was written or deleted, here or in another window.
 * @returns whether the key's entry is there; `undefined` when the entry is not the one its card speaks of
 */
export async function absorb(
  store: SecretStore,
  folder: CardFolder,
  id: string,
  name: string,
): Promise<boolean | undefined> {
  const json = await store.get(name);
  if ((await folder.marked('deleted')).has(id)) {
    // A late write of another window must not bring back what the person deleted.
    if (json !== undefined) await store.delete(name);
    return undefined;
  }
  const card = await folder.read(id);
  if (json === undefined) return card && entryName(card) === name ? false : undefined;
  const entry = decodeEntry(json);
  if (entry?.card.id !== id) return undefined;
  if (!card && twinOf(entry.card, (await folder.list()).cards)) return undefined;
  // Of two hosts' changes at the same moment the one that the entry holds is the last: both sides take it.
  const isRival = card?.revision === entry.card.revision && card.fingerprint === entry.card.fingerprint;
  if (!card || isNewer(entry.card, card) || (isRival && !isSameLasting(card, entry.card))) {
    await folder.write(withVerdict(entry.card, card));
    return true;
  }
  return entryName(card) === name ? true : undefined;
}

/** When Postman last accepted or refused a key stands on cards alone: it is kept when the rest comes from an entry. */
function withVerdict(fromEntry: ApiKeyCard, card: ApiKeyCard | undefined): ApiKeyCard {
  if (card?.fingerprint !== fromEntry.fingerprint) return fromEntry;
  const { verifiedAt, refusedAt } = card;
  const isLater =
    Math.max(verifiedAt ?? 0, refusedAt ?? 0) > Math.max(fromEntry.verifiedAt ?? 0, fromEntry.refusedAt ?? 0);
  return isLater ? { ...fromEntry, verifiedAt, refusedAt } : fromEntry;
}

/** Another card of the same key: a write that was given up may come through late, after the key was added again. */
function twinOf(card: ApiKeyCard, cards: Iterable<ApiKeyCard>): ApiKeyCard | undefined {
  return Array.from(cards).find((other) => other.id !== card.id && other.fingerprint === card.fingerprint);
}

async function newestEntry(
  store: SecretStore,
  names: readonly string[],
  id: string,
): Promise<Entry | undefined> {
  let newest: Entry | undefined;
  for (const name of names) {
    if (idOfEntry(name) !== id) continue;
    const json = await store.get(name);
    const entry = json === undefined ? undefined : decodeEntry(json);
    if (entry?.card.id === id && (!newest || isNewer(entry.card, newest.card))) newest = entry;
  }
  return newest;
}

/** Deletes an older secret of a key, but never the only one: the newer must be readable first. */
async function letGo(store: SecretStore, older: string, card: ApiKeyCard): Promise<void> {
  const current = await store.get(entryName(card));
  if (current !== undefined && decodeEntry(current)) await store.delete(older);
}

function byId(names: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const id = idOfEntry(name);
    if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), name]);
  }
  return groups;
}
