import assert from 'node:assert/strict';
import type { Call } from '../../src/postman/call.ts';
import { createClient } from '../../src/postman/client.ts';
import type { PostmanClient } from '../../src/postman/client.ts';
import { parseCollectionLink } from '../../src/postman/collectionLink.ts';
import type { CollectionLink } from '../../src/postman/collectionLink.ts';
import { parseApiKey } from '../../src/postman/credential.ts';
import type { ApiKey } from '../../src/postman/credential.ts';
import { createEnvironment, environmentsIn, storeVariable } from '../../src/postman/environments.ts';
import { regionOf } from '../../src/postman/region.ts';
import type { Region } from '../../src/postman/region.ts';
import { startSandbox } from '../../src/sandbox/server/start.ts';
import type { Sandbox } from '../../src/sandbox/server/start.ts';
import { givenDefinition } from './given.ts';
import { createRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';

interface Walk {
  readonly client: PostmanClient;
  readonly sandbox: Sandbox;
  readonly key: ApiKey;
  readonly region: Region;
}

/** Every method of the client, with all it can be asked for, and the operations it has to reach. */
const walks: Record<keyof PostmanClient, readonly [string[], (walk: Walk) => Promise<unknown>]> = {
  me: [['GET /me'], async ({ client, key, region }) => client.me(key, region)],
  get: [
    ['GET /users/{userId}'],
    async ({ client, key, region }) => client.get(key, region, '/users/31450012'),
  ],
  request: [
    ['POST /detected-secrets-queries'],
    async ({ client, key, region }) => {
      const of = {
        method: 'POST',
        path: '/detected-secrets-queries?limit=1',
        body: { resolved: false },
      } as const;
      await client.request(key, region, of);
    },
  ],
  users: [['GET /users'], async ({ client, key, region }) => client.users(key, region)],
  workspaces: [['GET /workspaces'], async ({ client, key, region }) => client.workspaces(key, region)],
  collections: [
    ['GET /collections'],
    async ({ client, key, region, sandbox }) => {
      await client.collections(key, region);
      await client.collections(key, region, sandbox.world.workspaces[0]!.id);
    },
  ],
  collectionPage: [
    ['GET /collections'],
    async ({ client, key, region, sandbox }) => {
      await client.collectionPage(key, region, {});
      const workspaceId = sandbox.world.workspaces[1]!.id;
      await client.collectionPage(key, region, { limit: 5, offset: 5, workspaceId });
    },
  ],
  collectionName: [
    ['GET /collections/{collectionId}'],
    async ({ client, key, region, sandbox }) => client.collectionName(key, region, uidIn(sandbox)),
  ],
  collection: [
    ['GET /collections/{collectionId}'],
    async ({ client, key, region, sandbox }) => client.collection(key, region, uidIn(sandbox)),
  ],
  sharedCollection: [
    ['GET /collections/{collectionId}'],
    async (walk) => walk.client.sharedCollection(linkThrough(walk)),
  ],
  useAccessKey: [
    ['GET /collections/{collectionId}'],
    async (walk) => walk.client.useAccessKey(linkThrough(walk)),
  ],
  accessKeyPage: [
    ['GET /collection-access-keys'],
    async ({ client, key, region, sandbox }) => {
      const { nextCursor } = await client.accessKeyPage(key, region);
      await client.accessKeyPage(key, region, { cursor: nextCursor, collectionUid: uidIn(sandbox) });
    },
  ],
  deleteAccessKey: [
    ['DELETE /collection-access-keys/{keyId}'],
    async ({ client, key, region, sandbox }) => {
      const ids = Array.from({ length: 8 }, () => sandbox.issueAccessKey().id);
      for (const id of ids) assert.equal(await client.deleteAccessKey(key, region, id), 'deleted');
      assert.equal(await client.deleteAccessKey(key, region, ids[0]!), 'gone');
    },
  ],
  secretTypes: [['GET /secret-types'], async ({ client, key, region }) => client.secretTypes(key, region)],
  detectedSecrets: [
    ['GET /secret-types', 'POST /detected-secrets-queries'],
    async ({ client, key, region }) => {
      assert.equal((await client.detectedSecrets(key, region)).length, 1);
    },
  ],
  secretLocations: [
    ['GET /detected-secrets/{secretId}/locations'],
    async ({ client, key, region, sandbox }) => {
      const { secretId, workspaceId } = sandbox.exposures()[0]!;
      assert.equal((await client.secretLocations(key, region, secretId, workspaceId)).length, 1);
    },
  ],
  auditActions: [['GET /audit-actions'], async ({ client, key, region }) => client.auditActions(key, region)],
  auditLogs: [
    ['GET /audit/logs'],
    async ({ client, key, region }) => {
      const now = Date.now();
      const of = { action: 'user.apikey_activate', since: now - 86_400_000 * 90, until: now, limit: 1 };
      const { nextCursor } = await client.auditLogs(key, region, of);
      await client.auditLogs(key, region, { ...of, cursor: nextCursor });
      await client.auditLogs(key, region, {});
    },
  ],
};

/** To a collection of the sandbox, by way of the recorder. */
function linkThrough({ sandbox, region }: Walk): CollectionLink {
  return parseCollectionLink(sandbox.issueAccessKey().link.replace(sandbox.url, region.api))!;
}

function uidIn(sandbox: Sandbox): string {
  const { ownerId, id } = sandbox.world.collections[0]!;
  return `${ownerId}-${id}`;
}

describe('contract: the requests of the client', () => {
  const definition = givenDefinition();
  let sandbox: Sandbox;
  let recorder: Recorder;
  let client: PostmanClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ seed: 'team' });
    recorder = await createRecorder(sandbox.url);
    client = createClient({ customAddress: () => undefined });
    sandbox.configure({ plan: 'enterprise' });
    sandbox.exposeKey({ key: sandbox.issueKey().key });
  });
  afterEach(async () => {
    await recorder.close();
    await sandbox.close();
  });

  for (const [method, [operations, walk]] of Object.entries(walks)) {
    it(`${method}: ${operations.join(', ')}`, async () => {
      const key = parseApiKey(sandbox.issueKey().key)!;
      await walk({ client, sandbox, key, region: regionOf(recorder.url)! });
      const { exchanges } = recorder;
      assert.ok(exchanges.length > 0);
      assert.deepEqual(exchanges.flatMap(definition.requestProblems), []);
      assert.deepEqual(exchanges.flatMap(definition.answerProblems), []);
      const reached = new Set(exchanges.map((exchange) => definition.operationOf(exchange)?.name));
      assert.deepEqual([...reached].sort(), [...operations].sort());
    });
  }

  it('are made for environments: all of them', async () => {
    const key = parseApiKey(sandbox.issueKey().key)!;
    const region = regionOf(recorder.url)!;
    const asking = { host: region.api, ask: async (call: Call) => client.request(key, region, call) };
    const { signal } = new AbortController();
    const home = sandbox.world.workspaces[1]!.id;
    const variable = { name: 'postman-api-key', value: key.secret };
    await createEnvironment(() => asking, signal, { workspaceId: home, name: 'Ours' }, variable);
    const [staging] = await environmentsIn(asking, home);
    const store = async () => (await storeVariable(() => asking, signal, staging!.id, variable)).outcome;
    assert.deepEqual([await store(), await store()], ['added', 'replaced']);
    const toDefault = { op: 'replace', path: '/values/3/type', value: 'default' };
    await asking.ask({ method: 'PATCH', path: `/environments/${staging!.id}`, body: [toDefault] });
    assert.equal(await store(), 'replaced');
    assert.deepEqual(recorder.exchanges.flatMap(definition.requestProblems), []);
    assert.deepEqual(recorder.exchanges.flatMap(definition.answerProblems), []);
  });

  it('are of all its methods', () => {
    assert.deepEqual(Object.keys(client).sort(), Object.keys(walks).sort());
  });
});
