import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeAccessKeys } from '../../../src/postman/accessKeys.ts';
import type { ApiKey } from '../../../src/postman/credential.ts';
import { PostmanProblem } from '../../../src/postman/problem.ts';
import { us, type Region } from '../../../src/postman/region.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { localServer, problemOf, testClient, useSandbox } from './against.ts';
import { accessKeyText } from './arbitrary.ts';

describe('a page of access keys', () => {
  const row = {
    id: 'Njg5OjU3MDQ1NjYtYmQx+/==',
    token: 'PMAT-**********************43BR',
    status: 'ACTIVE',
    teamId: 123,
    userId: 12345678,
    collectionId: '12345678-12ece9e1-2abf-4edc-8e34-de66e74114d2',
    expiresAfter: '2024-06-11T13:21:11.000Z',
    lastUsedAt: '',
    createdAt: '2024-04-12T13:21:11.000Z',
    updatedAt: '2024-04-09T11:00:53.000Z',
    deletedAt: null,
  };
  const decoded = (...data: unknown[]) =>
    decodeAccessKeys(
      { body: { data, meta: { nextCursor: 'b2Zm', prevCursor: '' } }, rateLimit: { remaining: 2 } },
      'h',
    );

  it('is read from Postman’s own example', () => {
    assert.deepEqual(decoded(row), {
      keys: [
        {
          id: row.id,
          masked: row.token,
          lastFour: '43BR',
          status: 'active',
          userId: 12345678,
          teamId: 123,
          collectionUid: row.collectionId,
          createdAt: Date.UTC(2024, 3, 12, 13, 21, 11),
          lastUsedAt: undefined,
          expiresAt: Date.UTC(2024, 5, 11, 13, 21, 11),
          deletedAt: undefined,
        },
      ],
      nextCursor: 'b2Zm',
      skipped: 0,
      rateLimit: { remaining: 2 },
    });
  });

  it('knows states, and those of tomorrow', () => {
    const states = ['ACTIVE', 'INACTIVE', 'PAUSED', null, undefined, 7];
    assert.deepEqual(
      decoded(...states.map((status) => ({ ...row, status }))).keys.map(({ status }) => status),
      ['active', 'inactive', 'unknown', 'unknown', 'unknown', 'unknown'],
    );
    assert.equal(decoded({ ...row, deletedAt: row.createdAt }).keys[0]?.status, 'deleted');
  });

  it('keeps a row that can be revoked, whatever else it lacks', () => {
    const { keys, skipped } = decoded({
      id: 'x',
      collectionId: '1-2',
      userId: 0,
      createdAt: 'noon',
      token: 7,
    });
    assert.equal(skipped, 0);
    assert.deepEqual([keys[0]?.lastFour, keys[0]?.userId, keys[0]?.createdAt], ['', undefined, undefined]);
  });

  it('takes no key for never used whose use it cannot read', () => {
    const uses = ['', null, 'last week', 1713000000000].map((lastUsedAt) => {
      const [key] = decoded({ ...row, lastUsedAt }).keys;
      return [key?.lastUsedAt, key?.isUseUnreadable];
    });
    assert.deepEqual(uses, [
      [undefined, undefined],
      [undefined, undefined],
      [undefined, true],
      [undefined, true],
    ]);
  });

  it('drops rows that are none, and counts them', () => {
    const odd = [
      null,
      7,
      [],
      {},
      { ...row, id: '' },
      { ...row, id: 'x'.repeat(501) },
      { ...row, id: '\ud800' },
    ];
    const { keys, skipped } = decoded(...odd, { ...row, collectionId: '../me' }, row);
    assert.deepEqual([keys.length, skipped], [1, odd.length + 1]);
  });

  it('passes on no more than four characters of a key, should a whole one stand there', () => {
    fc.assert(
      fc.property(accessKeyText, (token) => {
        const print = JSON.stringify(decoded({ ...row, token }));
        assert.ok(print.includes(token.slice(-4)) && !print.includes(token.slice(-6)));
      }),
    );
  });

  it('is the last without a cursor, and unreadable without a list', () => {
    for (const meta of [undefined, {}, { nextCursor: null }, { nextCursor: '' }]) {
      assert.equal(decodeAccessKeys({ body: { data: [], meta }, rateLimit: {} }, 'h').nextCursor, '');
    }
    for (const body of [
      null,
      [],
      {},
      { data: 'none' },
      { data: [], meta: { nextCursor: 'x'.repeat(2001) } },
    ]) {
      assert.throws(
        () => decodeAccessKeys({ body, rateLimit: {} }, 'h'),
        (error) => error instanceof PostmanProblem && error.kind === 'unreadable',
      );
    }
  });
});

