import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ApiKey } from '../../../src/postman/credential.ts';
import { us, type Region } from '../../../src/postman/region.ts';
import {
  allDetectedSecrets,
  allSecretLocations,
  decodeSecretTypes,
} from '../../../src/postman/secretScanner.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { problemOf, testClient, useSandbox } from './against.ts';

describe('the secret scanner', () => {
  let sandbox: Sandbox;
  let region: Region;
  let key: ApiKey;

  useSandbox((given) => ({ sandbox, region, key } = given));
  beforeEach(() => {
    sandbox.configure({ plan: 'enterprise' });
  });

  it('tells of an exposed key and where it stands', async () => {
    const { key: secret } = sandbox.issueAccessKey();
    sandbox.exposeKey({ key: secret, location: 'Headers' });
    const client = testClient();
    const [found, ...others] = await client.detectedSecrets(key, region);
    assert.deepEqual([found?.hash, others], [createHash('sha256').update(secret).digest('hex'), []]);
    assert.match(found!.type, /Postman/);
    assert.ok(found!.detectedAt && !found!.masked.includes(secret.slice(5, -4)));
    const locations = await client.secretLocations(key, region, found!.id, found!.workspaceId);
    assert.equal(locations[0]?.location, 'Headers');
    assert.ok(client.lines.some((line) => line.startsWith('POST 127.0.0.1')));
  });

  it('says which plan or role it asks for, where this is not it', async () => {
    sandbox.configure({ plan: 'free' });
    const client = testClient();
    for (const call of [client.secretTypes(key, region), client.detectedSecrets(key, region)]) {
      const problem = await problemOf(call, 'forbidden', key);
      assert.match(problem.message, /\(403\): “[^”]{10,}”\.$/);
    }
  });

  it('may be asked again when the question only reads', async () => {
    sandbox.faults.add({ kind: 'status', status: 500, method: 'POST', times: 2 });
    assert.deepEqual(await testClient().detectedSecrets(key, region), []);
    const posts = sandbox.requests().filter(({ method }) => method === 'POST');
    assert.equal(posts.length, 3);
  });
});

describe('what the secret scanner answers', () => {
  it('is types, without rows that are none', () => {
    const data = [{ id: 'a', name: 'Postman\u202e API Key' }, { name: 'x' }, null];
    assert.deepEqual(decodeSecretTypes({ data }, 'h'), [{ id: 'a', name: 'Postman API Key' }]);
  });

  it('is never asked about no types, which would mean all', async () => {
    const found = await allDetectedSecrets([], () => assert.fail('asked'), 'h');
    assert.deepEqual(found, []);
  });

  it('is read page by page, and ends where the pages lead back', async () => {
    const rows = [
      { secretId: 'MTA4', resolution: '__proto__', secretHash: 'no hash', obfuscatedSecret: 7 },
      {},
    ];
    const asked: [string, unknown][] = [];
    const bodyOf = async (path: string, query: unknown) => {
      asked.push([path, query]);
      return Promise.resolve({ data: rows, meta: { nextCursor: asked.length === 1 ? 'N+g=' : null } });
    };
    const found = await allDetectedSecrets([{ id: 't', name: '' }], bodyOf, 'h');
    assert.deepEqual(
      found.map(({ resolution, hash, masked }) => [resolution, hash, masked]),
      [
        ['unknown', '', ''],
        ['unknown', '', ''],
      ],
    );
    const query = { secretTypes: ['t'] };
    assert.deepEqual(asked, [
      ['/detected-secrets-queries?limit=100', query],
      ['/detected-secrets-queries?limit=100&cursor=N%2Bg%3D', query],
    ]);
    const back = async () => Promise.resolve({ data: [], meta: { nextCursor: 'a' } });
    await assert.rejects(allDetectedSecrets([{ id: 't', name: '' }], back, 'h'), /no end/);
  });

  it('names pages of Postman’s alone', async () => {
    const urls = [
      'https://go.postman.co/build/workspace/1',
      'https://example.com/',
      'https://postman.co.example.com/',
      'https://evilpostman.co/',
      'https://user@go.postman.co/',
      'http://go.postman.co/',
      'javascript:alert(1)',
      7,
    ];
    const bodyOf = async () => Promise.resolve({ data: urls.map((url) => ({ url, leakedBy: 'x' })) });
    const found = await allSecretLocations({ secretId: 'M=', workspaceId: 'w' }, bodyOf, us, 'h');
    assert.deepEqual(
      found.map(({ page }) => page),
      [urls[0], ...Array.from({ length: 7 }, () => undefined)],
    );
  });
});
