import assert from 'node:assert/strict';
import { ownerOf } from '../../../src/accessKeys/collectionOwner.ts';
import { createRecentCollections } from '../../../src/accessKeys/recentCollections.ts';
import type { Account } from '../../../src/postman/users.ts';

describe('the collections shared lately', () => {
  const mementoOf = (value: unknown) => {
    let stored = value;
    return {
      get: () => stored,
      update: async (_: string, next: unknown) => {
        stored = next;
        return Promise.resolve();
      },
    };
  };

  it('are the newest first, each once, and not more than fit', async () => {
    const recent = createRecentCollections(mementoOf(undefined));
    for (let index = 0; index < 12; index += 1) await recent.note(`uid-${index}`);
    await recent.note('uid-7');
    assert.deepEqual(recent.uids.slice(0, 3), ['uid-7', 'uid-11', 'uid-10']);
    assert.equal(recent.uids.length, 8);
  });

  it('are none where something else is stored', () => {
    assert.deepEqual(createRecentCollections(mementoOf({ 0: 'x' })).uids, []);
    assert.deepEqual(createRecentCollections(mementoOf([1, 'uid', null])).uids, ['uid']);
  });
});

describe('whose collection it is', () => {
  const account: Account = {
    userId: 7,
    userName: 'taylor',
    fullName: 'Taylor Lee',
    email: '',
    teamId: 9,
    teamName: 'Payments',
    roles: [],
  };
  const personOf = (id: number): string | undefined => (id === 8 ? 'Ada' : undefined);
  for (const [owner, words] of [
    ['7', 'yours'],
    ['9', 'Payments'],
    ['8', 'Ada'],
    ['10', 'owner 10'],
    ['', ''],
  ] as const)
    it(`is “${words}” for owner “${owner}”`, () => assert.equal(ownerOf(owner, account, personOf), words));
});
