import assert from 'node:assert/strict';
import { decodeAuditActions, decodeAuditLogs } from '../../../src/postman/auditLog.ts';
import type { ApiKey } from '../../../src/postman/credential.ts';
import type { Region } from '../../../src/postman/region.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { localServer, problemOf, someKey, testClient, useSandbox } from './against.ts';

describe('the audit log', () => {
  let sandbox: Sandbox;
  let region: Region;
  let key: ApiKey;

  useSandbox((given) => ({ sandbox, region, key } = given));
  beforeEach(() => {
    sandbox.configure({ plan: 'enterprise' });
  });

  it('tells what happened', async () => {
    const client = testClient();
    const actions = await client.auditActions(key, region);
    assert.ok(actions.every(({ name, displayName }) => name !== '' && displayName !== ''));
    const { trails } = await client.auditLogs(key, region, { limit: 5, since: Date.UTC(2020, 0, 1) });
    assert.ok(trails.every(({ at, action }) => at instanceof Date && action !== ''));
  });

  it('says which plan or role it asks for, where this is not it', async () => {
    sandbox.configure({ plan: 'free' });
    const client = testClient();
    for (const call of [client.auditActions(key, region), client.auditLogs(key, region, {})]) {
      const problem = await problemOf(call, 'forbidden', key);
      assert.match(problem.message, /\(403\): “[^”]{10,}”\.$/);
    }
  });
});

describe('what the audit log answers', () => {
  it('is trails, without rows that are none', () => {
    const row = {
      id: 7,
      action: 'user.x',
      timestamp: 'noon',
      message: 'a\nb',
      data: { actor: { id: 1, name: 'T' } },
    };
    const { trails, nextCursor } = decodeAuditLogs(
      { trails: [row, { id: null }, 5, { ...row, data: 'x' }] },
      'h',
    );
    assert.deepEqual(
      trails.map(({ id, at, message, actor }) => [id, at, message, actor?.name]),
      [
        ['7', undefined, 'a b', 'T'],
        ['7', undefined, 'a b', undefined],
      ],
    );
    assert.equal(nextCursor, '');
    assert.throws(() => decodeAuditLogs({ trails: 'none' }, 'h'), /trails/);
    assert.deepEqual(decodeAuditActions([{ name: 'a.b' }, { name: '' }, 7], 'h'), [
      { name: 'a.b', displayName: '' },
    ]);
  });

  it('is asked for by day, whatever the numbers', async () => {
    const server = await localServer((_, response) => response.end('{"trails":[]}'));
    const since = Date.UTC(2026, 4, 1, 23);
    await testClient().auditLogs(someKey, server.region, {
      action: 'a.b',
      since,
      until: Number.NaN,
      cursor: '',
      limit: 3,
    });
    assert.equal(server.requests[0]?.url, '/audit/logs?action=a.b&since=2026-05-01&limit=3');
    await server.close();
  });
});
