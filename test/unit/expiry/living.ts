import type { Living } from '../../../src/expiry/row.ts';
import { accessLifeOf } from '../../../src/keyring/accessLife.ts';
import type { KeptKey } from '../../../src/keyring/accessKeyCard.ts';
import type { StoredKey } from '../../../src/keyring/apiKey.ts';
import { factsOf } from '../../../src/keyring/record.ts';
import { lifeOf } from '../../../src/keyring/state.ts';
import { someKey } from '../keyring/keys.ts';

export const day = 86_400_000;
export const now = Date.UTC(2026, 5, 15, 12);
export const rules = { thresholds: [14, 7, 1], rotateAfterDays: 0, timeZone: 'UTC' };

/** A key that ends so many days from `now`, or has no end that is known. */
export function living(name: string, endsIn?: number, change: Partial<StoredKey> = {}): Living {
  const key: StoredKey = {
    ...factsOf(someKey(now - 30 * day)),
    version: 1,
    id: `id of ${name}`,
    name,
    region: 'us',
    addedAt: now,
    secretAt: now,
    revision: 1,
    expiry: endsIn === undefined ? { kind: 'unknown' } : { kind: 'date', at: now + endsIn * day },
    verifiedAt: now,
    present: true,
    ...change,
  };
  return { key, life: lifeOf(key, now, rules) };
}

/** A kept link to a collection that ends so many days from `now`. */
export function keptLink(name: string, endsIn: number, change: Partial<KeptKey> = {}): Living {
  const key: KeptKey = {
    version: 1,
    id: `id of ${name}`,
    name,
    region: 'us',
    masked: `PMAT-${'*'.repeat(22)}43BR`,
    fingerprint: 'a'.repeat(64),
    collectionUid: '1-12ece9e1-2abf-4edc-8e34-de66e74114d2',
    origin: 'made',
    addedAt: now,
    secretAt: now,
    revision: 1,
    usedAt: now,
    expiry: { kind: 'known', at: now + endsIn * day },
    present: true,
    ...change,
  };
  return { key, life: accessLifeOf(key, now, rules) };
}
