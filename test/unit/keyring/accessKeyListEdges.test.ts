import assert from 'node:assert/strict';
import { createAccessKeyList, type AccessKeyListParts } from '../../../src/keyring/accessKeyList.ts';
import type { StoredKey } from '../../../src/keyring/apiKey.ts';
import { createEmitter } from '../../../src/keyring/emitter.ts';
import type { AccessKeyPage, ListedAccessKey } from '../../../src/postman/accessKeys.ts';
import { someKey } from '../postman/against.ts';

const account: StoredKey = {
  version: 1,
  id: 'one',
  name: 'One',
  region: 'us',
  keyId: 'PMAK-644781584627df042afa6655',
  masked: 'PMAK-…',
  fingerprint: someKey.fingerprint,
  addedAt: 0,
  secretAt: 0,
  revision: 1,
  expiry: { kind: 'unknown' },
  present: true,
};

function row(number: number): ListedAccessKey {
  return {
    id: `id ${number}`,
    masked: 'PMAT-**********************43BR',
    lastFour: '43BR',
    status: 'active',
    userId: 1,
    teamId: 2,
    collectionUid: `1-${number}`,
    createdAt: 0,
    lastUsedAt: undefined,
    expiresAt: 1,
    deletedAt: undefined,
  };
}

/** A list whose pages are made up: what no sandbox answers. */
function listOf(
  page: (cursor: string) => Partial<AccessKeyPage>,
  parts: Partial<AccessKeyListParts> = {},
): ReturnType<typeof createAccessKeyList> {
  return createAccessKeyList({
    activeKey: { current: account, onDidChange: createEmitter<undefined>().event },
    keyring: { secretOf: async () => Promise.resolve(someKey) },
    client: {
      accessKeyPage: async (_key, _region, { cursor = '' } = {}) =>
        Promise.resolve({ keys: [], nextCursor: '', skipped: 0, rateLimit: {}, ...page(cursor) }),
    },
    ...parts,
  });
}

describe('a list that no Postman would send', () => {
  it('ends where a cursor comes a second time', async () => {
    let asked = 0;
    const list = listOf((cursor) => {
      asked += 1;
      return { keys: [row(asked)], nextCursor: cursor === 'b' ? 'a' : cursor === 'a' ? 'b' : 'a' };
    });
    await list.load();
    assert.match(list.status.problem ?? '', /round in circles/);
    assert.deepEqual([asked, list.keys.length, list.status.isComplete], [3, 3, false]);
  });

  it('does not bring a key back that was revoked while its page was on the way', async () => {
    const list = listOf((cursor) => {
      if (cursor === 'next') list.forget(['id 2']);
      return { keys: cursor === '' ? [row(1)] : [row(2), row(3)], nextCursor: cursor === '' ? 'next' : '' };
    });
    await list.load();
    assert.deepEqual(
      list.keys.map(({ id }) => id),
      ['id 1', 'id 3'],
    );
  });

  it('ends some day', async () => {
    let asked = 0;
    const list = listOf(() => ({ keys: [row(1)], nextCursor: String(asked++) }));
    await list.load();
    assert.match(list.status.problem ?? '', /round in circles/);
    assert.deepEqual([list.keys.length, list.status.pages], [1, 2000]);
  });

  it('of ten thousand keys costs each page what a page costs', async () => {
    const list = listOf((cursor) => {
      const number = Number(cursor);
      const keys = Array.from({ length: 10 }, (_, index) => row(number * 10 + index));
      return { keys, nextCursor: number === 999 ? '' : String(number + 1), skipped: 1 };
    });
    const arrays = new Set<unknown>();
    list.onDidChange(() => arrays.add(list.keys));
    const start = performance.now();
    await list.load();
    const took = performance.now() - start;
    assert.deepEqual([list.keys.length, list.status.skipped], [10_000, 1000]);
    assert.ok(arrays.size <= 4 + took / 1000, `${arrays.size} arrays in ${took} ms`);
  });

  it('logs what no one foresaw, and has a sentence for it', async () => {
    const logged: unknown[] = [];
    const failure = new Error('PMAK-…');
    const list = listOf(
      () => {
        throw failure;
      },
      { log: { error: (_, error) => logged.push(error) } },
    );
    await list.load();
    assert.equal(list.status.problem, 'The access keys could not be loaded: the log says why.');
    assert.deepEqual(logged, [failure]);
  });

  it('waits for a real clock where no sleep is given, and not once it is cancelled', async () => {
    const limits = [{ remaining: 0, resetSeconds: 30 }];
    const list = listOf((cursor) => ({ nextCursor: cursor + 'x', rateLimit: limits.pop() ?? {} }));
    list.onDidChange(() => {
      if (list.status.waiting !== undefined) setTimeout(() => list.cancel(), 5);
    });
    await list.load();
    assert.deepEqual(
      [list.status.pages, list.status.waiting, list.status.problem],
      [1, undefined, undefined],
    );
  });
});
