import assert from 'node:assert/strict';
import type { StoredKey } from '../../../src/keyring/apiKey.ts';
import { factsOf } from '../../../src/keyring/record.ts';
import { expiresAt, issueOf, lifeOf, type KeyState } from '../../../src/keyring/state.ts';
import { someKey } from './keys.ts';

const day = 86_400_000;
const issued = Date.UTC(2026, 0, 10, 12);

function key(change: Partial<StoredKey> = {}): StoredKey {
  return {
    ...factsOf(someKey(issued)),
    version: 1,
    id: 'a',
    name: 'work',
    region: 'us',
    addedAt: issued,
    secretAt: issued + 5000,
    revision: 1,
    expiry: { kind: 'unknown' },
    verifiedAt: issued,
    present: true,
    ...change,
  };
}

const rules = { thresholds: [14, 7, 1], rotateAfterDays: 0, timeZone: 'UTC' };

function stateOf(of: StoredKey, now: number): KeyState {
  return lifeOf(of, now, rules).state;
}

describe('when a key was issued', () => {
  it('is derived from the key', () => {
    assert.deepEqual(issueOf(key(), issued + day), { at: issued, derived: true });
  });

  it('falls back on the day it came in when the key says something absurd', () => {
    const absurd = key({ keyId: `PMAK-${'f'.repeat(24)}` });
    assert.deepEqual(issueOf(absurd, issued + day), { at: issued + 5000, derived: false });
  });
});

describe('when a key expires', () => {
  it('is the date the user gave', () => {
    assert.equal(expiresAt(key({ expiry: { kind: 'date', at: 42 } }), issued), 42);
  });

  it("follows the account's expiry setting from the issue", () => {
    assert.equal(expiresAt(key({ expiry: { kind: 'days', days: 30 } }), issued), issued + 30 * day);
  });

  it('is never or not known, and neither is a date', () => {
    assert.equal(expiresAt(key({ expiry: { kind: 'never' } }), issued), undefined);
    assert.equal(expiresAt(key(), issued), undefined);
  });
});

describe('the state of a key', () => {
  const now = issued + 40 * day;
  const short = { kind: 'days', days: 30 } as const;
  const cases: [string, Partial<StoredKey>, string][] = [
    ['works', {}, 'active'],
    ['was never verified', { verifiedAt: undefined }, 'unverified'],
    ['is past its date', { expiry: short }, 'expired'],
    ['ends within the longest threshold', { expiry: { kind: 'days', days: 54 } }, 'expiring'],
    ['ends a day after that', { expiry: { kind: 'days', days: 55 } }, 'active'],
    ['ends soon and was refused', { expiry: { kind: 'days', days: 41 }, refusedAt: issued + 1 }, 'refused'],
    ['never ends', { expiry: { kind: 'never' } }, 'active'],
    ['was refused after it was accepted', { refusedAt: issued + 1 }, 'refused'],
    ['was accepted after it was refused', { refusedAt: issued - 1 }, 'active'],
    ['was refused, and is past its date', { refusedAt: issued + 1, expiry: short }, 'refused'],
    ['could not be asked about', { trouble: 'unreachable' }, 'unreachable'],
    ['cannot be read now', { trouble: 'unreadable' }, 'unreadable'],
    ['has lost its secret', { present: false, refusedAt: issued + 1 }, 'missing'],
  ];
  for (const [what, change, state] of cases) {
    it(`is ${state} when it ${what}`, () => assert.equal(stateOf(key(change), now), state));
  }

  it('turns at the very moment of the expiry', () => {
    const end = issued + 30 * day;
    assert.equal(stateOf(key({ expiry: short }), end - 1), 'expiring');
    assert.equal(stateOf(key({ expiry: short }), end), 'expired');
  });

  it('comes under a threshold at midnight, and ends to the minute', () => {
    const ends = Date.UTC(2026, 5, 30, 12);
    const at = (change: Partial<StoredKey>, now: number): KeyState =>
      stateOf(key({ expiry: { kind: 'date', at: ends }, ...change }), now);
    const midnight = Date.UTC(2026, 5, 16);
    assert.equal(at({}, midnight - 60_000), 'active');
    assert.equal(at({}, midnight), 'expiring');
    assert.equal(at({}, ends - 60_000), 'expiring');
    assert.equal(at({}, ends), 'expired');
  });

  it('is stale beside its state once it is older than the user wants', () => {
    const life = (days: number): boolean =>
      lifeOf(key(), issued + 40 * day, { ...rules, rotateAfterDays: days }).isStale;
    assert.deepEqual([life(0), life(41), life(40)], [false, false, true]);
    const stale = lifeOf(key(), issued + 40 * day, { ...rules, rotateAfterDays: 40 });
    assert.deepEqual([stale.state, stale.severity], ['active', 'warning']);
  });
});
