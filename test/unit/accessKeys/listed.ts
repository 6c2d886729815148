import { randomUUID } from 'node:crypto';
import { factsOf, sceneAt, type AccessFacts, type Scene } from '../../../src/accessKeys/facts.ts';
import type { ListOwner } from '../../../src/accessKeys/rows.ts';
import type { KeptKey } from '../../../src/keyring/accessKeyCard.ts';
import type { NameOf, Names } from '../../../src/keyring/collectionNames.ts';
import type { ListedAccessKey } from '../../../src/postman/accessKeys.ts';
import { maskAccessKey } from '../../../src/postman/accessKey.ts';

export const day = 86_400_000;
export const now = Date.UTC(2026, 4, 10, 12);
/** Taylor, whose list it is. */
export const me = 1;
export const owner: ListOwner = {
  region: 'us',
  account: { userId: me, userName: 'taylor', fullName: 'Taylor Lee', email: '', teamId: 5, roles: [] },
};

/** An access key of Taylor's that was never used and has 40 days to live, but for what is said otherwise. */
export function someListed(change: Partial<ListedAccessKey> = {}): ListedAccessKey {
  const lastFour = change.lastFour ?? '43BR';
  return {
    id: randomUUID(),
    masked: maskAccessKey({ lastFour }),
    lastFour,
    status: 'active',
    userId: me,
    teamId: 5,
    collectionUid: 'billing',
    createdAt: now - 20 * day,
    lastUsedAt: undefined,
    expiresAt: now + 40 * day,
    deletedAt: undefined,
    ...change,
  };
}

export function someKept(change: Partial<KeptKey> = {}): KeptKey {
  return {
    version: 1,
    id: randomUUID(),
    name: 'Billing API',
    region: 'us',
    masked: maskAccessKey({ lastFour: '43BR' }),
    fingerprint: randomUUID(),
    collectionUid: 'billing',
    origin: 'made',
    account: { userId: me, fullName: 'Taylor Lee', teamId: 5 },
    addedAt: now - day,
    secretAt: now - day,
    revision: 1,
    expiry: { kind: 'unknown' },
    present: true,
    ...change,
  };
}

/** Names that are all known, and how often they were asked for. */
export function someNames(collections: Readonly<Record<string, string>> = {}): {
  names: Pick<Names, 'collection' | 'person'>;
  asked: { collections: number; people: number };
} {
  const asked = { collections: 0, people: 0 };
  const people = new Map<number, NameOf>([
    [2, { text: 'Ada', isKnown: true }],
    [3, { text: '3', isKnown: false, hasLeft: true }],
  ]);
  return {
    asked,
    names: {
      collection: (uid) => {
        asked.collections += 1;
        const text = collections[uid];
        return { text: text ?? uid, isKnown: text !== undefined };
      },
      person: (id) => {
        asked.people += 1;
        return people.get(id) ?? { text: String(id), isKnown: false };
      },
    },
  };
}

export function sceneOf(change: Partial<Scene> = {}): Scene {
  const { names } = someNames({ billing: 'Billing API' });
  return { ...sceneAt(now, 14, { timeZone: 'UTC', owner, isComplete: true, names }), ...change };
}

export function listedFacts(change: Partial<ListedAccessKey> = {}, scene = sceneOf()): AccessFacts {
  const listed = someListed(change);
  return factsOf({ id: listed.id, listed, kept: undefined, collectionUid: listed.collectionUid }, scene);
}

export function keptFacts(kept: KeptKey, listed?: ListedAccessKey, scene = sceneOf()): AccessFacts {
  return factsOf({ id: listed?.id ?? kept.id, listed, kept, collectionUid: kept.collectionUid }, scene);
}
