import assert from 'node:assert/strict';
import { uidOf } from '../../../src/sandbox/server/world/access.ts';
import { runningSandbox, Visitor } from './running.ts';

const linkShape = /value="(http:\/\/127\.0\.0\.1:\d+\/collections\/[^"?]+\?access_key=(PMAT-[0-9A-Z]{26}))"/;

describe('sandbox: the page of a collection', () => {
  const sandbox = runningSandbox({ seed: 'team' });
  const visitor = (): Visitor => new Visitor(sandbox());
  const pageOf = (name: string): string => {
    const found = sandbox().world.collections.find((one) => one.name === name);
    assert.ok(found, `the seed has ${name}`);
    return `/collection/${uidOf(found)}`;
  };
  const as = async (user: string): Promise<Visitor> => {
    const person = visitor();
    await person.post('/session', { user, page: 'home' });
    return person;
  };

  it('is linked from the start and shows what is inside', async () => {
    const person = visitor();
    const home = await person.open('/');
    assert.ok(home.html.includes(`href="${pageOf('Charges API').slice(1)}"`));
    const { status, html } = await person.open(pageOf('Charges API'));
    assert.equal(status, 200);
    assert.match(html, /<h1><bdi>Charges API<\/bdi><\/h1>/);
    assert.match(html, /<bdi>Payments<\/bdi>/);
    assert.match(html, /<bdi>Tomás Rivera<\/bdi>/);
    assert.match(html, /<summary><bdi>Changes<\/bdi><\/summary>/);
    assert.match(html, />PATCH<\/code\s*><bdi>Update charges<\/bdi>/);
    assert.doesNotMatch(html, /PMAT-|<dialog[^>]* open/);
  });

  it('makes a key and shows the link once, in an answer nobody keeps', async () => {
    const person = visitor();
    const page = pageOf('Charges API');
    const made = await person.post(page, { verb: 'generate' });
    const [, link, key] = linkShape.exec(made.html) ?? [];
    assert.ok(link !== undefined && key !== undefined, 'the page shows a link');
    assert.ok(link.startsWith(`${sandbox().url}/collections/${page.split('/')[2]}?`));
    assert.equal(made.headers.get('Cache-Control'), 'no-store');
    assert.match(made.html, /<dialog id="share"[^>]*open/);
    assert.match(made.html, new RegExp(`id="share-key"[^>]*value="${key}"`));
    const [kept] = sandbox().accessKeys();
    assert.equal(kept?.lastFour, key.slice(-4));
    assert.equal(kept.userId, sandbox().person().id);
    assert.doesNotMatch((await person.open(`${page}?share=api`)).html, new RegExp(key));
    assert.equal((await fetch(link)).status, 200);
  });

  it('opens the dialog at a tab without script', async () => {
    for (const [tab, other] of [
      ['invite', 'api'],
      ['api', 'invite'],
    ]) {
      const { html } = await visitor().open(`${pageOf('Charges API')}?share=${tab}`);
      assert.match(html, /<dialog id="share"[^>]*open/);
      assert.match(html, new RegExp(`id="share-${other}"[^>]*\\shidden`));
      assert.doesNotMatch(html, new RegExp(`id="share-${tab}"[^>]*\\shidden`));
    }
    assert.doesNotMatch((await visitor().open(`${pageOf('Charges API')}?share=x`)).html, /<dialog[^>]* open/);
  });

  it('makes none when the team does not allow it', async () => {
    sandbox().configure({ allowAccessKeys: false });
    const before = sandbox().accessKeys().length;
    const refused = await visitor().post(pageOf('Charges API'), { verb: 'generate' });
    assert.equal(refused.status, 403);
    assert.match(refused.html, /Your team has switched off making new collection access keys/);
    assert.doesNotMatch(refused.html, /Generate New Key/);
    assert.equal(sandbox().accessKeys().length, before);
  });

  it('is not there for those who may not see it, nor for senseless addresses', async () => {
    const guest = await as('lena-novak');
    const before = sandbox().accessKeys().length;
    for (const path of [
      pageOf('Charges API'),
      '/collection/31450012-x',
      '/collection/%22%3Cimg%20src=x%3E',
    ]) {
      const { status, html } = await guest.open(path);
      assert.equal(status, 404);
      assert.match(html, /No such collection/);
      assert.doesNotMatch(html, /Payments|Generate New Key|<img/);
      assert.equal((await guest.post(path, { verb: 'generate' })).status, 404);
    }
    assert.equal((await guest.open(pageOf('Getting Started'))).status, 200);
    assert.equal((await visitor().post(pageOf('Charges API'), { verb: 'explode' })).status, 400);
    assert.equal(sandbox().accessKeys().length, before);
  });

  it('takes the form from its own pages only', async () => {
    const evil = { Origin: 'https://evil.example' };
    for (const path of [pageOf('Charges API'), '/manage-public']) {
      const { status } = await visitor().post(path, { verb: 'generate' }, evil);
      assert.equal(status, 403);
      const big = await visitor().post(path, { verb: 'generate', more: 'x'.repeat(20_000) });
      assert.equal(big.status, 413);
    }
  });

  it('stays on the page when the person is switched', async () => {
    const path = pageOf('Charges API');
    const uid = path.split('/')[2] ?? '';
    const there = await visitor().post('/session', { user: 'daniel-okafor', page: 'collection', uid });
    assert.equal(there.headers.get('Location'), `collection/${uid}`);
    const fields = { user: 'daniel-okafor', page: 'collection', uid: '//evil.example' };
    assert.equal((await visitor().post('/session', fields)).status, 400);
  });

  it('shows names as text', async () => {
    const name = '<img src=x onerror=alert(1)>"\'\u202e';
    sandbox().rename({ collection: 'Charges API', name });
    const { id } = sandbox().issueAccessKey({ collection: name });
    const person = visitor();
    for (const path of ['/', pageOf(name), '/settings/me/api-keys', '/manage-public']) {
      const { html } = await person.open(path);
      assert.doesNotMatch(html, /<img/, path);
      assert.match(html, /<bdi>&lt;img src=x onerror=alert\(1\)&gt;&quot;&#39;\u202e<\/bdi>/, path);
    }
    sandbox().deleteAccessKey(id);
  });
});

describe('sandbox: the collection pages behind a prefix', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  it('have relative addresses and strict policies', async () => {
    const uid = sandbox().issueAccessKey().collectionUid;
    for (const path of [
      `/collection/${uid}`,
      `/collection/${uid}?share=api`,
      '/manage-public',
      '/collection/x',
    ]) {
      const { html, headers } = await new Visitor(sandbox()).open(path);
      assert.match(headers.get('Content-Security-Policy') ?? '', /^default-src 'none'/);
      assert.doesNotMatch(html, /<script>|<style|\sstyle=|\son[a-z]+=/);
      const addresses = [...html.matchAll(/\b(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address!);
      for (const address of addresses) assert.doesNotMatch(address, /^(?:\/|https?:)/);
      for (const address of addresses.filter((one) => one.includes('assets/'))) {
        assert.equal((await fetch(new URL(address, sandbox().url + path))).status, 200);
      }
    }
  });
});
