import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { KeptKeys } from '../../../src/keyring/keptKeys.ts';
import type { Keyring } from '../../../src/keyring/keyring.ts';
import { openStores } from '../../../src/keyring/open.ts';
import type { SecretStore } from '../../../src/keyring/secretStore.ts';
import { accessKeyFacts, facts, someAccessKey, someKey, temporaryFolder } from './keys.ts';
import { SharedSecrets } from './sharedSecrets.ts';

interface Stores {
  readonly keyring: Keyring;
  readonly keptKeys: KeptKeys;
}

describe('kept access keys', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let secrets: SharedSecrets;
  const opened: Stores[] = [];

  beforeEach(async () => {
    folder = await temporaryFolder();
    secrets = new SharedSecrets();
  });

  afterEach(async () => {
    closeAll();
    await folder.dispose();
  });

  async function open(store: SecretStore = secrets.window()): Promise<Stores> {
    const stores = await openStores(store, folder.path);
    opened.push(stores);
    await Promise.all([stores.keyring.load(), stores.keptKeys.load()]);
    return stores;
  }

  /** The windows die. */
  const closeAll = (): void => {
    for (const { keyring, keptKeys } of opened.splice(0)) {
      keyring.dispose();
      keptKeys.dispose();
    }
  };
  const fileOf = (id: string): string => join(folder.path, 'accessKeys', `${id}.json`);
  const until = async (holds: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 100 && !holds(); tries += 1) await setTimeout(10);
    assert.ok(holds());
  };

  it('are in one entry and one card each, and no secret is anywhere else', async () => {
    const { keptKeys, keyring } = await open();
    const key = someAccessKey();
    const { id } = await keptKeys.add(key, accessKeyFacts('Payments'));
    assert.equal((await keptKeys.secretOf(id)).secret.reveal(), key.secret.reveal());
    assert.deepEqual([...secrets.entries.keys()], [`accessKey/${id}/${key.fingerprint.slice(0, 16)}`]);
    assert.deepEqual(await readdir(join(folder.path, 'accessKeys')), [`${id}.json`]);
    const secret = key.secret.reveal().slice(5, 27);
    assert.ok(!(await readFile(fileOf(id), 'utf8')).includes(secret));
    assert.ok(!inspect(keptKeys, { depth: Infinity, showHidden: true }).includes(secret));
    assert.equal(keyring.keys.length, 0);
  });

  it('are recognised, and told of as access keys', async () => {
    const { keptKeys } = await open();
    const key = someAccessKey();
    const { id } = await keptKeys.add(key, accessKeyFacts('Payments'));
    assert.equal(keptKeys.findSame(key)?.id, id);
    const duplicate = { kind: 'duplicate', existing: id, of: 'accessKey', message: /access key/ };
    await assert.rejects(keptKeys.add(key, accessKeyFacts('again')), duplicate);
    await keptKeys.remove(id);
    assert.equal(secrets.entries.size, 0);
    await assert.rejects(keptKeys.secretOf(id), { kind: 'gone', of: 'accessKey' });
  });

  it('leave the only copy of the secret alone when a use moves the expiry', async () => {
    const { keptKeys } = await open();
    const { id } = await keptKeys.add(someAccessKey(), accessKeyFacts('Payments'));
    const before = [...secrets.entries.values()];
    await keptKeys.update(id, { usedAt: 5, refusedAt: 4, expiry: { kind: 'derived', at: 9 } });
    assert.deepEqual([...secrets.entries.values()], before);
    assert.match(await readFile(fileOf(id), 'utf8'), /"usedAt":5/);
    await keptKeys.update(id, { listedId: 'Njg5' });
    assert.notDeepEqual([...secrets.entries.values()], before);
  });

  it('get a card again from their entry, with what was known of the list', async () => {
    const { id } = await (
      await open()
    ).keptKeys.add(someAccessKey(), {
      ...accessKeyFacts('Payments'),
      listedId: 'Njg5',
    });
    // What it was about to do is done.
    await setTimeout(150);
    closeAll();
    await writeFile(fileOf(id), '{"version":1,');
    const { keptKeys, keyring } = await openStores(secrets.window(), folder.path);
    opened.push({ keptKeys, keyring });
    const told: (readonly string[])[] = [];
    keptKeys.onDidSetAside((names) => told.push(names));
    await keptKeys.load();
    assert.deepEqual(told, [[`${id}.json.corrupt`]]);
    assert.equal(keptKeys.keys.length, 0);
    await keptKeys.heal();
    assert.deepEqual(
      keptKeys.keys.map(({ name, listedId, present }) => [name, listedId, present]),
      [['Payments', 'Njg5', true]],
    );
  });

  it('stay as cards when the editor loses the secret, until the same link comes again', async () => {
    const first = await open();
    const key = someAccessKey();
    const { id } = await first.keptKeys.add(key, accessKeyFacts('Payments'));
    await secrets.window().delete([...secrets.entries.keys()][0]!);
    const { keptKeys } = await open();
    await keptKeys.heal();
    assert.equal(keptKeys.find(id)?.present, false);
    await assert.rejects(keptKeys.secretOf(id), { kind: 'missing', of: 'accessKey' });
    await keptKeys.replace(id, key, {});
    assert.equal((await keptKeys.secretOf(id)).fingerprint, key.fingerprint);
    assert.equal(keptKeys.find(id)?.present, true);
  });

  it('hold up the API keys, and are held up by them, while another window is not seen', async function () {
    this.timeout(15_000);
    const blind = new SharedSecrets();
    const here = await open(blind.window());
    const there = await open();
    const shared = await there.keptKeys.add(someAccessKey(), accessKeyFacts('unseen'));
    await until(() => here.keptKeys.find(shared.id) !== undefined);
    await assert.rejects(here.keyring.add(someKey(), facts('mine')), { kind: 'stale' });
    await there.keptKeys.remove(shared.id);
    const key = await there.keyring.add(someKey(), facts('unseen'));
    await until(() => here.keyring.find(key.id) !== undefined);
    await assert.rejects(here.keptKeys.add(someAccessKey(), accessKeyFacts('mine')), { kind: 'stale' });
    assert.equal(blind.entries.size, 0);
  });

  it('are looked for anew by a write of an API key, even before the folder tells of them', async function () {
    this.timeout(10_000);
    const blind = new SharedSecrets();
    const here = await open(blind.window());
    const there = await open();
    await there.keptKeys.add(someAccessKey(), accessKeyFacts('unseen'));
    await assert.rejects(here.keyring.add(someKey(), facts('mine')), { kind: 'stale' });
  });

  it('wait for the one lock that windows of an earlier version hold', async () => {
    const { keptKeys } = await open();
    const lock = join(folder.path, 'apiKeys', 'lock');
    await writeFile(lock, 'an earlier version');
    let isDone = false;
    const adding = keptKeys.add(someAccessKey(), accessKeyFacts('Payments')).then(() => (isDone = true));
    await setTimeout(200);
    assert.equal(isDone, false);
    await rm(lock);
    await adding;
  });
});
