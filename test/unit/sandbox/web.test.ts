import assert from 'node:assert/strict';
import { get, keyShape, runningSandbox, Visitor } from './running.ts';

const page = '/settings/me/api-keys';

function onlyKey(html: string): string {
  const found = keyShape.exec(html);
  assert.ok(found, 'the page shows a key');
  return found[0];
}

function idOf(html: string, name: string): string {
  const row = new RegExp(`data-id="([0-9a-f]{24})"\\s+data-name="${name}"`).exec(html);
  assert.ok(row?.[1], `the page has a row for ${name}`);
  return row[1];
}

describe('sandbox: the API keys page', () => {
  const sandbox = runningSandbox({ seed: 'team' });
  const visitor = (): Visitor => new Visitor(sandbox());

  it('begins empty, as the first person of the seed', async () => {
    const { status, html } = await visitor().open(page);
    assert.equal(status, 200);
    assert.match(html, /No API keys yet/);
    assert.match(html, /selected\s*>\s*Maya Lindqvist/);
    assert.match(html, /not the real Postman/);
    assert.match(html, /Collection access keys/);
  });

  it('generates a key and shows it once, in an answer nobody keeps', async () => {
    const person = visitor();
    const made = await person.post(page, { verb: 'generate', name: '  CI ' });
    const key = onlyKey(made.html);
    assert.equal(made.status, 200);
    assert.equal(made.headers.get('Cache-Control'), 'no-store');
    assert.match(made.html, /<dialog id="issued"[^>]*open/);
    assert.equal((await get(sandbox(), '/me', key)).status, 200);
    const { html } = await person.open(page);
    assert.doesNotMatch(html, keyShape);
    assert.match(html, new RegExp(`PMAK-${key.slice(5, 29)}-\\*{6}${key.slice(-2)}`));
    assert.match(html, /<bdi>CI<\/bdi>/);
  });

  it('regenerates: a new key, and the old one is dead', async () => {
    const person = visitor();
    const old = onlyKey((await person.post(page, { verb: 'generate', name: 'CI' })).html);
    const again = await person.post(page, { verb: 'regenerate', id: old.slice(5, 29) });
    const fresh = onlyKey(again.html);
    assert.notEqual(fresh, old);
    assert.match(again.html, /API key regenerated/);
    assert.equal((await get(sandbox(), '/me', old)).status, 401);
    assert.equal((await get(sandbox(), '/me', fresh)).status, 200);
  });

  it('renames and deletes', async () => {
    const person = visitor();
    const { key, id } = sandbox().issueKey({ name: 'Old' });
    const renamed = await person.post(page, { verb: 'rename', id, name: 'New' });
    assert.match(renamed.html, /The key has its new name/);
    assert.equal(idOf(renamed.html, 'New'), id);
    const deleted = await person.post(page, { verb: 'delete', id });
    assert.match(deleted.html, /The key is deleted/);
    assert.equal((await get(sandbox(), '/me', key)).status, 401);
    assert.equal((await person.post(page, { verb: 'delete', id })).status, 404);
  });

  it('sets how long new keys live', async () => {
    const person = visitor();
    const lives = async (settings: Record<string, string>, days: number): Promise<void> => {
      assert.equal((await person.post(page, { verb: 'settings', ...settings })).status, 200);
      const key = onlyKey((await person.post(page, { verb: 'generate', name: 'Mortal' })).html);
      sandbox().clock.advance(days * 86_400_000 - 10_000);
      assert.equal((await get(sandbox(), '/me', key)).status, 200);
      sandbox().clock.advance(20_000);
      assert.equal((await get(sandbox(), '/me', key)).status, 401);
    };
    for (const days of [30, 60, 90, 180, 365]) await lives({ expiry: String(days), days: '' }, days);
    await lives({ expiry: 'custom', days: '7' }, 7);
    const never = await person.post(page, { verb: 'settings', expiry: 'never', days: '' });
    assert.match(never.html, /New keys will not expire/);
    assert.match((await person.open(page)).html, /<span class="tag expired">expired<\/span>/);
  });

  it('refuses forms that make no sense', async () => {
    const { id } = sandbox().issueKey();
    const senseless: Record<string, string>[] = [
      {},
      { verb: 'generate', name: '   ' },
      { verb: 'generate', name: 'x'.repeat(256) },
      { verb: 'rename', id, name: '' },
      { verb: 'settings', expiry: '31' },
      { verb: 'settings', expiry: 'custom', days: '0' },
      { verb: 'settings', expiry: 'custom', days: '99999' },
      { verb: 'explode', id },
    ];
    for (const fields of senseless) {
      const { status, html } = await visitor().post(page, fields);
      assert.equal(status, 400, JSON.stringify(fields));
      assert.match(html, /That did not work/);
    }
  });

  it('lets nobody touch the keys of another', async () => {
    const { id, key } = sandbox().issueKey({ user: 'daniel-okafor' });
    for (const verb of ['regenerate', 'rename', 'delete']) {
      assert.equal((await visitor().post(page, { verb, id, name: 'Mine' })).status, 404);
    }
    assert.equal((await get(sandbox(), '/me', key)).status, 200);
  });

  it('does not regenerate a revoked key', async () => {
    const { id } = sandbox().issueKey({ name: 'Gone' });
    sandbox().revoke(id);
    assert.match((await visitor().open(page)).html, /<span class="tag revoked">revoked<\/span>/);
    assert.equal((await visitor().post(page, { verb: 'regenerate', id })).status, 404);
  });

  it('opens the dialog with a name it is given', async () => {
    const { html } = await visitor().open(`${page}?name=${encodeURIComponent('From "the" editor')}`);
    assert.match(html, /<dialog id="generate"[^>]*open/);
    assert.match(html, /value="From &quot;the&quot; editor"/);
    assert.doesNotMatch((await visitor().open(page)).html, /<dialog[^>]* open/);
  });

  it('shows names as text', async () => {
    sandbox().issueKey({ name: '<img src=x onerror=alert(1)>\n"\' [x](command:y)' });
    const { html } = await visitor().open(page);
    assert.doesNotMatch(html, /<img/);
    assert.match(html, /&lt;img src=x/);
  });
});

