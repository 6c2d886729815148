import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../../src/sandbox/server/start.ts';
import { get } from './running.ts';

const today = (): string => new Date().toISOString().slice(0, 10);

describe('sandbox: the state file', () => {
  let folder: string;
  let stateFile: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    stateFile = join(folder, 'state.json');
  });
  afterEach(async () => rm(folder, { recursive: true }));

  it('brings keys, settings and clock back', async () => {
    const before = await startSandbox({ stateFile, seed: 'team' });
    before.setExpiry(30);
    const living = before.issueKey({ name: 'CI' });
    const revoked = before.issueKey();
    before.revoke(revoked.id);
    before.clock.advance(86_400_000);
    before.configure({ monthlyUsage: 500 });
    await before.close();

    const after = await startSandbox({ stateFile });
    assert.equal(after.world.seed, 'team');
    assert.equal((await get(after, '/me', revoked.key)).status, 401);
    const { headers, status } = await get(after, '/me', living.key);
    assert.equal(status, 200);
    assert.equal(headers.get('RateLimit-Remaining-Month'), '999499');
    assert.ok(after.clock.now() - Date.now() > 86_000_000);
    after.clock.advance(30 * 86_400_000);
    assert.equal((await get(after, '/me', living.key)).status, 401);
    await after.close();
  });

  it('holds no key, is for its owner only, and leaves no temporary file', async () => {
    const sandbox = await startSandbox({ stateFile });
    const secrets = [sandbox.issueKey(), sandbox.issueKey()].map(({ key }) => key.slice(30));
    await get(sandbox, '/me', sandbox.issueKey().key);
    await sandbox.close();
    const text = await readFile(stateFile, 'utf8');
    for (const secret of secrets) assert.equal(text.includes(secret), false);
    assert.doesNotMatch(text, /PMAK/);
    assert.equal((await stat(stateFile)).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(folder), ['state.json']);
  });

  it('brings access keys back, with what happened to the planted ones', async () => {
    const before = await startSandbox({ stateFile, seed: 'team' });
    const { id, link } = before.issueAccessKey({ collection: 'Ledger' });
    const [used, gone, changed] = before.accessKeys().slice(5);
    before.deleteAccessKey(gone!.id);
    before.setAccessKey(changed!.id, { inactive: true });
    before.rename({ collection: 'Ledger', name: 'Books' });
    before.removePerson('lena-novak');
    const exposed = before.issueAccessKey().key;
    before.exposeKey({ key: exposed });
    before.configure({ plan: 'enterprise', allowAccessKeys: false, pageSize: 50 });
    const keys = before.accessKeys();
    await before.close();

    const text = await readFile(stateFile, 'utf8');
    for (const secret of [link.slice(-26), exposed.slice(10)]) assert.equal(text.includes(secret), false);
    assert.doesNotMatch(text, /PMAK|PMAT-[^*]{5}\w{5}/);
    assert.equal(text.includes(used!.hash), false);

    const after = await startSandbox({ stateFile });
    assert.deepEqual(after.accessKeys(), keys);
    assert.equal(after.accessKeys().length, 121);
    assert.ok(after.accessKeys().some((key) => key.id === id));
    assert.equal((await get(after, link.slice(before.url.length))).status, 200);
    assert.ok(after.world.collections.some(({ name }) => name === 'Books'));
    assert.equal(after.world.people.length, 7);
    assert.equal(after.exposures().length, 1);
    const logs = await get(
      after,
      '/audit/logs?action=collection.access_key_revoke&limit=1',
      after.issueKey().key,
    );
    assert.equal(
      (logs.body as { trails: { timestamp: string }[] }).trails[0]!.timestamp.slice(0, 10),
      today(),
    );
    after.reset();
    assert.deepEqual([after.accessKeys().length, after.world.people.length], [120, 8]);
    await after.close();
  });

  it('of a sandbox that knew no access keys still opens', async () => {
    const before = await startSandbox({ stateFile, seed: 'small' });
    const { key } = before.issueKey();
    await before.close();
    const { version, seed, clockOffset, keys, accounts } = JSON.parse(await readFile(stateFile, 'utf8')) as {
      accounts: Record<string, unknown>;
    } & Record<string, unknown>;
    const { expiryDays, regenerateKeepsOldKey, monthlyUsage, monthlyLimit } = accounts;
    const old = { expiryDays, regenerateKeepsOldKey, monthlyUsage, monthlyLimit };
    await writeFile(stateFile, JSON.stringify({ version, seed, clockOffset, keys, accounts: old }));
    const after = await startSandbox({ stateFile });
    assert.equal((await get(after, '/me', key)).status, 200);
    assert.equal(after.accessKeys().length, 2);
    await after.close();
    assert.deepEqual(await readdir(folder), ['state.json']);
  });

  it('stays small in the biggest seed', async () => {
    const sandbox = await startSandbox({ stateFile, seed: 'huge' });
    sandbox.issueAccessKey();
    await sandbox.close();
    assert.ok((await stat(stateFile)).size < 100_000);
  });

  it('is set aside when it cannot be read, never overwritten', async () => {
    for (const text of ['{ half', '{"version":2}']) {
      await writeFile(stateFile, text);
      const said: string[] = [];
      const sandbox = await startSandbox({ stateFile, say: (line) => said.push(line) });
      sandbox.issueKey();
      await sandbox.close();
      assert.match(said.join(), /set aside as .*\.corrupt/);
    }
    assert.deepEqual((await readdir(folder)).sort(), [
      'state.json',
      'state.json.corrupt',
      'state.json.corrupt.2',
    ]);
    assert.equal(await readFile(`${stateFile}.corrupt`, 'utf8'), '{ half');
    assert.equal(await readFile(`${stateFile}.corrupt.2`, 'utf8'), '{"version":2}');
  });

  it('of another seed is set aside too', async () => {
    const team = await startSandbox({ stateFile, seed: 'team' });
    const { key } = team.issueKey();
    await team.close();
    const said: string[] = [];
    const small = await startSandbox({ stateFile, seed: 'small', say: (line) => said.push(line) });
    assert.equal((await get(small, '/me', key)).status, 401);
    await small.close();
    assert.match(said.join(), /seed "team"/);
    assert.ok((await readdir(folder)).includes('state.json.team'));
  });

  it('that cannot be written is said', async () => {
    const said: string[] = [];
    const nowhere = join(folder, 'missing', 'state.json');
    const sandbox = await startSandbox({ stateFile: nowhere, say: (line) => said.push(line) });
    sandbox.issueKey();
    await sandbox.close();
    assert.match(said.join(), /was not written/);
  });
});
