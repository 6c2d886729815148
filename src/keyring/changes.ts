import { randomUUID } from 'node:crypto';
import type { Card, Credential } from './card.ts';
import { writeBoth, type Sides } from './bothSides.ts';
import { KeyringProblem } from './problem.ts';

export { removeBoth } from './bothSides.ts';
export { requireSight } from './sight.ts';

// All of these run under the lock, with the secrets of all windows in sight.

/** What came of a change. */
export interface Changed<C> {
  readonly card: C;
  /** Its entry is there, for certain. */
  readonly isPresent: boolean;
}

export async function addKey<Key extends Credential, C extends Card, Facts>(
  sides: Sides<Key, C, Facts>,
  key: Key,
  facts: Facts,
): Promise<Changed<C>> {
  const [id, now] = [randomUUID(), Date.now()];
  await refuseDuplicate(sides, key, id);
  const own = { version: 1, id, addedAt: now, secretAt: now, revision: 1 } as const;
  const card = sides.kind.newCard(key, facts, own);
  await writeBoth(sides, card, key);
  return { card, isPresent: true };
}

export async function replaceKey<Key extends Credential, C extends Card, Facts>(
  sides: Sides<Key, C, Facts>,
  id: string,
  key: Key,
  facts: Partial<Facts>,
): Promise<Changed<C>> {
  const { kind, store } = sides;
  const old = await cardOf(sides, id);
  await refuseDuplicate(sides, key, id);
  const secretAt = Math.max(Date.now(), old.secretAt + 1);
  const own = { secretAt, revision: old.revision + 1 };
  const card = { ...old, ...kind.forgotten, ...facts, ...kind.factsOf(key), ...own };
  await writeBoth(sides, card, key);
  // The old secret is let go only now that the new one was read back. If that fails, `heal` tries again.
  if (old.fingerprint !== card.fingerprint) await store.delete(kind.entryName(old)).then(undefined, ignore);
  return { card, isPresent: true };
}

export async function updateCard<Key extends Credential, C extends Card, Facts>(
  sides: Sides<Key, C, Facts>,
  id: string,
  change: Partial<Facts>,
  fingerprint?: string,
): Promise<Changed<C>> {
  const { kind, store, folder } = sides;
  const old = await cardOf(sides, id);
  if (fingerprint !== undefined && fingerprint !== old.fingerprint) return { card: old, isPresent: false };
  const next = { ...old, ...change };
  if (kind.isSameLasting(next, old)) {
    await folder.write(next);
    return { card: next, isPresent: false };
  }
  const card = { ...next, revision: old.revision + 1 };
  const json = await store.get(kind.entryName(old));
  const entry = json === undefined ? undefined : kind.decodeEntry(json);
  if (entry) {
    await writeBoth(sides, card, entry.key, json);
    return { card, isPresent: true };
  }
  // Another window's secret may not have reached this one yet: the mark lets the entry learn the change later.
  await folder.mark(id, 'pending');
  await folder.write(card);
  return { card, isPresent: false };
}

async function cardOf<Key extends Credential, C extends Card>(
  { kind, folder }: Sides<Key, C>,
  id: string,
): Promise<C> {
  const card = await folder.read(id);
  if (!card) throw new KeyringProblem('gone', undefined, kind.name);
  return card;
}

async function refuseDuplicate<Key extends Credential, C extends Card>(
  { kind, folder }: Sides<Key, C>,
  key: Key,
  id: string,
): Promise<void> {
  const { cards } = await folder.list();
  const same = cards.find((card) => card.fingerprint === key.fingerprint && card.id !== id);
  if (same) throw new KeyringProblem('duplicate', same.id, kind.name);
}

function ignore(): void {
  // Deliberately nothing: the caller says why.
}
