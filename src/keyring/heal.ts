import type { Sides } from './bothSides.ts';
import { isNewer, type Card, type Credential } from './card.ts';
import type { Entry } from './kind.ts';
import type { Shared } from './shared.ts';
import { canSeeAll } from './sight.ts';

// All of these run under the lock.

/** A mark of deletion outlives its key for as long as a remote window may still bring the entry back. */
const markLife = 30 * 24 * 60 * 60 * 1000;

/**
 * Compares entries and cards, heals either from the other, and ends what a dying window left half done.
 * @returns the ids of cards that have no entry
 */
export async function heal<Key extends Credential, C extends Card>(
  sides: Sides<Key, C>,
  shared: Shared,
): Promise<ReadonlySet<string>> {
  // Where another window's secrets are out of sight a write would drop them: then this only looks.
  if (await canSeeAll(shared, sides.store)) {
    await finishInterrupted(sides);
    await mend(sides);
  }
  const names = new Set(await sides.store.keys());
  const { cards } = await sides.folder.list();
  return new Set(cards.flatMap((card) => (names.has(sides.kind.entryName(card)) ? [] : [card.id])));
}

/** Ends what a window that died left half done: deletions, and writes of entry and card. */
async function finishInterrupted<Key extends Credential, C extends Card>(
  sides: Sides<Key, C>,
): Promise<void> {
  const { kind, store, folder } = sides;
  const names = await store.keys();
  for (const [id, at] of await folder.marked('deleted')) {
    const left = names.filter((name) => kind.idOfEntry(name) === id);
    for (const name of left) await store.delete(name);
    await folder.remove(id);
    if (left.length === 0 && Date.now() - at > markLife) await folder.unmark(id, 'deleted');
  }
  for (const id of (await folder.marked('pending')).keys()) {
    const newest = await newestEntry(sides, names, id);
    const card = await folder.read(id);
    // An entry that has no card at all is for `mend` to judge; a card without one may yet see it arrive.
    if (card && !newest) continue;
    if (newest && card && isNewer(newest.card, card))
      await folder.write(withPassing(sides, newest.card, card));
    // A change that was made before its entry could be seen.
    if (newest && card && isNewer(card, newest.card) && card.fingerprint === newest.card.fingerprint) {
      await store.store(kind.entryName(card), kind.encodeEntry({ card, key: newest.key }));
    }
    await folder.unmark(id, 'pending');
  }
}

/**
 * Gives a card to every entry that has none, follows secrets that another host brought, and removes the
 * entries of secrets that were replaced.
 */
async function mend<Key extends Credential, C extends Card>(sides: Sides<Key, C>): Promise<void> {
  const { kind, store, folder } = sides;
  const names = await store.keys();
  const deleted = await folder.marked('deleted');
  const { cards } = await folder.list();
  const known = new Map(cards.map((card) => [card.id, card]));
  for (const [id, own] of byId(kind, names)) {
    if (deleted.has(id)) continue;
    const card = known.get(id);
    if (!card || !own.includes(kind.entryName(card))) {
      const newest = await newestEntry(sides, own, id);
      if (!newest || (card && !isNewer(newest.card, card))) continue;
      const twin = twinOf(newest.card, known.values());
      // Two hosts share no lock: both must let the same one of two twins go.
      if (twin && twin.id < id) {
        await letGo(sides, kind.entryName(newest.card), twin);
        continue;
      }
      if (twin) {
        await letGo(sides, kind.entryName(twin), newest.card);
        await folder.remove(twin.id);
        known.delete(twin.id);
      }
      const mended = withPassing(sides, newest.card, card);
      await folder.write(mended);
      known.set(id, mended);
    } else {
      for (const name of own) if (name !== kind.entryName(card)) await letGo(sides, name, card);
    }
  }
}

/**
 * Takes in one entry that was written or deleted, here or in another window.
 * @returns whether the key's entry is there; `undefined` when the entry is not the one its card speaks of
 */
export async function absorb<Key extends Credential, C extends Card>(
  sides: Sides<Key, C>,
  shared: Shared,
  id: string,
  name: string,
): Promise<boolean | undefined> {
  const { kind, store, folder } = sides;
  if (!(await canSeeAll(shared, store))) return undefined;
  const json = await store.get(name);
  if ((await folder.marked('deleted')).has(id)) {
    // A late write of another window must not bring back what the person deleted.
    if (json !== undefined) await store.delete(name);
    return undefined;
  }
  const card = await folder.read(id);
  if (json === undefined) return card && kind.entryName(card) === name ? false : undefined;
  const entry = kind.decodeEntry(json);
  if (entry?.card.id !== id) return undefined;
  if (!card && twinOf(entry.card, (await folder.list()).cards)) return undefined;
  // Of two hosts' changes at the same moment the one that the entry holds is the last: both sides take it.
  const isRival = card?.revision === entry.card.revision && card.fingerprint === entry.card.fingerprint;
  if (!card || isNewer(entry.card, card) || (isRival && !kind.isSameLasting(card, entry.card))) {
    await folder.write(withPassing(sides, entry.card, card));
    return true;
  }
  return kind.entryName(card) === name ? true : undefined;
}

/** What stands on cards alone is kept when the rest comes from an entry. */
function withPassing<Key extends Credential, C extends Card>(
  { kind }: Sides<Key, C>,
  fromEntry: C,
  card: C | undefined,
): C {
  if (card?.fingerprint !== fromEntry.fingerprint) return fromEntry;
  return { ...fromEntry, ...kind.latest(fromEntry, card) };
}

/** Another card of the same key: a write that was given up may come through late, after the key was added again. */
function twinOf<C extends Card>(card: C, cards: Iterable<C>): C | undefined {
  return Array.from(cards).find((other) => other.id !== card.id && other.fingerprint === card.fingerprint);
}

async function newestEntry<Key extends Credential, C extends Card>(
  { kind, store }: Sides<Key, C>,
  names: readonly string[],
  id: string,
): Promise<Entry<Key, C> | undefined> {
  let newest: Entry<Key, C> | undefined;
  for (const name of names) {
    if (kind.idOfEntry(name) !== id) continue;
    const json = await store.get(name);
    const entry = json === undefined ? undefined : kind.decodeEntry(json);
    if (entry?.card.id === id && (!newest || isNewer(entry.card, newest.card))) newest = entry;
  }
  return newest;
}

/** Deletes an older secret of a key, but never the only one: the newer must be readable first. */
async function letGo<Key extends Credential, C extends Card>(
  { kind, store }: Sides<Key, C>,
  older: string,
  card: C,
): Promise<void> {
  const current = await store.get(kind.entryName(card));
  if (current !== undefined && kind.decodeEntry(current)) await store.delete(older);
}

function byId<Key extends Credential, C extends Card>(
  kind: Sides<Key, C>['kind'],
  names: readonly string[],
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const id = kind.idOfEntry(name);
    if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), name]);
  }
  return groups;
}
