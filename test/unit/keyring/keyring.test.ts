import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { ApiKeyCard } from '../../../src/keyring/apiKey.ts';
import type { CardFolder, Cards } from '../../../src/keyring/cardFolder.ts';
import { createKeyring, type Keyring } from '../../../src/keyring/keyring.ts';
import { apiKeyKind } from '../../../src/keyring/record.ts';
import type { SecretStore } from '../../../src/keyring/secretStore.ts';
import { facts, someKey, temporaryFolder } from './keys.ts';
import { SharedSecrets } from './sharedSecrets.ts';

describe('the keyring', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let secrets: SharedSecrets;
  const opened: Keyring[] = [];

  beforeEach(async () => {
    folder = await temporaryFolder();
    secrets = new SharedSecrets();
  });

  afterEach(async () => {
    for (const keyring of opened.splice(0)) keyring.dispose();
    await folder.dispose();
  });

  /** A window's keyring, with one of its ports changed where a test wants it to fail. */
  async function open(
    ports: { store?: Partial<SecretStore>; folder?: Partial<CardFolder<ApiKeyCard>> } = {},
  ): Promise<Keyring> {
    const keyring = createKeyring(
      { ...secrets.window(), ...ports.store },
      { ...(await folder.open()), ...ports.folder },
    );
    opened.push(keyring);
    await keyring.load();
    return keyring;
  }

  const rejects = async (promise: Promise<unknown>, kind: string): Promise<void> =>
    assert.rejects(promise, { kind });
  const until = async (holds: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 100 && !holds(); tries += 1) await setTimeout(10);
    assert.ok(holds());
  };
  /** The other windows die. */
  const closeAll = (): void => {
    for (const keyring of opened.splice(0)) keyring.dispose();
  };
  const down = async (): Promise<never> => Promise.reject(new Error('disk full'));

  it('keeps a key in one entry and one card, and the card has no secret', async () => {
    const keyring = await open();
    const key = someKey();
    const { id } = await keyring.add(key, facts('work'));
    assert.equal((await keyring.secretOf(id)).secret.reveal(), key.secret.reveal());
    assert.equal(secrets.entries.size, 1);
    const files = (await readdir(folder.path)).filter((name) => name !== 'lock');
    assert.deepEqual(files, [`${id}.json`]);
    const card = await readFile(join(folder.path, `${id}.json`), 'utf8');
    assert.ok(!card.includes(key.secret.reveal().slice(30, 62)));
    assert.ok(
      !inspect(keyring, { depth: Infinity, showHidden: true }).includes(key.secret.reveal().slice(30, 62)),
    );
  });

  it('knows its keys again after a restart, without opening a secret', async () => {
    const { id } = await (await open()).add(someKey(), facts('work'));
    let reads = 0;
    const store = secrets.window();
    const again = await open({
      store: {
        get: async (name) => {
          reads += 1;
          return store.get(name);
        },
      },
    });
    await again.heal();
    assert.deepEqual(
      again.keys.map((key) => [key.id, key.name, key.present]),
      [[id, 'work', true]],
    );
    assert.equal(reads, 0);
  });

  it('recognises the same key, and names the one that is there', async () => {
    const keyring = await open();
    const key = someKey();
    const { id } = await keyring.add(key, facts('work'));
    await assert.rejects(keyring.add(key, facts('again')), { kind: 'duplicate', existing: id });
    assert.equal(keyring.findSame(key)?.name, 'work');
    assert.equal(keyring.keys.length, 1);
  });

  it('tells of a change only when it is written', async () => {
    const keyring = await open();
    const { id } = await keyring.add(someKey(), facts('old'));
    const seen: string[] = [];
    keyring.onDidChange(() => seen.push(keyring.find(id)?.name ?? 'gone'));
    await keyring.update(id, { name: 'new' });
    assert.deepEqual([...new Set(seen)], ['new']);
  });

  it('keeps the old secret until the new one was read back', async () => {
    const first = await open();
    const old = someKey();
    const { id } = await first.add(old, facts('work'));
    const forgetful = await open({ store: { store: async () => Promise.resolve() } });
    await rejects(forgetful.replace(id, someKey(), {}), 'forgetful');
    assert.equal((await forgetful.secretOf(id)).fingerprint, old.fingerprint);
    assert.equal(forgetful.find(id)?.fingerprint, old.fingerprint);
  });

  it('keeps everything when the secret storage throws', async () => {
    const { id } = await (await open()).add(someKey(), facts('work'));
    const failing = await open({ store: { store: down, get: down, delete: down, keys: down } });
    await rejects(failing.update(id, { name: 'other' }), 'failing');
    await rejects(failing.remove(id), 'failing');
    await rejects(failing.secretOf(id), 'failing');
    await rejects(failing.heal(), 'failing');
    assert.equal(failing.find(id)?.name, 'work');
    assert.equal(failing.find(id)?.trouble, 'unreadable');
    const healthy = await open();
    await healthy.heal();
    assert.deepEqual(
      healthy.keys.map((key) => [key.name, key.present]),
      [['work', true]],
    );
  });

  it('drops news of a secret that was replaced meanwhile', async () => {
    const keyring = await open();
    const old = someKey();
    const { id } = await keyring.add(old, facts('work'));
    await keyring.replace(id, someKey(), {});
    await keyring.update(id, { refusedAt: Date.now() }, old.fingerprint);
    assert.equal(keyring.find(id)?.refusedAt, undefined);
  });

  it('does not fall back on cards that it read before its own change', async () => {
    const real = await folder.open();
    const store = secrets.window();
    let isArmed = false;
    let stale: Cards<ApiKeyCard> | undefined;
    let loading: Promise<void> | undefined;
    const keyring = await open({
      folder: {
        list: async () => {
          const listed = stale ?? (await real.list());
          if (stale) await setTimeout(100);
          stale = undefined;
          return listed;
        },
      },
      store: {
        ...store,
        get: async (name) => {
          if (isArmed) {
            // In the middle of the change somebody looks at the folder, slowly.
            isArmed = false;
            stale = await real.list();
            loading = keyring.load();
          }
          return store.get(name);
        },
      },
    });
    const { id } = await keyring.add(someKey(), facts('old'));
    await setTimeout(100);
    isArmed = true;
    await keyring.update(id, { name: 'new' });
    await (loading ?? assert.fail('nobody looked'));
    assert.equal(keyring.find(id)?.name, 'new');
    real.dispose();
  });

  describe('after a crash', () => {
    it('between entry and card of a new key, gives the entry its card', async () => {
      const broken = await open({ folder: { write: down } });
      const key = someKey();
      await assert.rejects(broken.add(key, facts('work')), /disk full/);
      closeAll();
      const healed = await open();
      assert.equal(healed.keys.length, 0);
      await healed.heal();
      assert.deepEqual(
        healed.keys.map(({ name }) => name),
        ['work'],
      );
      assert.equal((await healed.secretOf(healed.keys[0]!.id)).fingerprint, key.fingerprint);
    });

    it('between entry and card of a rename, takes the newer name', async () => {
      const { id } = await (await open()).add(someKey(), facts('old'));
      closeAll();
      const broken = await open({ folder: { write: down } });
      await assert.rejects(broken.update(id, { name: 'new' }), /disk full/);
      closeAll();
      const healed = await open();
      await healed.heal();
      assert.equal(healed.find(id)?.name, 'new');
    });

    it('between entry and card of a regeneration, takes the newer secret and lets the older go', async () => {
      const { id } = await (await open()).add(someKey(), facts('work'));
      closeAll();
      const broken = await open({ folder: { write: down } });
      const fresh = someKey();
      await assert.rejects(broken.replace(id, fresh, {}), /disk full/);
      closeAll();
      assert.equal(secrets.entries.size, 2);
      const healed = await open();
      await healed.heal();
      assert.equal((await healed.secretOf(id)).fingerprint, fresh.fingerprint);
      assert.equal(secrets.entries.size, 1);
    });

    it('with the card written and the entry lost, says that the secret is missing and keeps the card', async () => {
      const keyring = await open();
      const { id } = await keyring.add(someKey(), facts('work'));
      await secrets.window().delete([...secrets.entries.keys()][0]!);
      const healed = await open();
      await healed.heal();
      assert.equal(healed.find(id)?.present, false);
      await rejects(healed.secretOf(id), 'missing');
      const again = someKey();
      await healed.replace(id, again, {});
      assert.equal(healed.find(id)?.present, true);
      assert.equal((await healed.secretOf(id)).fingerprint, again.fingerprint);
    });

    it('in the middle of a deletion, finishes it', async () => {
      const keyring = await open();
      const { id } = await keyring.add(someKey(), facts('work'));
      await writeFile(join(folder.path, `${id}.deleted`), '');
      const healed = await open();
      await healed.heal();
      assert.equal(healed.keys.length, 0);
      assert.equal(secrets.entries.size, 0);
    });

    it('does not bring back a deleted key when a late write of it arrives', async () => {
      const keyring = await open();
      const key = someKey();
      const card = await keyring.add(key, facts('work'));
      await keyring.remove(card.id);
      await secrets.window().store(apiKeyKind.entryName(card), apiKeyKind.encodeEntry({ card, key }));
      await until(() => secrets.entries.size === 0);
      await keyring.heal();
      assert.equal(keyring.keys.length, 0);
    });

    it('drops the entry of a write that was given up and done again', async () => {
      const broken = await open({ folder: { write: down } });
      const key = someKey();
      await assert.rejects(broken.add(key, facts('first try')), /disk full/);
      closeAll();
      const keyring = await open();
      await keyring.add(key, facts('second try'));
      await keyring.heal();
      assert.equal(keyring.keys.length, 1);
      assert.equal(secrets.entries.size, 1);
      assert.equal((await keyring.secretOf(keyring.keys[0]!.id)).fingerprint, key.fingerprint);
    });
  });

  it('sets aside a card that cannot be parsed, loads the others, and rebuilds it from its entry', async () => {
    const keyring = await open();
    const { id } = await keyring.add(someKey(), facts('broken'));
    await keyring.add(someKey(), facts('whole'));
    closeAll();
    // What they were about to do is done.
    await setTimeout(150);
    await writeFile(join(folder.path, `${id}.json`), '{"version":1,');
    const later = createKeyring(secrets.window(), await folder.open());
    opened.push(later);
    const told: (readonly string[])[] = [];
    later.onDidSetAside((names) => told.push(names));
    await later.load();
    assert.deepEqual(
      later.keys.map(({ name }) => name),
      ['whole'],
    );
    assert.deepEqual(told, [[`${id}.json.corrupt`]]);
    assert.ok((await readdir(folder.path)).includes(`${id}.json.corrupt`));
    await later.heal();
    assert.deepEqual(
      later.keys.map(({ name }) => name),
      ['broken', 'whole'],
    );
  });

  it('takes in a key that another host stored, and its regeneration, from the entries alone', async () => {
    const elsewhere = await temporaryFolder();
    const here = await open();
    const there = createKeyring(secrets.window(), await elsewhere.open());
    opened.push(there);
    const stored = await there.add(someKey(), facts('remote'));
    await until(() => here.find(stored.id)?.name === 'remote');
    const fresh = someKey();
    await there.replace(stored.id, fresh, {});
    await until(() => here.find(stored.id)?.fingerprint === fresh.fingerprint);
    await there.remove(stored.id);
    await until(() => here.find(stored.id)?.present === false);
    await elsewhere.dispose();
  });

  it('forgets what was known of the old secret when a new one takes its place', async () => {
    const keyring = await open();
    const { id } = await keyring.add(someKey(), { ...facts('work'), verifiedAt: 5, refusedAt: 6 });
    await keyring.replace(id, someKey(), {});
    const { verifiedAt, refusedAt, account } = keyring.find(id)!;
    assert.deepEqual([verifiedAt, refusedAt, account], [undefined, undefined, undefined]);
  });

  it('does not take the same key in the place of another', async () => {
    const keyring = await open();
    const key = someKey();
    await keyring.add(key, facts('one'));
    const { id } = await keyring.add(someKey(), facts('two'));
    await rejects(keyring.replace(id, key, {}), 'duplicate');
  });

  it('does not rewrite the only copy of a secret to note when it was verified', async () => {
    let writes = 0;
    const store = secrets.window();
    const keyring = await open({
      store: {
        ...store,
        store: async (name, value) => {
          writes += 1;
          await store.store(name, value);
        },
      },
    });
    const { id } = await keyring.add(someKey(), facts('work'));
    writes = 0;
    await keyring.update(id, { verifiedAt: 7 });
    assert.equal(writes, 0);
    assert.equal((await (await folder.open()).read(id))?.verifiedAt, 7);
  });

  it('puts the old entry back when it cannot be overwritten', async () => {
    const { id } = await (await open()).add(someKey(), facts('work'));
    const store = secrets.window();
    let fails = true;
    const keyring = await open({
      store: {
        ...store,
        store: async (name, value) => {
          if (fails) await store.delete(name);
          else await store.store(name, value);
          if (fails) fails = false;
        },
      },
    });
    await rejects(keyring.update(id, { name: 'other' }), 'forgetful');
    assert.equal(secrets.entries.size, 1);
    assert.equal(keyring.find(id)?.name, 'work');
  });

  it('calls a renamed key missing as long as its secret is', async () => {
    const keyring = await open();
    const { id } = await keyring.add(someKey(), facts('work'));
    await secrets.window().delete([...secrets.entries.keys()][0]!);
    await until(() => keyring.find(id)?.present === false);
    await keyring.update(id, { name: 'renamed' });
    assert.equal(keyring.find(id)?.present, false);
  });

  it('says that a deletion is not finished, and finishes it', async () => {
    const { id } = await (await open()).add(someKey(), facts('work'));
    closeAll();
    const keyring = await open({ store: { delete: down } });
    await rejects(keyring.remove(id), 'unfinished');
    assert.equal(keyring.keys.length, 0);
    closeAll();
    const later = await open();
    await later.heal();
    assert.equal(secrets.entries.size, 0);
    assert.equal(later.keys.length, 0);
  });

  it('writes nothing while it cannot see the secrets of another window', async function () {
    this.timeout(10_000);
    const blind = new SharedSecrets();
    const keyring = await open({ store: blind.window() });
    await keyring.heal();
    const other = await open();
    const { id } = await other.add(someKey(), facts('from another window'));
    await until(() => keyring.find(id) !== undefined);
    await rejects(keyring.add(someKey(), facts('mine')), 'stale');
    await rejects(keyring.remove(id), 'stale');
    assert.equal(blind.entries.size, 0);
    assert.equal(secrets.entries.size, 1);
  });

  it('heals nothing either while it cannot see them', async function () {
    this.timeout(10_000);
    const blind = new SharedSecrets();
    const view = blind.window();
    const keyring = await open({ store: view });
    const other = await open();
    const { id: dead } = await other.add(someKey(), facts('deleted'));
    await other.remove(dead);
    // The browser's copy still has the deleted key, and would be written back whole.
    await view.store(`apiKey/${dead}/0123456789abcdef`, '{}');
    await until(() => blind.entries.size === 0);
    const { id } = await other.add(someKey(), facts('unseen'));
    await until(() => keyring.find(id) !== undefined);
    await blind.window().store(`apiKey/${dead}/0123456789abcdef`, '{}');
    await keyring.heal();
    assert.equal(blind.entries.size, 1, 'nothing was written');
    assert.equal(keyring.find(id)?.present, false, 'reload the window');
    assert.equal(secrets.entries.size, 1);
  });

  it('is not held up by a key that is missing everywhere and renamed elsewhere', async () => {
    const here = await open();
    const { id } = await here.add(someKey(), facts('lost'));
    await secrets.window().delete([...secrets.entries.keys()][0]!);
    closeAll();
    const [one, two] = [await open(), await open()];
    await one.heal();
    await two.heal();
    await one.update(id, { name: 'renamed' });
    await until(() => two.find(id)?.name === 'renamed');
    await two.add(someKey(), facts('new'));
    assert.equal(two.keys.length, 2);
  });

  it('hands out the new secret when a key is regenerated while it is read', async () => {
    const store = secrets.window();
    let isSlow = false;
    const slow = await open({
      store: {
        ...store,
        get: async (name) => {
          if (isSlow) await setTimeout(200);
          return store.get(name);
        },
      },
    });
    const other = await open();
    const { id } = await slow.add(someKey(), facts('work'));
    await until(() => other.find(id) !== undefined);
    isSlow = true;
    const reading = slow.secretOf(id);
    const fresh = someKey();
    await other.replace(id, fresh, {});
    assert.equal((await reading).fingerprint, fresh.fingerprint);
    assert.equal(slow.find(id)?.present, true);
  });

  it('keeps a refusal when another host changes the name', async () => {
    const elsewhere = await temporaryFolder();
    const here = await open();
    const there = createKeyring(secrets.window(), await elsewhere.open());
    opened.push(there);
    const { id } = await here.add(someKey(), facts('work'));
    await until(() => there.find(id) !== undefined);
    await here.update(id, { refusedAt: 77 });
    await there.update(id, { name: 'renamed' });
    await until(() => here.find(id)?.name === 'renamed');
    assert.equal(here.find(id)?.refusedAt, 77);
    await elsewhere.dispose();
  });

  it('keeps one of two twins that two hosts made of the same key, whoever heals first', async () => {
    const elsewhere = await temporaryFolder();
    const slow = new SharedSecrets(() => 20);
    const here = await open({ store: slow.window() });
    const there = createKeyring(slow.window(), await elsewhere.open());
    opened.push(there);
    const key = someKey();
    await Promise.all([here.add(key, facts('here')), there.add(key, facts('there'))]);
    await setTimeout(150);
    await Promise.all([here.heal(), there.heal()]);
    await setTimeout(150);
    await Promise.all([here.heal(), there.heal()]);
    assert.equal(slow.entries.size, 1);
    for (const window of [here, there]) {
      assert.equal(window.keys.filter(({ present }) => present).length, 1);
    }
    await elsewhere.dispose();
  });

  it('lets the entry win when two hosts rename at once', async () => {
    const elsewhere = await temporaryFolder();
    const slow = new SharedSecrets(() => 20);
    const here = await open({ store: slow.window() });
    const there = createKeyring(slow.window(), await elsewhere.open());
    opened.push(there);
    const { id } = await here.add(someKey(), facts('both'));
    await until(() => there.find(id) !== undefined);
    await Promise.all([here.update(id, { name: 'from here' }), there.update(id, { name: 'from there' })]);
    await until(() => here.find(id)?.name === there.find(id)?.name);
    await elsewhere.dispose();
  });

  it('loads the other cards when one cannot be read, and leaves one of a later version alone', async () => {
    const keyring = await open();
    await keyring.add(someKey(), facts('whole'));
    const id = '0b6f4d0e-4c80-4b0a-9c1b-2d1f7d3b9a11';
    await writeFile(join(folder.path, `${id}.json`), '{"version":2}');
    await mkdir(join(folder.path, `${id.replace('0', '1')}.json`));
    await keyring.load();
    assert.deepEqual(
      keyring.keys.map(({ name }) => name),
      ['whole'],
    );
    assert.ok((await readdir(folder.path)).includes(`${id}.json`));
  });

  it('makes its folder again when it is gone, and says so when it cannot', async () => {
    const keyring = await open();
    await rm(folder.path, { recursive: true, force: true });
    await keyring.add(someKey(), facts('work'));
    assert.equal(keyring.keys.length, 1);
    // The news of that write is taken in, which makes the folder too.
    await setTimeout(150);
    await rm(folder.path, { recursive: true, force: true });
    await writeFile(folder.path, '');
    await rejects(keyring.add(someKey(), facts('work')), 'disk');
  });

  it('leaves an entry alone whose shape it does not know', async () => {
    await secrets
      .window()
      .store('apiKey/0b6f4d0e-4c80-4b0a-9c1b-2d1f7d3b9a11/0123456789abcdef', '{"version":9}');
    const keyring = await open();
    await keyring.heal();
    assert.equal(keyring.keys.length, 0);
    assert.equal(secrets.entries.size, 1);
  });
});
