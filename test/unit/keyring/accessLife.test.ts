import assert from 'node:assert/strict';
import type { KeptKey } from '../../../src/keyring/accessKeyCard.ts';
import { accessKeyKind } from '../../../src/keyring/accessKeyRecord.ts';
import { accessLifeOf } from '../../../src/keyring/accessLife.ts';
import { accessKeyFacts, someAccessKey } from './keys.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 4, 1, 12);
const rules = { thresholds: [14, 7, 1], rotateAfterDays: 30, timeZone: 'UTC' };

function kept(change: Partial<KeptKey>): KeptKey {
  const own = { version: 1, id: 'a', addedAt: 0, secretAt: 0, revision: 1 } as const;
  return {
    ...accessKeyKind.newCard(someAccessKey(), accessKeyFacts('Payments'), own),
    present: true,
    ...change,
  };
}

describe('the life of a kept access key', () => {
  const cases: [string, Partial<KeptKey>, string][] = [
    ['nothing is known of its end', {}, 'active ok'],
    ['it ends after the warnings', { expiry: { kind: 'known', at: now + 15 * day } }, 'active ok'],
    ['it ends soon', { expiry: { kind: 'derived', at: now + 14 * day } }, 'expiring warning'],
    ['it has ended', { expiry: { kind: 'known', at: now } }, 'expired warning'],
    ['it was refused and never used', { refusedAt: now }, 'refused error'],
    ['it was used after it was refused', { refusedAt: now - 2, usedAt: now - 1 }, 'active ok'],
    ['it could not be asked with', { trouble: 'unreachable' }, 'unreachable ok'],
    ['it cannot be read', { trouble: 'unreadable' }, 'unreadable warning'],
    ['it has lost its secret', { present: false, refusedAt: now }, 'missing error'],
  ];
  for (const [when, change, expected] of cases) {
    it(`is ${expected.split(' ')[0]} when ${when}`, () => {
      const { state, severity, isStale } = accessLifeOf(kept(change), now, rules);
      assert.equal(`${state} ${severity}`, expected);
      assert.equal(isStale, false);
    });
  }

  it('counts the days that are left', () => {
    const at = now + 60 * day;
    const { daysLeft, expiresAt } = accessLifeOf(kept({ expiry: { kind: 'derived', at } }), now, rules);
    assert.deepEqual([daysLeft, expiresAt], [60, at]);
  });
});
