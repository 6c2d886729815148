import { collectionOf, isDead, type AccessFacts, type Scene } from './facts.ts';
import type { SortBy } from './viewState.ts';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Names as people sort them. */
export const compareNames = (a: string, b: string): number => collator.compare(a, b);

/** Keys in the order that is wanted; where it leaves them equal by name, then the newest first. */
export function sorted(
  all: readonly AccessFacts[],
  sortBy: SortBy,
  ranks: ReadonlyMap<string, number>,
): AccessFacts[] {
  const order = orders[sortBy];
  return all
    .map((facts) => ({
      facts,
      first: order(facts),
      rank: ranks.get(facts.row.collectionUid) ?? 0,
      age: -(facts.createdAt ?? 0),
    }))
    .sort((a, b) => compare(a.first, b.first) || compare(a.rank, b.rank) || compare(a.age, b.age))
    .map(({ facts }) => facts);
}

const orders: Record<SortBy, (facts: AccessFacts) => number> = {
  name: () => 0,
  // What is dead already is no longer urgent.
  expires: (facts) => (isDead(facts) ? Infinity : (facts.expiry?.at ?? Number.MAX_VALUE)),
  created: ({ createdAt }) => -(createdAt ?? 0),
  lastUsed: ({ lastUsedAt }) => -(lastUsedAt ?? 0),
  unused: ({ lastUsedAt, createdAt }) => lastUsedAt ?? createdAt ?? Number.MAX_VALUE,
};

/** The place of each collection by its name: names are compared once for each collection, not for each key. */
export function ranksOf(all: readonly AccessFacts[], { names }: Scene): Map<string, number> {
  const found = new Map<string, { readonly uid: string; readonly name: string; readonly isNamed: boolean }>();
  for (const { row } of all) {
    const uid = row.collectionUid;
    // A kept key knows a name where Postman tells none.
    if (found.has(uid) && !row.kept) continue;
    const name = collectionOf(row, names);
    found.set(uid, { uid, name, isNamed: name !== uid });
  }
  const inOrder = [...found.values()].sort(
    (a, b) =>
      Number(b.isNamed) - Number(a.isNamed) || compareNames(a.name, b.name) || (a.uid < b.uid ? -1 : 1),
  );
  return new Map(inOrder.map(({ uid }, rank) => [uid, rank]));
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
