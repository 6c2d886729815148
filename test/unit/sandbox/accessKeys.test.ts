import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { get, runningSandbox } from './running.ts';

interface Row {
  id: string;
  token: string;
  status: string;
  teamId: number;
  userId: number;
  collectionId: string;
  expiresAfter: string;
  lastUsedAt: string;
  createdAt: string;
  deletedAt: string | null;
}
interface Page {
  data: Row[];
  meta: { nextCursor: string; prevCursor: string };
}

const day = 86_400_000;
const path = '/collection-access-keys';

describe('sandbox: the list of access keys', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  const page = async (query = '', user = 'maya-lindqvist'): Promise<Page> =>
    (await get(sandbox(), path + query, sandbox().issueKey({ user }).key)).body as Page;

  const all = async (user?: string): Promise<Row[]> => {
    const rows: Row[] = [];
    let cursor = '';
    do {
      const { data, meta } = await page(cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`, user);
      rows.push(...data);
      cursor = meta.nextCursor;
    } while (cursor !== '');
    return rows;
  };

  it('pages by ten, newest first, each key once', async () => {
    const { data, meta } = await page();
    assert.equal(data.length, 10);
    assert.equal(atob(meta.nextCursor), 'offset=10&limit=10');
    assert.equal(meta.prevCursor, '');
    const second = await page(`?cursor=${meta.nextCursor}`);
    assert.equal(atob(second.meta.prevCursor), 'offset=0&limit=10');
    const rows = await all();
    assert.equal(new Set(rows.map(({ id }) => id)).size, 120);
    const created = rows.map(({ createdAt }) => createdAt);
    assert.deepEqual(created, created.toSorted().reverse());
  });

  it('takes the page size of a test', async () => {
    sandbox().configure({ pageSize: 70 });
    assert.equal((await page()).data.length, 70);
    assert.equal((await all()).length, 120);
  });

  it('refuses cursors that it did not write', async () => {
    const { key } = sandbox().issueKey();
    for (const cursor of [
      'odd',
      btoa('offset=x&limit=10'),
      btoa('offset=10&limit=0'),
      `!${btoa('offset=10&limit=10')}`,
    ]) {
      const reply = await get(sandbox(), `${path}?cursor=${encodeURIComponent(cursor)}`, key);
      assert.equal(reply.status, 400);
      assert.deepEqual(reply.body, {
        type: 'https://api.postman.com/problems/bad-request',
        title: 'Malformed request',
        detail: 'Invalid cursor',
        status: 400,
      });
    }
  });

  it('shows a key as Postman does, with its last four characters alone', async () => {
    const { id, key, collectionUid } = sandbox().issueAccessKey({
      user: 'daniel-okafor',
      collection: 'Ledger',
    });
    const { data, meta } = await page(`?collectionId=${collectionUid}`);
    const row = data.find((one) => one.id === id);
    const { createdAt, expiresAfter } = row!;
    assert.equal(Date.parse(expiresAfter) - Date.parse(createdAt), 60 * day);
    assert.deepEqual(row, {
      id,
      token: `PMAT-**********************${key.slice(-4)}`,
      status: 'ACTIVE',
      teamId: 482_310,
      userId: sandbox().person('daniel-okafor').id,
      collectionId: collectionUid,
      expiresAfter,
      lastUsedAt: '',
      createdAt,
      updatedAt: createdAt,
      deletedAt: null,
    });
    assert.ok(data.every(({ collectionId }) => collectionId === collectionUid));
    assert.equal(meta.nextCursor, '');
  });

  it('is lively: unused, ending, ended and deleted keys, some of people who left or of collections nobody reads', async () => {
    const rows = await all();
    const now = sandbox().clock.now();
    const left = (row: Row): number => Date.parse(row.expiresAfter) - now;
    const some = (what: (row: Row) => boolean): number => rows.filter(what).length;
    assert.ok(some(({ lastUsedAt }) => lastUsedAt === '') > 10);
    assert.ok(some((row) => row.status === 'ACTIVE' && left(row) > 0 && left(row) < 8 * day) > 5);
    assert.ok(some((row) => row.status === 'INACTIVE' && left(row) < 0) > 5);
    assert.ok(some((row) => row.status === 'INACTIVE' && left(row) > 0) > 1);
    assert.equal(
      some(({ deletedAt }) => deletedAt !== null),
      1,
    );
    const { people, collections } = sandbox().world;
    assert.ok(some(({ userId }) => !people.some(({ id }) => id === userId)) > 2);
    const uids = new Set(collections.map(({ ownerId, id }) => `${ownerId}-${id}`));
    assert.ok(some(({ collectionId }) => !uids.has(collectionId)) > 2);
    assert.equal(new Set(rows.map(({ collectionId }) => collectionId)).size > 38, true);
    assert.ok(some(({ id }) => id.includes('/') && id.includes('+')) > 10);
    assert.ok(rows.every(({ createdAt }) => Date.parse(createdAt) <= now));
  });

  it('shows guests and partners their own only, and keeps the keys of who left', async () => {
    const own = sandbox().issueAccessKey({ user: 'sam-whitlock', collection: 'Shipments' });
    assert.deepEqual(
      (await all('sam-whitlock')).map(({ id }) => id),
      [own.id],
    );
    sandbox().removePerson('sam-whitlock');
    const { body } = await get(sandbox(), '/users', sandbox().issueKey().key);
    assert.doesNotMatch(JSON.stringify(body), /Whitlock/);
    assert.ok((await all()).some(({ id }) => id === own.id));
    sandbox().restorePerson('sam-whitlock');
    assert.equal((await all('sam-whitlock')).length, 1);
  });
});

describe('sandbox: deleting access keys', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  const remove = async (id: string, user: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${sandbox().url}${path}/${encodeURIComponent(id)}`, {
      method: 'DELETE',
      headers: { 'X-Api-Key': sandbox().issueKey({ user }).key },
    });
    return { status: response.status, text: await response.text() };
  };

  it('is for the maker and for admins, whatever is in the id', async () => {
    for (const user of ['daniel-okafor', 'tomas-rivera']) {
      const make = () => sandbox().issueAccessKey({ user: 'daniel-okafor' });
      const made = [make()];
      // One in four ids has a slash in it.
      while (!made.some(({ id }) => id.includes('/'))) made.push(make());
      for (const { id, link } of made) {
        assert.deepEqual(await remove(id, user), { status: 204, text: '' });
        assert.equal((await get(sandbox(), link.slice(sandbox().url.length))).status, 401);
      }
    }
  });

  it('is refused to others, and the key lives on', async () => {
    const { id, link } = sandbox().issueAccessKey({ user: 'daniel-okafor' });
    const reply = await remove(id, 'jonas-weber');
    assert.equal(reply.status, 403);
    assert.match(reply.text, /You are not authorized to perform this action/);
    assert.equal((await get(sandbox(), link.slice(sandbox().url.length))).status, 200);
  });

  it('finds no key twice, nor one that is listed as deleted', async () => {
    const { id } = sandbox().issueAccessKey();
    assert.equal((await remove(id, 'maya-lindqvist')).status, 204);
    const again = await remove(id, 'maya-lindqvist');
    assert.equal(again.status, 404);
    assert.match(again.text, /The key was not found/);
    const other = sandbox().issueAccessKey();
    sandbox().setAccessKey(other.id, { deletedAt: sandbox().clock.now() });
    assert.equal((await remove(other.id, 'maya-lindqvist')).status, 404);
    assert.ok(
      sandbox()
        .accessKeys()
        .some((key) => key.id === other.id),
    );
  });
});

