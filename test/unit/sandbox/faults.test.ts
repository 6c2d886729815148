import assert from 'node:assert/strict';
import type { FaultInput } from '../../../src/sandbox/server/faults/fault.ts';
import { get, runningSandbox } from './running.ts';

describe('sandbox: faults', () => {
  const sandbox = runningSandbox({ seed: 'small' });

  const me = async (init: RequestInit = {}): Promise<Response> => {
    const { key } = sandbox().issueKey();
    return fetch(`${sandbox().url}/me`, { headers: { 'X-Api-Key': key }, redirect: 'manual', ...init });
  };
  const meWith = async (fault: FaultInput, init?: RequestInit): Promise<Response> => {
    sandbox().faults.clear();
    sandbox().faults.add(fault);
    return me(init);
  };

  it('answer with a status and the body Postman has for it', async () => {
    const names: [401 | 403 | 404 | 500 | 503, string][] = [
      [401, 'AuthenticationError'],
      [403, 'Forbidden'],
      [404, 'Not Found'],
      [500, 'serverError'],
      [503, 'Service Unavailable'],
    ];
    for (const [status, name] of names) {
      const response = await meWith({ kind: 'status', status });
      assert.equal(response.status, status);
      assert.match(await response.text(), new RegExp(name));
    }
  });

  it('answer late', async () => {
    const before = Date.now();
    const response = await meWith({ kind: 'delay', ms: 120 });
    assert.equal(response.status, 200);
    assert.ok(Date.now() - before >= 115);
  });

  it('never answer, or never end', async () => {
    await assert.rejects(meWith({ kind: 'stall' }, { signal: AbortSignal.timeout(80) }), {
      name: 'TimeoutError',
    });
    const dripping = await meWith({ kind: 'drip', everyMs: 5 }, { signal: AbortSignal.timeout(150) });
    assert.equal(dripping.status, 200);
    await assert.rejects(dripping.text(), { name: 'TimeoutError' });
  });

  it('break the connection, before the headers and in the middle of the body', async () => {
    await assert.rejects(meWith({ kind: 'hangUp' }), /fetch failed/);
    for (const kind of ['halfClosed', 'destroyed'] as const) {
      const response = await meWith({ kind });
      assert.equal(response.status, 200);
      await assert.rejects(response.text(), /terminated/);
    }
  });

  it('answer 200 with what is no answer', async () => {
    const html = await meWith({ kind: 'html' });
    assert.match(html.headers.get('Content-Type') ?? '', /text\/html/);
    assert.match(await html.text(), /^<!doctype html>/);
    const garbage = await meWith({ kind: 'garbage' });
    assert.equal(garbage.status, 200);
    await assert.rejects(garbage.json(), SyntaxError);
    const wrong = await meWith({ kind: 'wrongShape' });
    assert.ok(Array.isArray(((await wrong.json()) as { user: unknown }).user));
  });

  it('flood, plain and packed', async () => {
    const plain = await meWith({ kind: 'huge' });
    assert.ok((await plain.arrayBuffer()).byteLength > 10_000_000);
    const packed = await meWith({ kind: 'huge', gzip: true });
    assert.equal(packed.headers.get('Content-Encoding'), 'gzip');
    assert.ok((await packed.arrayBuffer()).byteLength > 10_000_000);
  });

  it('rate-limit with whatever header and value the test wants', async () => {
    for (const [name, value] of [
      ['Retry-After', 'Wed, 21 Oct 2026 07:28:00 GMT'],
      ['RetryAfter', '3'],
      ['X-RateLimit-RetryAfter', 'soon'],
    ] as const) {
      const response = await meWith({ kind: 'rateLimited', headers: { [name]: value } });
      assert.equal(response.status, 429);
      assert.equal(response.headers.get(name), value);
      assert.match(await response.text(), /rateLimited/);
    }
    const quota = await meWith({ kind: 'quota' });
    assert.equal(quota.status, 429);
    assert.match(await quota.text(), /serviceLimitExhausted/);
  });

  it('send the client somewhere else', async () => {
    const response = await meWith({ kind: 'redirect', to: 'http://127.0.0.1:1/me', status: 307 });
    assert.equal(response.status, 307);
    assert.equal(response.headers.get('Location'), 'http://127.0.0.1:1/me');
  });

  it('answer whatever a test thinks up', async () => {
    const endless = { data: [], meta: { nextCursor: 'b2Zmc2V0PTEwJmxpbWl0PTEw' } };
    sandbox().faults.add({ kind: 'json', path: '/collection-access-keys', body: endless });
    assert.deepEqual((await get(sandbox(), '/collection-access-keys')).body, endless);
    sandbox().faults.add({ kind: 'status', status: 500, path: '/secret-types' });
    const { type, body } = await get(sandbox(), '/secret-types');
    assert.match(type, /^application\/json/);
    assert.deepEqual(body, { instance: '', status: 500, title: 'An error occurred', type: 'SERVER_ERROR' });
  });

  it('strike as often as told, after as many as told', async () => {
    sandbox().faults.add({ kind: 'status', status: 503, skip: 1, times: 2 });
    const statuses: number[] = [];
    for (let call = 0; call < 5; call += 1) statuses.push((await me()).status);
    assert.deepEqual(statuses, [200, 503, 503, 200, 200]);
    assert.deepEqual(sandbox().faults.list(), []);
  });

  it('match by path and method, and leave the web pages alone unless told', async () => {
    sandbox().faults.add({ kind: 'status', status: 500, path: '/collections' });
    sandbox().faults.add({ kind: 'status', status: 403, method: 'post' });
    assert.equal((await me()).status, 200);
    sandbox().faults.add({ kind: 'status', status: 404 });
    assert.equal((await me()).status, 404);
    const { ownerId, id } = sandbox().world.collections[0]!;
    for (const page of ['/settings/me/api-keys', `/collection/${ownerId}-${id}`]) {
      assert.equal((await fetch(sandbox().url + page)).status, 200);
    }
    sandbox().faults.clear();
    sandbox().faults.add({ kind: 'status', status: 500, path: '/settings' });
    assert.equal((await fetch(`${sandbox().url}/settings/me/api-keys`)).status, 500);
  });

  it('do not hold up the closing', async () => {
    sandbox().faults.add({ kind: 'stall' });
    const hanging = me();
    const refused = assert.rejects(hanging);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await sandbox().close();
    await refused;
  });
});