describe('sandbox: people and pages', () => {
  const sandbox = runningSandbox({ seed: 'team' });
  const visitor = (): Visitor => new Visitor(sandbox());

  it('switches the person by a cookie no script reads', async () => {
    const person = visitor();
    const switched = await person.post('/session', { user: '31450331', page: 'api-keys' });
    assert.equal(switched.status, 303);
    assert.equal(switched.headers.get('Location'), 'settings/me/api-keys');
    assert.match(switched.headers.get('Set-Cookie') ?? '', /; Path=\/; HttpOnly; SameSite=Lax$/);
    assert.match((await person.open(page)).html, /selected\s*>\s*Daniel Okafor/);
    assert.equal((await person.post('/session', { user: 'nobody', page: 'home' })).status, 400);
  });

  it('shows the team’s keys to admins, who may revoke them, and to nobody else', async () => {
    const admin = visitor();
    const { id, key } = sandbox().issueKey({ user: 'priya-raman', name: 'Leaky' });
    const listed = await admin.open('/manage-postman-keys');
    assert.match(listed.html, /Nightly contract tests/);
    assert.equal(idOf(listed.html, 'Leaky'), id);
    const revoked = await admin.post('/manage-postman-keys', { verb: 'revoke', id });
    assert.match(revoked.html, /The key is revoked/);
    assert.equal((await get(sandbox(), '/me', key)).status, 401);
    assert.equal((await admin.post('/manage-postman-keys', { verb: 'revoke', id: 'x' })).status, 404);

    const user = visitor();
    await user.post('/session', { user: 'daniel-okafor', page: 'home' });
    const refused = await user.open('/manage-postman-keys');
    assert.equal(refused.status, 403);
    assert.doesNotMatch(refused.html, /Nightly contract tests/);
    assert.equal((await user.post('/manage-postman-keys', { verb: 'revoke', id })).status, 403);
  });

  it('explains itself at the root', async () => {
    const { html } = await visitor().open('/');
    assert.ok(html.includes(`curl -H "X-Api-Key: $POSTMAN_API_KEY" ${sandbox().url}/me`));
  });

  it('works under any path prefix: no address begins at the root', async () => {
    sandbox().issueKey();
    for (const path of ['/', page, `${page}?name=x`, '/manage-postman-keys']) {
      const { html } = await visitor().open(path);
      const addresses = [...html.matchAll(/\b(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address!);
      assert.ok(addresses.length > 5);
      for (const address of addresses) assert.doesNotMatch(address, /^(?:\/|https?:)/);
      for (const address of addresses.filter((one) => one.includes('assets/'))) {
        const asset = await fetch(new URL(address, `${sandbox().url}${path}`));
        assert.equal(asset.status, 200);
      }
    }
    for (const asset of ['sandbox.css', 'sandbox.js']) {
      const { html } = await visitor().open(`/assets/${asset}`);
      assert.doesNotMatch(html, /["'(]\/[a-z_]/);
    }
  });

  it('keeps strict policies', async () => {
    for (const path of ['/', page, '/manage-postman-keys', '/assets/sandbox.js']) {
      const { headers } = await visitor().open(path);
      assert.match(headers.get('Content-Security-Policy') ?? '', /^default-src 'none'/);
      assert.doesNotMatch(headers.get('Content-Security-Policy') ?? '', /unsafe|https?:|\*/);
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
      assert.equal(headers.get('Cache-Control'), 'no-store');
    }
    const { html } = await visitor().open(page);
    assert.doesNotMatch(html, /<script>|<style|\sstyle=|\son[a-z]+=/);
  });

  it('takes forms from its own pages and any loopback proxy, from nowhere else', async () => {
    const fields = { verb: 'generate', name: 'CI' };
    const from = async (headers: Record<string, string>): Promise<number> =>
      (await visitor().post(page, fields, headers)).status;
    assert.equal(await from({ Origin: 'http://127.0.0.1:8080', 'Sec-Fetch-Site': 'same-origin' }), 200);
    assert.equal(await from({ Origin: 'http://localhost:3000' }), 200);
    assert.equal(await from({ Origin: 'https://evil.example' }), 403);
    assert.equal(await from({ Origin: 'null' }), 403);
    assert.equal(await from({ 'Sec-Fetch-Site': 'cross-site' }), 403);
  });

  it('refuses forms that are too big', async () => {
    const reply = await visitor().post(page, { verb: 'generate', name: 'x'.repeat(20_000) });
    assert.equal(reply.status, 413);
  });
});
