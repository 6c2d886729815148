import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import type {
  PostmanAnswer,
  PostmanApiError,
  PostmanApiErrorKind,
  RequestClient,
} from '../../../../src/api.ts';
import { KnownProblem } from '../../../../src/host/knownProblem.ts';
import { createRequestClient } from '../../../../src/inject/extensions/client.ts';
import { isApiError } from '../../../../src/inject/extensions/failure.ts';
import { createHeld } from '../../../../src/inject/extensions/held.ts';
import { masked } from '../../../../src/inject/extensions/masked.ts';
import { pagesOf } from '../../../../src/inject/extensions/pages.ts';
import type { Handed } from '../../../../src/inject/handOut.ts';
import { KeyringProblem } from '../../../../src/keyring/problem.ts';
import type { PostmanClient } from '../../../../src/postman/client.ts';
import { parseApiKey } from '../../../../src/postman/credential.ts';
import { eu, regionOf, us } from '../../../../src/postman/region.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/server/start.ts';
import { localServer, testClient } from '../../postman/against.ts';
import { stored } from '../core/stored.ts';

describe('requests of another extension', () => {
  let sandbox: Sandbox;
  let handed: Handed;
  let failure: Error | undefined;
  let logged: string[];
  let client: RequestClient;

  const takeNewKey = (): void => {
    const key = parseApiKey(sandbox.issueKey().key)!;
    handed = { key, region: regionOf(sandbox.url)!, stored: stored('CI', { fingerprint: key.fingerprint }) };
  };
  /** The error that a call rejects with: of this kind, and with the key nowhere in it. */
  const errorOf = async (call: Promise<unknown>, kind: PostmanApiErrorKind): Promise<PostmanApiError> => {
    const error = await call.then(
      (value) => assert.fail(`answered: ${inspect(value)}`),
      (thrown: unknown) => thrown,
    );
    assert.ok(isApiError(error), inspect(error));
    assert.equal(error.kind, kind, error.message);
    const print = inspect(error, { depth: Infinity, showHidden: true }) + String(error.stack);
    assert.ok(!print.includes(handed.key.secret.reveal().slice(30, 60)), 'the key shows');
    assert.equal(error.cause, undefined);
    return error;
  };
  const sent = (): string[] =>
    sandbox.requests().map(({ method, path, query }) => `${method} ${path} ${query.join()}`.trim());

  before(async () => {
    sandbox = await startSandbox({ seed: 'team' });
  });
  after(async () => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    sandbox.faults.clear();
    takeNewKey();
    sandbox.forgetRequests();
    [failure, logged] = [undefined, []];
    const key = createHeld(
      async () => (failure ? Promise.reject(failure) : Promise.resolve(handed)),
      async (one) => Promise.resolve(one === handed),
    );
    const log = { error: (what: string) => void logged.push(what) };
    client = createRequestClient({ client: testClient({ isSingle: true }), key, log });
  });

  it('answer with status, data, limits and time, and nothing that a key could be in', async () => {
    const answer = await client.get('/me');
    assert.deepEqual(Object.keys(answer), ['status', 'data', 'rateLimit', 'date']);
    assert.equal(answer.status, 200);
    assert.equal((answer.data as { user: { id: number } }).user.id, sandbox.person().id);
    assert.equal(answer.rateLimit.limit, 300);
    assert.ok(answer.date instanceof Date);
    assert.ok(!inspect(client, { depth: 9, showHidden: true }).includes('PMAK-'));
  });

  it('send what they are told: method, query and body, at the host of the key', async () => {
    const server = await localServer((request, response) => {
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => response.end('{}'));
    });
    let text = '';
    handed = { ...handed, region: server.region };
    const query = { a: 'x y', b: 2, c: true, d: undefined };
    await client.get('/x?own=1', { query, body: 'no' } as never);
    await client.delete('/x', null as never);
    assert.equal(text, '');
    for (const method of ['post', 'put', 'patch'] as const) await client[method]('/x', { body: [method] });
    await server.close();
    assert.deepEqual(
      server.requests.map(({ method, url }) => `${method} ${url}`),
      ['GET /x?own=1&a=x+y&b=2&c=true', 'DELETE /x', 'POST /x', 'PUT /x', 'PATCH /x'],
    );
    assert.equal(text, '["post"]["put"]["patch"]');
  });

  it('go to the EU with a key of the EU', async () => {
    const asked: string[] = [];
    const request: PostmanClient['request'] = async (_, region) => {
      asked.push(region.api);
      return Promise.reject(new Error('not sent'));
    };
    const key = async () => Promise.resolve({ ...handed, region: eu });
    const log = { error: () => undefined };
    await errorOf(createRequestClient({ client: { request }, key, log }).get('/me'), 'unavailable');
    assert.deepEqual(asked, ['https://api.eu.postman.com']);
  });

  it('go nowhere else', async () => {
    const paths = ['https://evil.example/me', '//evil.example/me', '/../me', '/me?apikey=1', 7, undefined];
    for (const path of paths) await errorOf(client.get(path as string), 'badRequest');
    await errorOf(client.get('/me', { query: { apikey: 'x' } }), 'badRequest');
    await errorOf(client.get('/me#', { query: { x: 1 } }), 'badRequest');
    takeNewKey();
    handed = { ...handed, region: { ...us, api: 'https://evil.example' } };
    await errorOf(client.get('/me'), 'unavailable');
    assert.deepEqual(sent(), []);
  });

  for (const [fault, kind, more] of [
    [{ kind: 'status', status: 401 }, 'refused', { status: 401 }],
    [{ kind: 'status', status: 403 }, 'forbidden', { status: 403 }],
    [{ kind: 'status', status: 404 }, 'notFound', { status: 404 }],
    [{ kind: 'rateLimited', headers: { 'Retry-After': '9' } }, 'rateLimited', { retryAfterSeconds: 9 }],
    [{ kind: 'quota' }, 'quota', { status: 429 }],
    [{ kind: 'status', status: 500 }, 'server', { status: 500 }],
    [{ kind: 'hangUp' }, 'network', {}],
    [{ kind: 'html' }, 'unreadable', {}],
    [{ kind: 'redirect', to: 'https://evil.example/me' }, 'unreadable', { status: 302 }],
  ] as const) {
    it(`fail as ${kind}, once, by ${'status' in fault ? fault.status : fault.kind}`, async () => {
      sandbox.faults.add(fault);
      const error = await errorOf(client.get('/me'), kind);
      for (const [name, value] of Object.entries(more)) assert.equal(error[name as keyof typeof more], value);
      assert.equal(sandbox.requests().length, 1);
    });
  }

  it('end when they are cancelled', async () => {
    sandbox.faults.add({ kind: 'stall' });
    const controller = new AbortController();
    const call = client.get('/me', { signal: controller.signal });
    await setTimeout(40);
    controller.abort();
    await errorOf(call, 'cancelled');
  });

  it('say why no key was handed out, and log what nobody expected', async () => {
    for (const [thrown, kind, message] of [
      [new KeyringProblem('gone'), 'signedOut', /ask vscode\.authentication for it again/],
      [new KeyringProblem('missing'), 'unavailable', /paste the key again/],
      [new KnownProblem('Not in here.'), 'unavailable', /^Not in here\.$/],
    ] as const) {
      failure = thrown;
      assert.match((await errorOf(client.get('/me'), kind)).message, message);
    }
    assert.deepEqual(logged, []);
    failure = new TypeError('inner workings');
    assert.ok(!(await errorOf(client.get('/me'), 'unavailable')).message.includes('inner'));
    assert.equal(logged.length, 1);
    failure = undefined;
    assert.equal((await client.get('/me')).status, 200, 'a failure is not held on to');
  });

  describe('with a key in the answer', () => {
    const mask = (text: string): string => text.replace(handed.key.secret.reveal(), 'PMAK-[secret]');
    const stored = async (value: string): Promise<string> => {
      const values = [{ key: value, value: `Bearer ${value}`, type: 'secret', enabled: true }];
      const { data } = await client.post('/environments', { body: { environment: { name: 'CI', values } } });
      return `/environments/${(data as { environment: { id: string } }).environment.id}`;
    };

    it('have it masked, in names too, and not what is like it', async () => {
      const own = handed.key.secret.reveal();
      const { data } = await client.get(await stored(own));
      const { values } = (data as { environment: { values: Record<string, unknown>[] } }).environment;
      assert.deepEqual(values, [
        { key: 'PMAK-[secret]', value: 'Bearer PMAK-[secret]', type: 'secret', enabled: true },
      ]);
      const access = `PMAT-01${'ABCDEFGHJKMNPQRSTVWXYZ0123'.slice(2)}`;
      const body = `{"${own}":[{"__proto__":"${access}"},1,null],"id":"${handed.key.id}"}`;
      const server = await localServer((_, response) => response.end(body));
      handed = { ...handed, region: server.region };
      const { data: whole } = await client.get('/x');
      await server.close();
      assert.equal(JSON.stringify(whole), mask(body).replace(access, 'PMAT-[secret]'));
      const two = { [own]: 1, [own.toUpperCase()]: 2 };
      assert.deepEqual(masked(two), { 'PMAK-[secret]': 1, 'PMAK-[secret] (2)': 2 });
    });

    it('are refused when they would write the mask over the key', async () => {
      const path = await stored(handed.key.secret.reveal());
      const { data } = await client.get(path);
      sandbox.forgetRequests();
      for (const method of ['put', 'post', 'patch'] as const) {
        const { message } = await errorOf(client[method](path, { body: data }), 'badRequest');
        assert.match(
          message,
          /^Nothing was sent: in the body stands “\[secret\]”, .* would take its place\./,
        );
      }
      const body = { url: `https://x/?${new URLSearchParams({ k: 'PMAT-[secret]' }).toString()}` };
      await errorOf(client.post('/environments', { body }), 'badRequest');
      assert.deepEqual(sent(), []);
      await client.patch(path, { body: [{ op: 'replace', path: '/name', value: 'of [secret]' }] });
      assert.equal(sent().length, 1);
    });

    it('have none in an error', async () => {
      failure = new KnownProblem(`“${handed.key.secret.reveal()}” is no name.`);
      const { message } = await errorOf(client.get('/me'), 'unavailable');
      assert.equal(message, '“PMAK-[secret]” is no name.');
    });
  });

  it('are read once, at the call, and refused when they are none', async () => {
    const server = await localServer((request, response) => {
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => response.end('{}'));
    });
    let text = '';
    handed = { ...handed, region: server.region };
    const body = ['first'];
    let reads = 0;
    const call = client.post('/x', {
      get body() {
        reads += 1;
        return body;
      },
    });
    body[0] = 'second';
    await call;
    assert.deepEqual([text, reads], ['["first"]', 1]);
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    for (const options of [
      { body: cyclic },
      { body: () => 1 },
      { query: { a: null } },
      { query: { a: { toString: () => 'x' } } },
      { signal: { aborted: false, addEventListener: () => undefined } },
      { signal: null },
      new Proxy({}, { get: () => assert.fail('read') }),
    ]) {
      const { message } = await errorOf(client.post('/x', options), 'badRequest');
      assert.match(message, /^Nothing was sent: /);
    }
    await server.close();
    assert.equal(server.requests.length, 1);
    assert.deepEqual(logged, []);
  });

  it('are ten at a time, and one that is cancelled does not wait for its turn', async () => {
    const open: (() => void)[] = [];
    const server = await localServer((_, response) => open.push(() => response.end('{}')));
    handed = { ...handed, region: server.region };
    const all = Promise.all(Array.from({ length: 25 }, async () => client.get('/x')));
    const controller = new AbortController();
    const last = client.get('/x', { signal: controller.signal });
    while (open.length < 10) await setTimeout(5);
    await setTimeout(30);
    assert.equal(open.length, 10);
    controller.abort();
    await errorOf(last, 'cancelled');
    for (let done = 0; done < 25; done += 1) {
      while (open.length <= done) await setTimeout(1);
      open[done]!();
    }
    assert.equal((await all).length, 25);
    await server.close();
    assert.equal(server.requests.length, 25);
  });

  describe('page by page', () => {
    const pages = async (path: string, query?: Record<string, number>): Promise<unknown[][]> => {
      const found: unknown[][] = [];
      for await (const { data } of client.pages(path, { query }))
        found.push(Object.values(data as object)[0] as unknown[]);
      return found;
    };

    it('follow the cursor of an answer', async () => {
      const whole = (await pages('/workspaces')).flat();
      const found = await pages('/workspaces?limit=2');
      assert.ok(found.length > 1);
      assert.deepEqual(found.flat(), whole);
    });

    it('count by offset where a limit was asked for', async () => {
      const whole = (await pages('/collections')).flat();
      assert.equal(sandbox.requests().length, 1);
      const half = Math.ceil(whole.length / 2);
      for (const limit of [half, whole.length]) {
        assert.deepEqual((await pages('/collections', { limit })).flat(), whole);
      }
      const rest = await pages('/collections', { limit: half, offset: half });
      assert.deepEqual(rest.flat(), whole.slice(half));
    });

    it('come when they are asked for, and fail as any request does', async () => {
      for await (const { status } of client.pages('/collections', { query: { limit: 1 } })) {
        assert.equal(status, 200);
        break;
      }
      assert.equal(sandbox.requests().length, 1);
      await errorOf(pages('/nothing'), 'notFound');
      await errorOf(pages(7 as never), 'badRequest');
      await errorOf(pages('/x', { limit: null } as never), 'badRequest');
    });

    const walk = async (list: AsyncIterable<PostmanAnswer>): Promise<void> => {
      for await (const { status } of list) assert.equal(status, 200);
    };

    it('keep all of the query from page to page, a second question mark too', async () => {
      const asked: string[] = [];
      const get = async (path: string): Promise<PostmanAnswer> => {
        asked.push(path);
        return Promise.resolve({
          status: 200,
          data: { nextCursor: asked.length < 2 ? 'c' : null },
          rateLimit: {},
        });
      };
      await walk(pagesOf(get, '/x?q=who?&b=1', { query: { c: '?' } }));
      assert.deepEqual(asked, ['/x?q=who?&b=1&c=%3F', '/x?q=who%3F&b=1&c=%3F&cursor=c']);
    });

    it('end where a server would go on for ever', async () => {
      let count = 0;
      const get = async (): Promise<PostmanAnswer> => {
        count += 1;
        assert.ok(count <= 10_000);
        return Promise.resolve({ status: 200, data: { nextCursor: `c${count}` }, rateLimit: {} });
      };
      await errorOf(walk(pagesOf(get, '/x')), 'unreadable');
      assert.equal(count, 10_000);
    });

    it('end where a server knows no pages, or leads in a circle', async () => {
      let body = '[1,2]';
      const server = await localServer((_, response) => response.end(body));
      handed = { ...handed, region: server.region };
      const count = async (): Promise<number> => {
        let found = 0;
        for await (const { status } of client.pages('/x?limit=2')) found += status === 200 ? 1 : 0;
        return found;
      };
      try {
        assert.equal(await count(), 1);
        body = '{"data":[1,2],"meta":{"nextCursor":null}}';
        assert.equal(await count(), 1);
        body = '"text"';
        assert.equal(await count(), 1);
        body = '{"trails":[1],"nextCursor":"again"}';
        await errorOf(count(), 'unreadable');
        assert.equal(server.requests.at(-1)?.url, '/x?limit=2&cursor=again');
      } finally {
        await server.close();
      }
    });
  });
});
