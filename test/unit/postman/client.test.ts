import assert from 'node:assert/strict';
import { parseApiKey, type ApiKey } from '../../../src/postman/credential.ts';
import { regionOf, us, type Region } from '../../../src/postman/region.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startSandbox } from '../../../src/sandbox/server/start.ts';
import { localServer, problemOf, someKey, testClient, useSandbox } from './against.ts';

describe('the client', () => {
  let sandbox: Sandbox;
  let region: Region;
  let key: ApiKey;

  useSandbox((given) => ({ sandbox, region, key } = given));

  describe('GET /me', () => {
    it('tells whose key it is', async () => {
      const person = sandbox.person();
      const me = await testClient().me(key, region);
      assert.equal(me.userId, person.id);
      assert.ok(me.fullName !== '' && me.email.includes('@') && me.roles.length > 0);
      assert.equal(me.teamId, sandbox.world.team?.id);
      assert.ok(me.operations?.some(({ name }) => name === 'api_usage'));
    });

    it('sends the key in its header alone', async () => {
      await testClient().me(key, region);
      const [request] = sandbox.requests();
      assert.equal(request?.hasKey, true);
      assert.deepEqual(request.query, []);
      const odd = request.headers.filter((name) => /auth|cookie|key/.test(name));
      assert.deepEqual(odd, ['x-api-key']);
    });

    it('is one request for all who ask at the same time with the same key', async () => {
      const client = testClient();
      const other = parseApiKey(sandbox.issueKey().key)!;
      const again = parseApiKey(key.secret.reveal())!;
      await Promise.all([
        ...Array.from({ length: 20 }, async () => client.me(key, region)),
        client.me(again, region),
        client.me(other, region),
      ]);
      assert.equal(sandbox.requests().length, 2);
      await client.me(key, region);
      assert.equal(sandbox.requests().length, 3);
    });

    it('goes on when one of two callers cancels', async () => {
      sandbox.faults.add({ kind: 'delay', ms: 80 });
      const client = testClient();
      const controller = new AbortController();
      const [left, stayed] = [client.me(key, region, controller.signal), client.me(key, region)];
      controller.abort();
      await problemOf(left, 'cancelled', key);
      assert.equal((await stayed).userId, sandbox.person().id);
      assert.equal(sandbox.requests().length, 1);
    });

    it('is refused for a key that was revoked, and for one that never was', async () => {
      const issued = sandbox.issueKey();
      const revoked = parseApiKey(issued.key)!;
      sandbox.revoke(issued.id);
      for (const dead of [revoked, someKey]) {
        const problem = await problemOf(testClient().me(dead, region), 'refused', dead);
        assert.equal(problem.status, 401);
        assert.equal(problem.host, new URL(sandbox.url).host);
      }
    });
  });

  describe('any GET', () => {
    it('answers with status, time, size, limits and the JSON', async () => {
      const answer = await testClient().get(key, region, '/me');
      assert.equal(answer.status, 200);
      assert.equal(answer.statusText, 'OK');
      assert.ok(answer.elapsedMs >= 0 && answer.bytes > 100);
      assert.deepEqual(Object.keys(answer.body as object), ['user', 'operations']);
      const { limit, remaining, resetSeconds } = answer.rateLimit;
      assert.equal(limit, 300);
      assert.ok(
        remaining !== undefined && remaining < 300 && resetSeconds !== undefined && resetSeconds <= 60,
      );
      assert.ok(answer.serverDate && Math.abs(answer.serverDate.getTime() - Date.now()) < 60_000);
    });

    it('tells a wrong path from a wrong key', async () => {
      const problem = await problemOf(testClient().get(key, region, '/collections/1-2'), 'notFound', key);
      assert.match(problem.message, /collection/);
      await problemOf(testClient().get(key, region, '/workspaces?limit=101'), 'badRequest', key);
    });

    for (const path of [
      'me',
      '//example.com/',
      '/../me',
      '/me?apikey=x',
      '/me#x',
      `/me?q=${someKey.secret.reveal()}`,
    ]) {
      it(`sends nothing for ${path.slice(0, 16)}`, async () => {
        await problemOf(testClient().get(key, region, path), 'badRequest', someKey);
        assert.deepEqual(sandbox.requests(), []);
      });
    }

    it('takes nothing for an answer without a body, and for none where one is needed', async () => {
      const statuses = [204, 200, 201, 202, 200];
      const server = await localServer((_, response) =>
        response.writeHead(statuses[server.requests.length - 1]!).end(),
      );
      for (const status of statuses.slice(0, -1)) {
        const answer = await testClient().get(key, server.region, '/x');
        assert.deepEqual([answer.status, answer.body], [status, undefined]);
      }
      await problemOf(testClient().me(key, server.region), 'unreadable', key);
      await server.close();
    });
  });

  describe('any request', () => {
    it('sends its method, its path and its body as JSON', async () => {
      let sent = '';
      const server = await localServer((request, response) => {
        request.on('data', (chunk: Buffer) => (sent += chunk.toString()));
        request.on('end', () => response.end('{"done":true}'));
      });
      const body = { environment: { name: 'Ü' } };
      const of = { method: 'PUT', path: '/environments/7?x=1', body } as const;
      const answer = await testClient().request(key, server.region, of);
      await server.close();
      assert.deepEqual(answer.body, { done: true });
      const [request] = server.requests;
      assert.deepEqual([request?.method, request?.url], ['PUT', '/environments/7?x=1']);
      assert.equal(request?.headers['content-type'], 'application/json');
      assert.deepEqual(JSON.parse(sent), body);
    });

    for (const [method, tries] of [
      ['GET', 3],
      ['PUT', 3],
      ['DELETE', 3],
      ['POST', 1],
      ['PATCH', 1],
    ] as const) {
      it(`tries a ${method} ${tries} times, whatever else its caller says`, async () => {
        sandbox.faults.add({ kind: 'status', status: 500 });
        const of = { method, path: '/x', onlyReads: method !== 'GET' };
        await problemOf(testClient().request(key, region, of), 'server', key);
        sandbox.faults.clear();
        assert.equal(sandbox.requests().length, tries);
      });
    }

    it('sends nothing for a body that is none', async () => {
      const circle: unknown[] = [];
      circle.push(circle);
      for (const body of [circle, 7n, () => 1]) {
        const of = { method: 'POST', path: '/x', body } as const;
        await problemOf(testClient().request(key, region, of), 'badRequest', key);
      }
      assert.deepEqual(sandbox.requests(), []);
    });
  });

  describe('lists', () => {
    it('has the members of the team', async () => {
      const users = await testClient().users(key, region);
      assert.deepEqual(users.map(({ id }) => id).sort(), sandbox.world.people.map(({ id }) => id).sort());
    });

    it('has the workspaces and the collections', async () => {
      const client = testClient();
      const workspaces = await client.workspaces(key, region);
      const collections = await client.collections(key, region);
      assert.ok(workspaces.length > 1 && collections.length > 1);
      assert.ok(collections.every(({ uid, id, owner }) => uid === `${owner}-${id}`));
      const inFirst = await Promise.all(
        workspaces.map(async ({ id }) => client.collections(key, region, id)),
      );
      assert.ok(inFirst.some((some) => some.length > 0 && some.length < collections.length));
    });

    it('has all of them from a huge team, page by page, at the pace Postman allows', async function () {
      this.timeout(20_000);
      const huge = await startSandbox({ seed: 'huge' });
      const owner = parseApiKey(huge.issueKey().key)!;
      const client = testClient({
        sleep: async (ms) => {
          huge.clock.advance(ms);
          return Promise.resolve();
        },
        onLongWait: async () => Promise.resolve(true),
      });
      const collections = await client.collections(owner, regionOf(huge.url)!);
      assert.equal(new Set(collections.map(({ uid }) => uid)).size, collections.length);
      assert.ok(collections.length > 200, String(collections.length));
      await huge.close();
    });
  });

  describe('hosts', () => {
    it('sends nothing to a host that may see no key', async () => {
      for (const api of [
        'https://example.com',
        'http://api.postman.com',
        'http://127.0.0.1@example.com',
        'no address',
      ]) {
        const forged = { ...us, api };
        const client = testClient();
        await problemOf(client.me(key, forged), 'notPinned', key);
        assert.deepEqual(client.lines, []);
      }
    });

    it("reads the user's address at every request", async () => {
      const own = regionOf('https://postman.invalid/api')!;
      let set: string | undefined;
      const client = testClient({ customAddress: () => set });
      await problemOf(client.me(key, own), 'notPinned', key);
      set = 'https://postman.invalid/api/';
      const problem = await problemOf(client.me(key, own), 'offline', key);
      assert.equal(problem.host, 'postman.invalid');
      set = undefined;
      await problemOf(client.me(key, own), 'notPinned', key);
    });
  });

  describe('the log', () => {
    it('has a line for every try, without headers and values', async () => {
      sandbox.faults.add({ kind: 'status', status: 500, times: 1 });
      const client = testClient();
      await client.get(key, region, '/collections?limit=17&offset=4');
      await problemOf(client.get(key, regionOf('http://127.0.0.1:1')!, '/me'), 'offline', key);
      const lines = client.lines.map((line) => line.replace(/\d+ ms$/, 'N ms').replace(/:\d+\//, '/'));
      assert.deepEqual(lines, [
        'GET 127.0.0.1/collections?limit&offset 500 N ms',
        'GET 127.0.0.1/collections?limit&offset 200 N ms',
        'GET 127.0.0.1/me offline (ECONNREFUSED) N ms',
        'GET 127.0.0.1/me offline (ECONNREFUSED) N ms',
      ]);
    });
  });
});
