import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { get, runningSandbox } from './running.ts';

interface Found {
  secretId: string;
  secretType: string;
  secretHash: string;
  obfuscatedSecret: string;
  workspaceId: string;
  workspaceVisibility: string;
  resolution: string;
  occurrences: number;
}
interface Page {
  data: Found[];
  meta: { limit: number; nextCursor: string | null; total?: number };
}

const hash = (key: string): string => createHash('sha256').update(key).digest('hex');

describe('sandbox: the secret scanner', () => {
  const sandbox = runningSandbox({ seed: 'team' });
  beforeEach(() => sandbox().configure({ plan: 'enterprise' }));

  const search = async (
    body?: object,
    query = '',
    user?: string,
  ): Promise<{ status: number; body: Page }> => {
    const response = await fetch(`${sandbox().url}/detected-secrets-queries${query}`, {
      method: 'POST',
      headers: { 'X-Api-Key': sandbox().issueKey(user === undefined ? {} : { user }).key },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Page };
  };

  it('has two types that are Postman’s own, among others', async () => {
    const { body } = await get(sandbox(), '/secret-types', sandbox().issueKey().key);
    const { data, meta } = body as { data: { name: string }[]; meta: { total: number } };
    assert.equal(meta.total, data.length);
    const own = data.map(({ name }) => name).filter((name) => name.includes('Postman'));
    assert.deepEqual(own, ['Postman API Key', 'Postman Collection Key']);
    assert.ok(data.length > 2);
  });

  it('is not bought by most, and closed to who is no admin', async () => {
    const member = await search({}, '', 'jonas-weber');
    assert.equal(member.status, 403);
    assert.match(JSON.stringify(member.body), /Only members with Superadmin, Admin/);
    sandbox().configure({ plan: 'free' });
    const free = await search({});
    assert.equal(free.status, 403);
    assert.match(JSON.stringify(free.body), /Advanced Security Administration/);
    const noKey = await get(sandbox(), '/secret-types');
    assert.deepEqual(noKey.body, {
      instance: '',
      status: 401,
      title: 'Unauthorized. Please try again with valid credentials.',
      type: 'UNAUTHORIZED',
    });
  });

  it('finds exposed keys by their hash, and shows no secret', async () => {
    const { key: apiKey } = sandbox().issueKey();
    const { key: accessKey } = sandbox().issueAccessKey();
    sandbox().exposeKey({ key: apiKey, workspace: 'Payments' });
    sandbox().exposeKey({ key: apiKey, workspace: 'Payments', location: 'Body' });
    sandbox().exposeKey({ key: accessKey });
    const { data } = (await search()).body;
    assert.deepEqual(
      data.map((one) => [
        one.secretType,
        one.secretHash,
        one.occurrences,
        one.workspaceVisibility,
        one.resolution,
      ]),
      [
        ['Postman Collection Key', hash(accessKey), 1, 'public', 'ACTIVE'],
        ['Postman API Key', hash(apiKey), 2, 'team', 'ACTIVE'],
      ],
    );
    assert.equal(data[1]!.obfuscatedSecret, `${apiKey.slice(0, 30)}******${apiKey.slice(-2)}`);
    assert.equal(JSON.stringify(data).includes(apiKey.slice(31, 60)), false);
    assert.equal(JSON.stringify(data).includes(accessKey.slice(10)), false);
  });

  it('knows a revoked key as resolved', async () => {
    const { key, id } = sandbox().issueKey();
    const shared = sandbox().issueAccessKey();
    for (const one of [key, shared.key]) sandbox().exposeKey({ key: one });
    sandbox().revoke(id);
    sandbox().deleteAccessKey(shared.id);
    assert.deepEqual((await search({ resolved: false })).body.data, []);
    const { data } = (await search({ resolved: true, statuses: ['REVOKED'] })).body;
    assert.deepEqual(
      data.map(({ resolution }) => resolution),
      ['REVOKED', 'REVOKED'],
    );
  });

  it('pages by cursor and filters by type, workspace and resource', async () => {
    for (let count = 0; count < 5; count += 1) sandbox().exposeKey({ key: sandbox().issueKey().key });
    sandbox().exposeKey({ key: sandbox().issueAccessKey().key, workspace: 'Payments' });
    const first = (await search({}, '?limit=4&include=meta.total')).body;
    assert.deepEqual([first.data.length, first.meta.limit, first.meta.total], [4, 4, 6]);
    const second = (await search({}, `?limit=4&cursor=${first.meta.nextCursor ?? ''}`)).body;
    assert.deepEqual([second.data.length, second.meta.nextCursor, second.meta.total], [2, null, undefined]);
    const types = (await search({ secretTypes: ['04084949-0dda-4735-ace5-f83038f7b200'] })).body.data;
    assert.deepEqual(
      types.map(({ secretType }) => secretType),
      ['Postman Collection Key'],
    );
    const { workspaceId } = types[0]!;
    assert.equal((await search({ workspaceIds: [workspaceId] })).body.data.length, 1);
    assert.equal((await search({ workspaceVisibilities: ['public'] })).body.data.length, 5);
  });

  it('refuses queries that make no sense', async () => {
    const both = { workspaceIds: ['x'], resources: [{ type: 'collection', ids: ['x'] }] };
    assert.match(JSON.stringify((await search(both)).body), /exclusive/);
    for (const [body, query] of [
      [both, ''],
      [{ secretTypes: 'all' }, ''],
      [{}, '?limit=0'],
      [{}, '?cursor=odd'],
      [{}, '?since=2026-02-01&until=2026-01-01'],
    ] as const) {
      assert.equal((await search(body, query)).status, 400);
    }
  });

  it('says where a secret stands', async () => {
    const { key } = sandbox().issueKey();
    sandbox().exposeKey({ key, workspace: 'Payments', location: 'Body' });
    const [{ secretId, workspaceId }] = (await search()).body.data as [Found];
    const path = `/detected-secrets/${encodeURIComponent(secretId)}/locations`;
    const apiKey = sandbox().issueKey().key;
    const { body } = await get(sandbox(), `${path}?workspaceId=${workspaceId}`, apiKey);
    const { data, meta } = body as { data: Record<string, unknown>[]; meta: Record<string, unknown> };
    const { ownerId, id } = sandbox().world.collections.find((one) => one.workspaceId === workspaceId)!;
    assert.equal(data[0]!['location'], 'Body');
    assert.equal(data[0]!['leakedBy'], ownerId);
    assert.equal(data[0]!['url'], `${sandbox().url}/collection/${ownerId}-${id}`);
    assert.deepEqual([meta['secretHash'], meta['total'], meta['nextCursor']], [hash(key), 1, null]);
    assert.equal((await get(sandbox(), path, apiKey)).status, 400);
  });
});
