import assert from 'node:assert/strict';
import { parseCollectionLink, type CollectionLink } from '../../../src/postman/collectionLink.ts';
import { parseApiKey } from '../../../src/postman/credential.ts';
import type { ProblemKind } from '../../../src/postman/problem.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startSandbox } from '../../../src/sandbox/server/start.ts';
import { localServer, problemOf, testClient } from './against.ts';

describe('a collection behind a link', () => {
  let sandbox: Sandbox;
  let link: CollectionLink;
  type FaultInput = Parameters<Sandbox['faults']['add']>[0];

  before(async () => {
    sandbox = await startSandbox({ seed: 'team' });
  });
  after(async () => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    link = parseCollectionLink(sandbox.issueAccessKey().link)!;
  });
  const collectionRequests = () => sandbox.requests().filter(({ path }) => path.startsWith('/collections/'));

  it('is read by its access key alone, and is what an API key reads', async () => {
    const client = testClient();
    const { collection, json, receivedAt } = await client.sharedCollection(link);
    assert.ok(collection.requestCount > 0 && !collection.isCut);
    assert.equal(collection.uid, link.collectionUid);
    assert.ok(Math.abs(receivedAt - Date.now()) < 5000);
    const [request] = collectionRequests();
    assert.deepEqual([request?.hasKey, request?.query], [false, ['access_key']]);
    const key = parseApiKey(sandbox.issueKey().key)!;
    const own = await client.collection(key, link.region, link.collectionUid);
    assert.deepEqual([own.collection, own.json], [collection, json]);
  });

  it('is refused when the key was revoked, and by a key that never was', async () => {
    const [issued] = sandbox.accessKeys();
    sandbox.deleteAccessKey(issued!.id);
    const never = parseCollectionLink(sandbox.issueAccessKey().link.replace(/.{4}$/, 'ZZZZ'))!;
    for (const dead of [link, never]) {
      const problem = await problemOf(testClient().sharedCollection(dead), 'refused', dead.key);
      assert.match(problem.message, /refused this link: it was revoked or has expired\.$/);
    }
  });

  it('is forbidden to a living key of another collection', async () => {
    const other = sandbox.world.collections.map(({ ownerId, id }) => `${ownerId}-${id}`);
    const collectionUid = other.find((uid) => uid !== link.collectionUid)!;
    const problem = await problemOf(
      testClient().sharedCollection({ ...link, collectionUid }),
      'forbidden',
      link.key,
    );
    assert.match(problem.message, /alive.*another collection/);
  });

  const table: [fault: FaultInput, kind: ProblemKind, tries: number][] = [
    [{ kind: 'garbage' }, 'unreadable', 1],
    [{ kind: 'wrongShape' }, 'unreadable', 1],
    [{ kind: 'html' }, 'unreadable', 1],
    [{ kind: 'huge' }, 'tooLarge', 1],
    [{ kind: 'huge', bytes: 200_000_000, gzip: true }, 'tooLarge', 1],
    [{ kind: 'stall' }, 'timeout', 1],
    [{ kind: 'hangUp' }, 'offline', 2],
    [{ kind: 'status', status: 500 }, 'server', 3],
    [{ kind: 'rateLimited' }, 'rateLimited', 3],
  ];
  for (const [fault, kind, tries] of table) {
    it(`is ${kind} for ${'gzip' in fault ? 'a gzip bomb' : fault.kind}, and the key shows nowhere`, async () => {
      sandbox.faults.add(fault);
      const client = testClient(kind === 'timeout' ? { deadlineMs: 120 } : {});
      await problemOf(client.sharedCollection(link), kind, link.key);
      assert.equal(client.lines.length, tries);
      for (const line of client.lines) {
        assert.match(line, /^GET 127\.0\.0\.1:\d+\/collections\/[\w-]+ \S+/);
        assert.ok(!line.includes(link.key.secret.reveal().slice(5)) && !line.includes('PMAT'));
      }
    });
  }

  it('leads nowhere else: a redirect is not followed, and its server hears nothing', async () => {
    const elsewhere = await localServer((_, response) => response.end('{}'));
    for (const status of [301, 302, 303, 307, 308] as const) {
      sandbox.faults.add({ kind: 'redirect', to: `${elsewhere.region.api}/collections/1`, status });
      await problemOf(testClient().sharedCollection(link), 'redirected', link.key);
      sandbox.faults.clear();
    }
    assert.deepEqual(elsewhere.requests, []);
    await elsewhere.close();
  });

  it('is not asked for at a host that is not pinned', async () => {
    const { key, collectionUid } = link;
    const text = (host: string) =>
      `https://${host}/collections/${collectionUid}?access_key=${key.secret.reveal()}`;
    for (const host of ['example.com', 'api.postman.com.example.com', 'postman.invalid/api']) {
      const client = testClient();
      await problemOf(client.sharedCollection(parseCollectionLink(text(host))!), 'notPinned', key);
      assert.deepEqual(client.lines, []);
    }
    const client = testClient({ customAddress: () => 'https://postman.invalid/api' });
    await problemOf(
      client.sharedCollection(parseCollectionLink(text('postman.invalid/api'))!),
      'offline',
      key,
    );
  });

  it('ends at once when it is cancelled, and not with its deadline', async () => {
    sandbox.faults.add({ kind: 'stall' });
    const controller = new AbortController();
    const problem = problemOf(testClient().sharedCollection(link, controller.signal), 'cancelled', link.key);
    await new Promise((resolve) => setTimeout(resolve, 40));
    controller.abort();
    await problem;
  });

  it('is not quoted with its key when the server repeats the address', async () => {
    const server = await localServer((request, response) => {
      const message = `No ${String(request.url)} and ${encodeURIComponent(String(request.url))}`;
      response.writeHead(500).end(JSON.stringify({ error: { name: 'serverError', message } }));
    });
    const problem = await problemOf(
      testClient().sharedCollection({ ...link, region: server.region }),
      'server',
      link.key,
    );
    assert.match(problem.message, /access_key=PMAT-\[secret\]/);
    await server.close();
  });
});
