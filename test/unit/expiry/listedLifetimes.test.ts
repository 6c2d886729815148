import assert from 'node:assert/strict';
import { listedLifetimes } from '../../../src/expiry/listedLifetimes.ts';
import type { ListedAccessKey } from '../../../src/postman/accessKeys.ts';
import { day, living, now, rules } from './living.ts';

function listed(id: string, change: Partial<ListedAccessKey> = {}): ListedAccessKey {
  return {
    id,
    masked: `PMAT-${'*'.repeat(22)}${id}`,
    lastFour: id,
    status: 'active',
    userId: 7,
    teamId: 1,
    collectionUid: `7-${id}`,
    createdAt: now - 10 * day,
    lastUsedAt: undefined,
    expiresAt: now + 50 * day,
    deletedAt: undefined,
    ...change,
  };
}

describe('the lives of listed access keys', () => {
  const account = { userId: 7, userName: 'maya', fullName: 'Maya', email: '', roles: [] };
  const { key } = living('work', 90, { account });
  assert.ok('keyId' in key);
  const of = (...keys: ListedAccessKey[]) =>
    listedLifetimes(
      {
        list: { account: key, keys },
        names: { collection: (uid) => ({ text: `Name of ${uid}`, isKnown: true }) },
        kept: new Set(['kept']),
      },
      now,
      rules,
    );

  it('are those of the person that are neither kept, deleted, nor of others', () => {
    const shown = of(
      listed('mine'),
      listed('kept'),
      listed('gone', { status: 'deleted' }),
      listed('his', { userId: 8 }),
    );
    assert.deepEqual(
      shown.map(({ id, name, owner, issuedAt, ends }) => [id, name, owner, issuedAt, ends]),
      [['key/mine', 'Name of 7-mine', 'Maya', now - 10 * day, 'known']],
    );
  });

  it('say how near their end is', () => {
    const shown = of(
      listed('a'),
      listed('b', { expiresAt: now + 5 * day }),
      listed('c', { expiresAt: now - day, status: 'inactive' }),
      listed('d', { expiresAt: undefined }),
    );
    assert.deepEqual(
      shown.map(({ state, severity, ends }) => [state, severity, ends]),
      [
        ['Active', 'ok', 'known'],
        ['Expires in 5 days', 'warning', 'known'],
        ['Inactive', 'ok', 'known'],
        ['Active', 'ok', 'unknown'],
      ],
    );
  });
});
