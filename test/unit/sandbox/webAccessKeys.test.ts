import assert from 'node:assert/strict';
import type { AccessKey } from '../../../src/sandbox/server/keys/accessKey.ts';
import type { Sandbox } from '../../../src/sandbox/server/start.ts';
import { runningSandbox, Visitor } from './running.ts';

const page = '/settings/me/api-keys';
const day = 86_400_000;

async function visit(sandbox: Sandbox, user: string): Promise<Visitor> {
  const visitor = new Visitor(sandbox);
  await visitor.post('/session', { user, page: 'home' });
  return visitor;
}

/** The row of a key, from its opening tag to its end. */
function rowOf(html: string, id: string): string | undefined {
  return html
    .split('<tr ')
    .find((row) => row.includes(`data-access-key-id="${id}"`))
    ?.split('</tr>')[0];
}

function shownIds(html: string): string[] {
  return [...html.matchAll(/data-access-key-id="([^"]+)"/g)].map(([, id]) => id!);
}

function living(sandbox: Sandbox): readonly AccessKey[] {
  return sandbox.accessKeys().filter(({ deletedAt }) => deletedAt === null);
}

function clear(sandbox: Sandbox): void {
  for (const { id } of living(sandbox)) sandbox.deleteAccessKey(id);
}

describe('sandbox: collection access keys on the API keys page', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  it('says what each key is, and never the key', async () => {
    const { id, key } = sandbox().issueAccessKey({ collection: 'Charges API' });
    const other = sandbox().issueAccessKey({ user: 'priya-raman', collection: 'Refunds API' }).id;
    sandbox().setAccessKey(other, { inactive: true });
    const { html } = await (await visit(sandbox(), 'maya-lindqvist')).open(page);
    const row = rowOf(html, id);
    assert.match(row ?? '', /<a [^>]*href="\.\.\/\.\.\/collection\/[^"]+"\s*><bdi>Charges API<\/bdi>/);
    assert.match(row ?? '', new RegExp(`PMAT-\\*{22}${key.slice(-4)}`));
    assert.match(row ?? '', />You<\/td>.*in 60 days.*Never/s);
    assert.match(rowOf(html, other) ?? '', /<bdi>Priya Raman<\/bdi>/);
    assert.match(rowOf(html, other) ?? '', /<span class="tag inactive">inactive<\/span>/);
    assert.ok(!html.includes(key));
    sandbox().clock.advance(61 * day);
    const later = await (await visit(sandbox(), 'maya-lindqvist')).open(page);
    assert.match(rowOf(later.html, id) ?? '', /<span class="tag expired">expired<\/span>/);
  });

  it('shows guests their own, and nobody the names of what they cannot open', async () => {
    const own = sandbox().issueAccessKey({ user: 'lena-novak', collection: 'Orders' }).id;
    const hidden = sandbox().issueAccessKey({ user: 'maya-lindqvist', collection: 'Token Rotation' });
    const guest = await (await visit(sandbox(), 'lena-novak')).open(page);
    assert.deepEqual(
      shownIds(guest.html).filter((id) => id === own || id === hidden.id),
      [own],
    );
    const priya = await (await visit(sandbox(), 'priya-raman')).open(page);
    const row = rowOf(priya.html, hidden.id) ?? '';
    assert.match(row, new RegExp(hidden.collectionUid));
    assert.doesNotMatch(row, /Token Rotation|<a /);
  });

  it('deletes own keys, and those of others for admins', async () => {
    const post = async (user: string, id: string): Promise<number> =>
      (await (await visit(sandbox(), user)).post(page, { verb: 'delete-access-key', id })).status;
    const mine = sandbox().issueAccessKey({ user: 'daniel-okafor' }).id;
    const hers = sandbox().issueAccessKey({ user: 'priya-raman' }).id;
    const { html } = await (await visit(sandbox(), 'daniel-okafor')).open(page);
    assert.match(rowOf(html, mine) ?? '', /data-dialog="delete-access-key"/);
    assert.doesNotMatch(rowOf(html, hers) ?? '', /data-dialog/);
    assert.equal(await post('daniel-okafor', hers), 403);
    assert.equal(await post('lena-novak', hers), 404);
    assert.equal(await post('daniel-okafor', mine), 200);
    assert.equal(await post('daniel-okafor', mine), 404);
    assert.equal(await post('tomas-rivera', hers), 200);
    assert.ok(
      !sandbox()
        .accessKeys()
        .some(({ id }) => id === mine || id === hers),
    );
  });

  it('shows ten at a time, newest first, and stays on its page', async () => {
    clear(sandbox());
    const ids = Array.from({ length: 12 }, () => {
      sandbox().clock.advance(1000);
      return sandbox().issueAccessKey().id;
    }).reverse();
    const maya = await visit(sandbox(), 'maya-lindqvist');
    const first = await maya.open(page);
    assert.deepEqual(shownIds(first.html), ids.slice(0, 10));
    assert.match(first.html, /href="\?page=2#collection-access-keys">Older</);
    assert.doesNotMatch(first.html, />Newer</);
    for (const number of ['2', '99']) {
      const second = await maya.open(`${page}?page=${number}`);
      assert.deepEqual(shownIds(second.html), ids.slice(10));
      assert.match(second.html, /href="\?page=1#collection-access-keys">Newer</);
      assert.doesNotMatch(second.html, />Older</);
    }
    const deleted = await maya.post(`${page}?page=2`, { verb: 'delete-access-key', id: ids[11] ?? '' });
    assert.deepEqual(shownIds(deleted.html), ids.slice(10, 11));
    clear(sandbox());
    assert.match((await maya.open(page)).html, /No collection access keys yet/);
  });
});

