import assert from 'node:assert/strict';
import type { Sandbox } from '../../../src/sandbox/server/start.ts';
import { get, runningSandbox } from './running.ts';

interface Listed {
  workspaces: { id: string; name: string; visibility: string; scim?: { createdBy: string } }[];
  meta?: { nextCursor: string };
}

describe('sandbox: workspaces', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  const list = async (of: Sandbox, key: string, query = ''): Promise<Listed> => {
    of.clock.advance(10_000);
    return (await get(of, `/workspaces${query}`, key)).body as Listed;
  };

  it('lists what the person may see', async () => {
    const names = async (user: string): Promise<string[]> => {
      const { key } = sandbox().issueKey({ user });
      return (await list(sandbox(), key)).workspaces.map(({ name }) => name);
    };
    assert.deepEqual(await names('daniel-okafor'), [
      'Payments',
      'Platform',
      'Security Reviews',
      'Northwind Public API',
    ]);
    assert.deepEqual(await names('lena-novak'), ['Northwind Public API']);
    assert.deepEqual(await names('sam-whitlock'), ['Northwind Public API', 'Logistics Partners']);
  });

  it('pages by cursor, and has no meta without a limit', async () => {
    const { key } = sandbox().issueKey();
    const all = await list(sandbox(), key);
    assert.equal(all.meta, undefined);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await list(sandbox(), key, `?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...page.workspaces.map(({ id }) => id));
      cursor = page.meta!.nextCursor;
    } while (cursor !== '');
    assert.deepEqual(
      seen,
      all.workspaces.map(({ id }) => id),
    );
  });

  it('filters by visibility, creator and element', async () => {
    const { key } = sandbox().issueKey();
    const [collection] = sandbox().world.collections;
    const element = `${collection!.ownerId}-${collection!.id}`;
    const count = async (query: string): Promise<number> =>
      (await list(sandbox(), key, query)).workspaces.length;
    assert.equal(await count('?type=public'), 1);
    assert.equal(await count('?createdBy=31450227,31450118'), 3);
    assert.equal(await count(`?elementType=collection&elementId=${element}`), 1);
    assert.equal(await count('?elementType=specification&elementId=x'), 0);
  });

  it('adds SCIM ids when asked', async () => {
    const { key } = sandbox().issueKey();
    const { workspaces } = await list(sandbox(), key, '?include=scim');
    assert.match(workspaces[0]!.scim!.createdBy, /^[0-9a-f]{48}$/);
  });

  it('answers bad queries as Postman does', async () => {
    const { key } = sandbox().issueKey();
    const badly: [string, object][] = [
      [
        '?type=secret',
        {
          error: {
            name: 'invalidParamError',
            message: 'visibilityStatus must be one of personal/private/team/public/partner',
          },
          statusCode: 400,
        },
      ],
      [
        '?elementType=collection',
        { name: 'badRequest', message: 'elementId is required when elementType is provided' },
      ],
      [
        '?elementType=mock&elementId=1',
        { name: 'badRequest', message: 'elementType must be one of: collection, specification' },
      ],
      [
        '?limit=101',
        { error: { name: 'badRequestError', message: 'The limit parameter must not exceed 100.' } },
      ],
      ['?cursor=%21', { error: { name: 'badRequestError', message: 'Invalid cursor' } }],
    ];
    for (const [query, body] of badly) {
      const reply = await get(sandbox(), `/workspaces${query}`, key);
      assert.equal(reply.status, 400);
      assert.deepEqual(reply.body, body);
    }
  });

  it('gives one with its collections', async () => {
    const { key } = sandbox().issueKey();
    const payments = sandbox().world.workspaces.find(({ name }) => name === 'Payments')!;
    const { body } = await get(sandbox(), `/workspaces/${payments.id}?include=team,scim`, key);
    const { workspace } = body as { workspace: Record<string, unknown> & { collections: { uid: string }[] } };
    assert.equal(workspace['name'], 'Payments');
    assert.equal(workspace['team'], '482310');
    assert.equal(workspace.collections.length, 10);
    assert.match(workspace.collections[0]!.uid, /^\d+-[0-9a-f-]{36}$/);
  });

  it('does not find what the person may not see', async () => {
    const mine = sandbox().world.workspaces.find(({ visibility }) => visibility === 'personal')!;
    const { key } = sandbox().issueKey({ user: 'daniel-okafor' });
    for (const id of [mine.id, 'nonsense']) {
      const reply = await get(sandbox(), `/workspaces/${id}`, key);
      assert.equal(reply.status, 404);
      assert.deepEqual(reply.body, {
        error: { name: 'workspaceNotFoundError', message: 'Workspace not found', statusCode: 404 },
      });
    }
  });
});
