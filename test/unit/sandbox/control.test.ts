import assert from 'node:assert/strict';
import { startSandbox } from '../../../src/sandbox/server/start.ts';
import { control, get, keyShape, runningSandbox } from './running.ts';

describe('sandbox: the control door', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  it('wants its header', async () => {
    const reply = await control(sandbox(), 'POST', '/reset', undefined, {});
    assert.equal(reply.status, 403);
  });

  it('is closed to pages of other sites, header or not', async () => {
    for (const elsewhere of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      const headers = { 'X-Sandbox-Control': '1', ...elsewhere };
      assert.equal((await control(sandbox(), 'GET', '/requests', undefined, headers)).status, 403);
    }
  });

  it('can be left out', async () => {
    const without = await startSandbox({ seed: 'small', controlDoor: false });
    assert.equal((await control(without, 'GET', '/clock')).status, 404);
    await without.close();
  });

  it('moves the clock', async () => {
    const moved = await control(sandbox(), 'POST', '/clock', { advanceSeconds: 3600 });
    assert.equal((moved.body as { offsetSeconds: number }).offsetSeconds, 3600);
    const set = await control(sandbox(), 'POST', '/clock', { set: '2030-01-01T00:00:00Z' });
    assert.match((set.body as { now: string }).now, /^2030-01-01T00:00:0/);
    const reset = await control(sandbox(), 'POST', '/clock', { reset: true });
    assert.equal((reset.body as { offsetSeconds: number }).offsetSeconds, 0);
  });

  it('says what is wrong with a body', async () => {
    for (const [path, body] of [
      ['/clock', { advanceSeconds: 'much' }],
      ['/keys', { name: '' }],
    ] as const) {
      const reply = await control(sandbox(), 'POST', path, body);
      assert.equal(reply.status, 400);
      assert.equal((reply.body as { problems: string[] }).problems.length, 1);
    }
    const rule = await control(sandbox(), 'PUT', '/faults', { kind: 'explode' });
    assert.equal(rule.status, 400);
  });

  it('switches faults on, replaces and clears them', async () => {
    const { key } = sandbox().issueKey();
    await control(sandbox(), 'PUT', '/faults', { kind: 'status', status: 500 });
    assert.equal((await get(sandbox(), '/me', key)).status, 500);
    await control(sandbox(), 'PUT', '/faults', [{ kind: 'status', status: 403, times: 1 }]);
    await control(sandbox(), 'POST', '/faults', { kind: 'status', status: 404 });
    const listed = await control(sandbox(), 'GET', '/faults');
    assert.equal((listed.body as { faults: unknown[] }).faults.length, 2);
    assert.equal((await get(sandbox(), '/me', key)).status, 403);
    assert.equal((await get(sandbox(), '/me', key)).status, 404);
    assert.equal((await control(sandbox(), 'DELETE', '/faults')).status, 204);
    assert.equal((await get(sandbox(), '/me', key)).status, 200);
  });

  it('issues keys, once, and revokes them', async () => {
    const issued = await control(sandbox(), 'POST', '/keys', { user: 'priya-raman', name: 'e2e' });
    const { id, key } = issued.body as { id: string; key: string };
    assert.equal(issued.status, 201);
    assert.match(key, keyShape);
    assert.equal((await get(sandbox(), '/me', key)).status, 200);
    const listed = await control(sandbox(), 'GET', '/keys');
    assert.ok(JSON.stringify(listed.body).includes(id));
    assert.doesNotMatch(JSON.stringify(listed.body), keyShape);
    assert.equal((await control(sandbox(), 'POST', `/keys/${id}/revoke`)).status, 204);
    assert.equal((await get(sandbox(), '/me', key)).status, 401);
    assert.equal((await control(sandbox(), 'POST', '/keys/none/revoke')).status, 404);
    assert.equal((await control(sandbox(), 'POST', '/keys', { user: 'nobody' })).status, 404);
  });

  it('knows the people', async () => {
    const { body } = await control(sandbox(), 'GET', '/people');
    assert.equal((body as { people: unknown[] }).people.length, 8);
  });

  it('changes what regenerate and the month do', async () => {
    const old = sandbox().issueKey();
    await control(sandbox(), 'PUT', '/settings', { regenerateKeepsOldKey: true, monthlyLimit: 1 });
    sandbox().regenerate(old.id);
    assert.equal((await get(sandbox(), '/me', old.key)).status, 200);
    assert.equal((await get(sandbox(), '/me', old.key)).status, 429);
  });

  it('remembers requests by names, never by values', async () => {
    const { key } = sandbox().issueKey();
    sandbox().faults.add({ kind: 'status', status: 503, path: '/users' });
    await get(sandbox(), `/collections/${key}?access_key=secret-value&model=minimal`, key);
    await get(sandbox(), '/users');
    const { body } = await control(sandbox(), 'GET', '/requests');
    const [first, second] = (body as { requests: Record<string, unknown>[] }).requests;
    assert.equal(first!['path'], '/collections/[key]');
    assert.deepEqual(first!['query'], ['access_key', 'model']);
    assert.equal(first!['hasKey'], true);
    assert.equal(first!['status'], 401);
    assert.ok((first!['headers'] as string[]).includes('x-api-key'));
    assert.deepEqual([second!['hasKey'], second!['status'], second!['fault']], [false, 503, 'status']);
    assert.doesNotMatch(JSON.stringify(body), /PMAK-|secret-value/);
    assert.equal((await control(sandbox(), 'DELETE', '/requests')).status, 204);
    assert.deepEqual(sandbox().requests(), []);
  });

  it('opens the doors to access keys', async () => {
    const made = await control(sandbox(), 'POST', '/access-keys', {
      user: 'jonas-weber',
      collection: 'Ledger',
    });
    assert.equal(made.status, 201);
    const { id, link } = made.body as { id: string; link: string };
    assert.equal((await get(sandbox(), link.slice(sandbox().url.length))).status, 200);
    const path = `/access-keys/${encodeURIComponent(id)}`;
    assert.equal(
      (await control(sandbox(), 'PATCH', path, { expiresAt: '2020-01-01T00:00:00Z' })).status,
      204,
    );
    assert.equal((await get(sandbox(), link.slice(sandbox().url.length))).status, 401);
    const { body } = await control(sandbox(), 'GET', '/access-keys');
    assert.equal((body as { keys: unknown[] }).keys.length, 121);
    assert.doesNotMatch(JSON.stringify(body), /"hash"|PMAT-/);
    assert.equal((await control(sandbox(), 'DELETE', path)).status, 204);
    assert.equal((await control(sandbox(), 'DELETE', path)).status, 404);
    assert.equal((await control(sandbox(), 'POST', '/access-keys', { collection: 'None' })).status, 404);
    assert.equal((await control(sandbox(), 'POST', '/access-keys', { collection: 7 })).status, 400);
  });

  it('opens the doors to names, people, the scanner and the plan', async () => {
    const done = [
      await control(sandbox(), 'POST', '/names', { collection: 'Ledger', name: '<b>' }),
      await control(sandbox(), 'POST', '/presence', { user: 'jonas-weber', present: false }),
      await control(sandbox(), 'POST', '/exposures', { key: sandbox().issueKey().key }),
      await control(sandbox(), 'PUT', '/settings', {
        plan: 'enterprise',
        allowAccessKeys: false,
        pageSize: 3,
      }),
    ];
    assert.deepEqual(
      done.map(({ status }) => status),
      [204, 204, 204, 204],
    );
    assert.ok(sandbox().world.collections.some(({ name }) => name === '<b>'));
    assert.equal(sandbox().world.people.length, 7);
    assert.equal(sandbox().exposures().length, 1);
    assert.equal((await get(sandbox(), '/secret-types', sandbox().issueKey().key)).status, 200);
    await control(sandbox(), 'POST', '/presence', { user: 'jonas-weber', present: true });
    assert.equal(sandbox().world.people.length, 8);
    assert.equal((await control(sandbox(), 'POST', '/exposures', { key: 'hunter2' })).status, 404);
  });

  it('remembers the last 200 only', async () => {
    for (let call = 0; call < 205; call += 1) await get(sandbox(), '/me');
    assert.equal(sandbox().requests().length, 200);
    assert.equal(sandbox().requests().at(-1)?.number, 205);
  });

  it('resets everything', async () => {
    const { key } = sandbox().issueKey();
    sandbox().faults.add({ kind: 'stall' });
    sandbox().clock.advance(1_000_000);
    assert.equal((await control(sandbox(), 'POST', '/reset')).status, 204);
    assert.equal((await get(sandbox(), '/me', key)).status, 401);
    assert.equal(sandbox().requests().length, 1);
    assert.ok(Math.abs(sandbox().clock.now() - Date.now()) < 5000);
  });

  it('refuses bodies that are too big', async () => {
    const reply = await control(sandbox(), 'POST', '/keys', { name: 'x'.repeat(70_000) });
    assert.equal(reply.status, 413);
  });

  it('refuses bodies that do not say how big they are', async () => {
    const response = await fetch(`${sandbox().url}/_sandbox/keys`, {
      method: 'POST',
      headers: { 'X-Sandbox-Control': '1', 'Content-Type': 'application/json' },
      body: new Blob(['{}']).stream(),
      duplex: 'half',
    });
    assert.equal(response.status, 411);
  });
});