describe('sandbox: the page that manages public elements', () => {
  const sandbox = runningSandbox({ seed: 'team' });
  const path = '/manage-public';

  it('is for community managers and super admins', async () => {
    const { id } = sandbox().issueAccessKey();
    for (const [user, status] of [
      ['maya-lindqvist', 200],
      ['aiko-tanabe', 200],
      ['tomas-rivera', 403],
      ['daniel-okafor', 403],
    ] as const) {
      const person = await visit(sandbox(), user);
      const opened = await person.open(path);
      assert.equal(opened.status, status, user);
      assert.equal(shownIds(opened.html).includes(id), status === 200);
      assert.equal((await person.open('/')).html.includes('href="./manage-public"'), status === 200);
      const posted = await person.post(path, { verb: 'allow' });
      assert.equal(posted.status, status);
    }
  });

  it('deletes the key of anyone, also of people who left', async () => {
    const { id } = sandbox().issueAccessKey({ user: 'priya-raman', collection: 'Shipments' });
    sandbox().removePerson('priya-raman');
    const aiko = await visit(sandbox(), 'aiko-tanabe');
    const row = rowOf((await aiko.open(path)).html, id) ?? '';
    assert.match(row, /<bdi>Shipments<\/bdi>/);
    assert.match(row, /Someone who left/);
    assert.match((await aiko.post(path, { verb: 'delete', id })).html, /The key is deleted/);
    assert.equal((await aiko.post(path, { verb: 'delete', id })).status, 404);
    assert.equal((await aiko.post(path, { verb: 'forbid', keys: 'some' })).status, 400);
  });

  it('switches new keys off, keeping or revoking those that are there', async () => {
    const { link } = sandbox().issueAccessKey();
    const uid = sandbox().accessKeys()[0]?.collectionUid ?? '';
    const maya = await visit(sandbox(), 'maya-lindqvist');
    const generates = async (): Promise<number> =>
      (await maya.post(`/collection/${uid}`, { verb: 'generate' })).status;

    const kept = await maya.post(path, { verb: 'forbid', keys: 'keep' });
    assert.match(kept.html, /aria-checked="false"/);
    assert.equal(await generates(), 403);
    assert.equal((await fetch(link)).status, 200);

    assert.match((await maya.post(path, { verb: 'allow' })).html, /aria-checked="true"/);
    assert.equal(await generates(), 200);

    const revoked = await maya.post(path, { verb: 'forbid', keys: 'revoke' });
    assert.match(revoked.html, /all that were there are revoked/);
    assert.equal((await fetch(link)).status, 401);
    assert.deepEqual(living(sandbox()), []);
  });
});