describe('sandbox: opening a collection by access key', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  const open = async (uid: string, key: string, query = ''): Promise<{ status: number; body: unknown }> =>
    get(sandbox(), `/collections/${uid}?access_key=${key}${query}`);

  const kept = (id: string): ReturnType<ReturnType<typeof sandbox>['accessKeys']>[number] =>
    sandbox()
      .accessKeys()
      .find((key) => key.id === id)!;

  it('gives the same as an API key does, and counts no call of one', async () => {
    const { key, collectionUid } = sandbox().issueAccessKey({ collection: 'Webhooks' });
    assert.match(key, /^PMAT-[0-9A-HJKMNP-TV-Z]{26}$/);
    const apiKey = sandbox().issueKey().key;
    const before = await get(sandbox(), `/collections/${collectionUid}`, apiKey);
    const opened = await get(sandbox(), `/collections/${collectionUid}?access_key=${key}`);
    assert.deepEqual(opened.body, before.body);
    assert.equal(opened.headers.get('RateLimit-Remaining-Month'), null);
    const after = await get(sandbox(), `/collections/${collectionUid}`, apiKey);
    assert.equal(after.headers.get('RateLimit-Remaining-Month'), '999998');
  });

  it('gives 60 more days with every use', async () => {
    const { id, key, collectionUid } = sandbox().issueAccessKey();
    for (let uses = 0; uses < 3; uses += 1) {
      sandbox().clock.advance(59 * day);
      assert.equal((await open(collectionUid, key)).status, 200);
      assert.ok(Math.abs(kept(id).expiresAt - sandbox().clock.now() - 60 * day) < 5000);
      assert.equal(kept(id).lastUsedAt! - kept(id).expiresAt, -60 * day);
    }
    sandbox().clock.advance(60 * day);
    const { status, body } = await open(collectionUid, key);
    assert.equal(status, 401);
    assert.deepEqual(body, { error: { name: 'AuthenticationError', message: 'Invalid access token.' } });
  });

  it('is refused at any other collection, there or not, and that is no use', async () => {
    const { id, key } = sandbox().issueAccessKey({ collection: 'Ledger' });
    const { ownerId, id: other } = sandbox().world.collections.find(({ name }) => name === 'Mail')!;
    sandbox().clock.advance(10 * day);
    for (const uid of [`${ownerId}-${other}`, 'aaaaaaaa-aaaaaaaa-aaaa-aaaa-aaaaaaaaaaaa']) {
      const { status, body } = await open(uid, key);
      assert.equal(status, 403);
      assert.deepEqual(body, {
        error: { name: 'forbiddenError', message: 'You are not authorized to perform this action.' },
      });
    }
    assert.equal(kept(id).lastUsedAt, null);
    assert.ok(kept(id).expiresAt < sandbox().clock.now() + 51 * day);
  });

  it('knows dead keys: switched off, unknown, malformed, empty', async () => {
    const { id, key, collectionUid } = sandbox().issueAccessKey();
    sandbox().setAccessKey(id, { inactive: true });
    const unknown = `${key.slice(0, -4)}0000`;
    for (const dead of [key, unknown, 'PMAT-', ''])
      assert.equal((await open(collectionUid, dead)).status, 401);
    assert.equal((await get(sandbox(), `/collections/${collectionUid}`)).status, 401);
  });

  it('names root folders and requests alone when asked for the minimal model', async () => {
    const { key, collectionUid } = sandbox().issueAccessKey({ collection: 'Webhooks' });
    const { body } = await open(collectionUid, key, '&model=minimal');
    const { collection } = body as { collection: Record<string, unknown> };
    assert.equal(collection['item'], undefined);
    assert.equal((collection['rootLevelFolders'] as string[]).length, 3);
    assert.equal((collection['rootLevelRequests'] as string[]).length, 1);
    const apiKey = sandbox().issueKey().key;
    assert.deepEqual(
      (await get(sandbox(), `/collections/${collectionUid}?model=minimal`, apiKey)).body,
      body,
    );
  });

  it('is limited by key, 300 in a minute', async () => {
    const { key, collectionUid } = sandbox().issueAccessKey();
    const other = sandbox().issueAccessKey();
    for (let call = 0; call < 300; call += 1) await open('7-x', key);
    const { status, headers } = await get(sandbox(), `/collections/${collectionUid}?access_key=${key}`);
    assert.equal(status, 429);
    assert.ok(Number(headers.get('Retry-After')) > 0);
    assert.equal((await open(other.collectionUid, other.key)).status, 200);
  });

  it('leaves no key in the log, nor in memory', async () => {
    const { id, key, collectionUid } = sandbox().issueAccessKey();
    await open(collectionUid, key);
    await get(sandbox(), `/${key}?${key}=1`);
    const seen = JSON.stringify([sandbox().requests(), sandbox().accessKeys()]);
    assert.equal(seen.includes(key.slice(5, 25)), false);
    assert.equal(kept(id).hash, createHash('sha256').update(key).digest('hex'));
  });
});