describe('access keys at Postman', () => {
  let sandbox: Sandbox;
  let region: Region;
  let key: ApiKey;

  useSandbox((given) => ({ sandbox, region, key } = given));

  it('are listed page by page, with what is left of the limit', async () => {
    const issued = Array.from({ length: 13 }, () => sandbox.issueAccessKey());
    const total = sandbox.accessKeys().length;
    const client = testClient();
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const page = await client.accessKeyPage(key, region, { cursor });
      ids.push(...page.keys.map(({ id }) => id));
      assert.ok(page.rateLimit.remaining !== undefined && page.skipped === 0);
      cursor = page.nextCursor;
      if (cursor === '') break;
    }
    assert.equal(new Set(ids).size, total);
    assert.ok(issued.every(({ id }) => ids.includes(id)));
  });

  it('are listed of one collection', async () => {
    const { collectionUid, id, key: secret } = sandbox.issueAccessKey();
    const { keys } = await testClient().accessKeyPage(key, region, { collectionUid });
    assert.ok(keys.every((one) => one.collectionUid === collectionUid));
    const own = keys.find((one) => one.id === id);
    assert.deepEqual([own?.lastFour, own?.status, own?.lastUsedAt], [secret.slice(-4), 'active', undefined]);
  });

  it('are revoked by any id, and are gone the second time', async () => {
    const client = testClient();
    for (let i = 0; i < 8; i++) {
      const { id } = sandbox.issueAccessKey();
      assert.equal(await client.deleteAccessKey(key, region, id), 'deleted');
      assert.equal(await client.deleteAccessKey(key, region, id), 'gone');
    }
    for (const id of ['../me', '?', '#', '%2e', 'a/b', '\ud800', 'x'.repeat(400)]) {
      assert.equal(await client.deleteAccessKey(key, region, id), 'gone', id);
    }
    await problemOf(client.deleteAccessKey(key, region, '..'), 'badRequest', key);
    assert.ok(client.lines.every((line) => line.startsWith('DELETE ')));
  });

  it('are gone when the answer to a first try was lost', async () => {
    const { id } = sandbox.issueAccessKey();
    let tries = 0;
    const server = await localServer((request, response) => {
      tries++;
      if (tries > 1) response.writeHead(404).end('{"title":"Not Found","detail":"The key was not found"}');
      else request.socket.destroy();
    });
    assert.equal(await testClient().deleteAccessKey(key, server.region, id), 'gone');
    assert.deepEqual([tries, server.requests[0]?.method], [2, 'DELETE']);
    await server.close();
  });

  it('are not gone by the 404 of a proxy, or of another server', async () => {
    const { id } = sandbox.issueAccessKey();
    const server = await localServer((_, response) => {
      const pages = ['<title>Not Found</title>', '{"message":"Not Found"}', ''];
      response.writeHead(404).end(pages[server.requests.length - 1]);
    });
    for (let i = 0; i < 3; i++)
      await problemOf(testClient().deleteAccessKey(key, server.region, id), 'notFound', key);
    assert.equal(server.requests.length, 3);
    await server.close();
  });

  it('are not said to be deleted by anything but Postman’s empty answer', async () => {
    const { id } = sandbox.issueAccessKey();
    const server = await localServer((_, response) => void response.writeHead(200).end());
    await problemOf(testClient().deleteAccessKey(key, server.region, id), 'unreadable', key);
    await server.close();
    for (const [fault, kind] of [
      [{ kind: 'html' }, 'unreadable'],
      [{ kind: 'wrongShape' }, 'unreadable'],
      [{ kind: 'garbage' }, 'unreadable'],
      [{ kind: 'status', status: 403 }, 'forbidden'],
      [{ kind: 'status', status: 500 }, 'server'],
      [{ kind: 'redirect', to: '/me', status: 303 }, 'redirected'],
    ] as const) {
      sandbox.faults.add(fault);
      await problemOf(testClient().deleteAccessKey(key, region, id), kind, key);
      sandbox.faults.clear();
    }
    assert.ok(sandbox.accessKeys().some((one) => one.id === id && one.deletedAt === null));
  });

  it('are not revoked at a host that is not pinned, nor when it is cancelled', async () => {
    const client = testClient();
    const { id } = sandbox.issueAccessKey();
    await problemOf(client.deleteAccessKey(key, { ...us, api: 'https://example.com' }, id), 'notPinned', key);
    await problemOf(client.deleteAccessKey(key, region, id, AbortSignal.abort()), 'cancelled', key);
    assert.deepEqual(client.lines, []);
  });

  it('have collections whose names are looked up, by page or alone', async () => {
    const client = testClient();
    const { collectionUid } = sandbox.issueAccessKey();
    const name = '\u202eEvil\n$(trash)';
    sandbox.rename({ collection: collectionUid, name });
    assert.equal(await client.collectionName(key, region, collectionUid), 'Evil $(trash)');
    const first = await client.collectionPage(key, region, { limit: 2 });
    assert.deepEqual([first.collections.length, first.isLast], [2, false]);
    const all = await client.collectionPage(key, region, {});
    assert.ok(all.isLast && all.collections.some(({ uid }) => uid === collectionUid));
    assert.ok(all.rateLimit.remaining !== undefined);
    await problemOf(client.collectionName(key, region, '1-2'), 'notFound', key);
  });
});
