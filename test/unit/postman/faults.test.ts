import assert from 'node:assert/strict';
import { parseApiKey, type ApiKey } from '../../../src/postman/credential.ts';
import type { ProblemKind } from '../../../src/postman/problem.ts';
import { regionOf, type Region } from '../../../src/postman/region.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startSandbox } from '../../../src/sandbox/server/start.ts';
import { localServer, problemOf, testClient, type LocalServer } from './against.ts';

describe('when something goes wrong on the way', () => {
  let sandbox: Sandbox;
  let region: Region;
  let key: ApiKey;
  type FaultInput = Parameters<Sandbox['faults']['add']>[0];

  before(async () => {
    sandbox = await startSandbox({ seed: 'small' });
    region = regionOf(sandbox.url)!;
  });
  after(async () => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    key = parseApiKey(sandbox.issueKey().key)!;
  });

  const table: [fault: FaultInput, kind: ProblemKind, tries: number][] = [
    [{ kind: 'status', status: 401 }, 'refused', 1],
    [{ kind: 'status', status: 403 }, 'forbidden', 1],
    [{ kind: 'status', status: 404 }, 'notFound', 1],
    [{ kind: 'status', status: 500 }, 'server', 3],
    [{ kind: 'status', status: 503 }, 'server', 3],
    [{ kind: 'rateLimited' }, 'rateLimited', 3],
    [{ kind: 'quota' }, 'quota', 1],
    [{ kind: 'html' }, 'unreadable', 1],
    [{ kind: 'garbage' }, 'unreadable', 1],
    [{ kind: 'wrongShape' }, 'unreadable', 1],
    [{ kind: 'halfClosed' }, 'offline', 2],
    [{ kind: 'destroyed' }, 'offline', 2],
    [{ kind: 'hangUp' }, 'offline', 2],
    [{ kind: 'huge' }, 'tooLarge', 1],
    [{ kind: 'huge', bytes: 200_000_000, gzip: true }, 'tooLarge', 1],
    [{ kind: 'stall' }, 'timeout', 1],
    [{ kind: 'drip', everyMs: 10 }, 'timeout', 1],
    [{ kind: 'redirect', to: '/me' }, 'redirected', 1],
  ];
  for (const [fault, kind, tries] of table) {
    const name = 'status' in fault ? fault.status : 'gzip' in fault ? 'gzip bomb' : fault.kind;
    it(`${name} is ${kind} after ${tries} ${tries === 1 ? 'try' : 'tries'}`, async () => {
      sandbox.faults.add(fault);
      const client = testClient(kind === 'timeout' ? { deadlineMs: 120 } : {});
      await problemOf(client.me(key, region), kind, key);
      assert.equal(sandbox.requests().length, tries);
      assert.equal(client.lines.length, tries);
      sandbox.faults.clear();
      assert.equal((await client.me(key, region)).userId, sandbox.person().id);
    });
  }

  for (const [name, fault] of [
    ['two answers 500', { kind: 'status', status: 500, times: 2 }],
    ['two pauses', { kind: 'rateLimited', times: 2 }],
    ['one hang-up', { kind: 'hangUp', times: 1 }],
    ['a slow answer', { kind: 'delay', ms: 50, times: 1 }],
  ] satisfies [string, FaultInput][]) {
    it(`gets through ${name}`, async () => {
      sandbox.faults.add(fault);
      assert.equal((await testClient().me(key, region)).userId, sandbox.person().id);
    });
  }

  for (const [headers, waits] of [
    [{ 'Retry-After': '3' }, [3000]],
    [{ RetryAfter: '4' }, [4000]],
    [{ 'X-RateLimit-RetryAfter': '5' }, [5000]],
    [{ 'Retry-After': '0' }, [1000]],
    [{ 'Retry-After': 'after lunch' }, [1000]],
    [{}, [1000]],
    [{ RateLimit: 'limit=300, remaining=0, reset=8' }, [8000]],
    [{ 'Retry-After': '60' }, [60_000]],
  ] satisfies [Record<string, string>, number[]][]) {
    it(`waits ${waits.join()} ms for ${JSON.stringify(headers)}`, async () => {
      const server = await localServer((_, response) => {
        if (server.requests.length > 1) response.end('{"user":{"id":1}}');
        else
          response
            .writeHead(429, headers)
            .end('{"error":{"name":"rateLimited","message":"Rate limit exceeded"}}');
      });
      const client = testClient();
      await client.me(key, server.region);
      assert.deepEqual(client.slept, waits);
      await server.close();
    });
  }

  it('waits until the date Postman names', async () => {
    sandbox.faults.add({
      kind: 'rateLimited',
      times: 1,
      headers: { 'Retry-After': new Date(Date.now() + 30_000).toUTCString() },
    });
    const client = testClient();
    await client.me(key, region);
    assert.ok(client.slept[0]! > 25_000 && client.slept[0]! <= 32_000, String(client.slept));
  });

  it('asks before a wait of more than a minute, and stops on no', async () => {
    sandbox.faults.add({ kind: 'rateLimited', headers: { 'Retry-After': '300' } });
    const asked: number[] = [];
    const onLongWait = async (seconds: number) => {
      asked.push(seconds);
      return Promise.resolve(asked.length === 1);
    };
    const client = testClient({ onLongWait });
    const problem = await problemOf(client.me(key, region), 'rateLimited', key);
    assert.deepEqual([asked, client.slept, problem.retryAfterSeconds], [[300, 300], [300_000], 300]);
  });

  describe('cancelling', () => {
    for (const fault of [
      { kind: 'stall' },
      { kind: 'drip', everyMs: 5 },
      { kind: 'delay', ms: 5000 },
    ] satisfies FaultInput[]) {
      it(`ends a request that meets a ${fault.kind} within 100 ms`, async () => {
        sandbox.faults.add(fault);
        await cancelledInTime(testClient());
      });
    }

    it('ends a wait', async () => {
      sandbox.faults.add({ kind: 'rateLimited', headers: { 'Retry-After': '30' } });
      await cancelledInTime(testClient({ sleep: undefined }));
      assert.equal(sandbox.requests().length, 1);
    });

    it('ends the question about a long wait, and hangs up on it', async () => {
      sandbox.faults.add({ kind: 'rateLimited', headers: { 'Retry-After': '300' } });
      const signals: AbortSignal[] = [];
      const onLongWait = async (_: number, signal: AbortSignal) => {
        signals.push(signal);
        return new Promise<never>(() => undefined);
      };
      await cancelledInTime(testClient({ onLongWait }));
      assert.equal(signals[0]?.aborted, true);
    });

    it('closes the connection', async () => {
      const server = await localServer(() => undefined);
      const controller = new AbortController();
      const call = testClient().me(key, server.region, controller.signal);
      while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      const closed = new Promise((resolve) => server.requests[0]?.socket.once('close', resolve));
      controller.abort();
      await problemOf(call, 'cancelled', key);
      await closed;
      await server.close();
    });

    it('sends nothing when it comes first', async () => {
      await problemOf(testClient().me(key, region, AbortSignal.abort()), 'cancelled', key);
      assert.deepEqual(sandbox.requests(), []);
    });

    async function cancelledInTime(client: ReturnType<typeof testClient>): Promise<void> {
      const controller = new AbortController();
      const call = client.me(key, region, controller.signal);
      const problem = problemOf(call, 'cancelled', key);
      await new Promise((resolve) => setTimeout(resolve, 40));
      controller.abort();
      await problem;
    }
  });

  describe('a redirect', () => {
    let elsewhere: LocalServer;
    before(async () => (elsewhere = await localServer((_, response) => response.end('{"user":{"id":1}}'))));
    after(async () => elsewhere.close());

    for (const status of [301, 302, 303, 307, 308] as const) {
      it(`${status} is not followed, and the other server hears nothing`, async () => {
        sandbox.faults.add({ kind: 'redirect', to: `${elsewhere.region.api}/me`, status });
        const problem = await problemOf(testClient().me(key, region), 'redirected', key);
        assert.equal(problem.status, status);
        assert.deepEqual(elsewhere.requests, []);
      });
    }
  });

  it('a server that repeats the key in its error is not quoted with it', async () => {
    const server = await localServer((request, response) => {
      const echo = String(request.headers['x-api-key']);
      response.writeHead(403, { 'Content-Type': 'application/json' });
      response.end(
        JSON.stringify({ error: { name: 'forbiddenError', message: `No \u202erights for ${echo} here` } }),
      );
    });
    const problem = await problemOf(testClient().me(key, server.region), 'forbidden', key);
    assert.match(problem.message, /No rights for PMAK-\[secret\] here/);
    await server.close();
  });
});
