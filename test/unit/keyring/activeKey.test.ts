import assert from 'node:assert/strict';
import { ActiveKey, type Memento } from '../../../src/keyring/activeKey.ts';
import type { Event } from '../../../src/keyring/emitter.ts';
import { createKeyring, type Keyring } from '../../../src/keyring/keyring.ts';
import { facts, someKey, temporaryFolder } from './keys.ts';
import { SharedSecrets } from './sharedSecrets.ts';
import { memento } from './memento.ts';

describe('the active key', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let keyring: Keyring;
  let global: Memento;

  beforeEach(async () => {
    folder = await temporaryFolder();
    keyring = createKeyring(new SharedSecrets().window(), await folder.open());
    global = memento();
  });

  afterEach(async () => {
    keyring.dispose();
    await folder.dispose();
  });

  it('is the only key, without a choice', async () => {
    const active = new ActiveKey(keyring, global, memento());
    const currentId = (): string | undefined => active.current?.id;
    assert.equal(currentId(), undefined);
    const { id } = await keyring.add(someKey(), facts('one'));
    assert.equal(currentId(), id);
    await keyring.add(someKey(), facts('two'));
    assert.equal(currentId(), undefined, 'with two keys somebody has to say which');
  });

  it("is the workspace's choice over the global one", async () => {
    const one = await keyring.add(someKey(), facts('one'));
    const two = await keyring.add(someKey(), facts('two'));
    const here = new ActiveKey(keyring, global, memento());
    const there = new ActiveKey(keyring, global, memento());
    await here.useEverywhere(one.id);
    await there.useInWorkspace(two.id);
    assert.deepEqual([here.current?.name, here.isWorkspaceChoice], ['one', false]);
    assert.deepEqual([there.current?.name, there.isWorkspaceChoice], ['two', true]);
    await there.useEverywhere(two.id);
    assert.deepEqual([here.current?.name, there.isWorkspaceChoice], ['two', false]);
  });

  it("is the one that the workspace's settings ask for, after a choice made there and before the global one", async () => {
    const one = await keyring.add(someKey(), facts('one'));
    const two = await keyring.add(someKey(), facts('two'));
    let workspaceKey: string | undefined;
    let changed: () => void = () => undefined;
    const onDidChange: Event<void> = (listener) => {
      changed = listener;
      return { dispose: () => undefined };
    };
    const words = {
      onDidChange,
      get workspaceKey() {
        return workspaceKey;
      },
    };
    const active = new ActiveKey(keyring, global, memento(), words);
    const seen: unknown[] = [];
    active.onDidChange(() => seen.push(active.current?.name ?? active.isUnmet));
    await active.useEverywhere(one.id);
    const ask = (asked: string | undefined): void => {
      workspaceKey = asked;
      changed();
      changed();
    };
    ask('TWO');
    ask('nobody');
    ask(undefined);
    assert.deepEqual(seen, ['one', 'two', true, 'one'], 'each change is told once');
    ask('one');
    await active.useInWorkspace(two.id);
    assert.deepEqual([active.current?.name, active.isUnmet], ['two', false]);
  });

  it('is none where the words of the settings fit several keys', async () => {
    await keyring.add(someKey(), facts('CI'));
    const other = await keyring.add(someKey(), facts('ci'));
    const words = { workspaceKey: 'ci', onDidChange: () => ({ dispose: () => undefined }) };
    const active = new ActiveKey(keyring, global, memento(), words);
    await global.update('activeKey', other.id);
    assert.deepEqual([active.current, active.isUnmet], [undefined, true]);
  });

  it('is none when the one of the workspace is deleted, and tells of it', async () => {
    const one = await keyring.add(someKey(), facts('one'));
    const two = await keyring.add(someKey(), facts('two'));
    const active = new ActiveKey(keyring, global, memento());
    await active.useEverywhere(one.id);
    await active.useInWorkspace(two.id);
    const seen: (string | undefined)[] = [];
    active.onDidChange(() => seen.push(active.current?.name));
    await keyring.remove(two.id);
    assert.equal(seen.at(-1), undefined);
    assert.equal(
      new ActiveKey(keyring, global, memento()).current?.name,
      'one',
      'other workspaces keep the default',
    );
  });
});
