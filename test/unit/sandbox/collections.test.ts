import assert from 'node:assert/strict';
import { get, runningSandbox } from './running.ts';

interface Listed {
  collections: { id: string; name: string; uid: string; owner: string; fork?: { from: string } }[];
  meta?: { total: number; offset: number; limit: number };
}
interface Item {
  id: string;
  name: string;
  item?: Item[];
  request?: { method: string };
}
interface Whole {
  collection: { info: Record<string, unknown>; item: Item[]; variable: { key: string }[] };
}

describe('sandbox: collections', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  const list = async (key: string, query = ''): Promise<Listed> => {
    sandbox().clock.advance(10_000);
    return (await get(sandbox(), `/collections${query}`, key)).body as Listed;
  };

  it('lists what is in the workspaces the person sees', async () => {
    const admin = sandbox().issueKey();
    const partner = sandbox().issueKey({ user: 'sam-whitlock' });
    assert.equal((await list(admin.key)).collections.length, 34);
    assert.equal((await list(partner.key)).collections.length, 12);
  });

  it('pages by limit and offset, with a total', async () => {
    const { key } = sandbox().issueKey();
    const all = await list(key);
    assert.equal(all.meta, undefined);
    const page = await list(key, '?limit=3&offset=4');
    assert.deepEqual(page.meta, { total: 34, offset: 4, limit: 3 });
    assert.deepEqual(page.collections, all.collections.slice(4, 7));
    assert.deepEqual((await list(key, '?limit=3&offset=999')).collections, []);
  });

  it('filters by workspace and by exact name; a wrong workspace is an empty one', async () => {
    const { key } = sandbox().issueKey();
    const payments = sandbox().world.workspaces.find(({ name }) => name === 'Payments')!;
    assert.equal((await list(key, `?workspace=${payments.id}`)).collections.length, 10);
    assert.deepEqual(await list(key, '?workspace=nonsense'), { collections: [] });
    assert.equal((await list(key, '?name=Ledger')).collections.length, 1);
    assert.equal((await list(key, '?name=Ledge')).collections.length, 0);
  });

  it('names the source of a fork', async () => {
    const { key } = sandbox().issueKey();
    const [fork] = (await list(key, '?name=Conference+Demo')).collections;
    assert.match(fork!.fork!.from, /^31450227-/);
  });

  it('gives one by uid and by bare id, with folders, requests and variables', async () => {
    const { key } = sandbox().issueKey();
    const [listed] = (await list(key, '?name=Refunds+API')).collections;
    const byUid = await get(sandbox(), `/collections/${listed!.uid}`, key);
    const byId = await get(sandbox(), `/collections/${listed!.id}`, key);
    assert.deepEqual(byUid.body, byId.body);
    const { collection } = byUid.body as Whole;
    assert.equal(collection.info['_postman_id'], listed!.id);
    assert.deepEqual(
      collection.item.map(({ name, item }) => [name, item?.length]),
      [
        ['Refunds', 3],
        ['Changes', 3],
        ['Health', undefined],
      ],
    );
    assert.equal(collection.item[1]!.item![0]!.request!.method, 'POST');
    assert.deepEqual(
      collection.variable.map(({ key: name }) => name),
      ['baseUrl', 'name', 'token'],
    );
  });

  it('answers 400 for one that is not there or not theirs', async () => {
    const { key } = sandbox().issueKey({ user: 'lena-novak' });
    const hidden = sandbox().world.collections.find(({ name }) => name === 'Ledger')!;
    for (const id of [hidden.id, 'nonsense']) {
      const reply = await get(sandbox(), `/collections/${id}`, key);
      assert.equal(reply.status, 400);
      assert.deepEqual(reply.body, {
        error: {
          name: 'instanceNotFoundError',
          message: 'We could not find the collection you are looking for',
        },
      });
    }
  });
});
