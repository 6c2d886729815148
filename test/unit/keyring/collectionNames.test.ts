import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createNames, type Names } from '../../../src/keyring/collectionNames.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server/start.ts';
import { openWindow, type Window } from './accessKeyListWindow.ts';

describe('the names of collections and people', () => {
  let sandbox: Sandbox;
  let huge: Sandbox;
  let window: Window;
  let names: Names;

  before(async () => {
    sandbox = await startSandbox({ seed: 'team' });
    huge = await startSandbox({ seed: 'huge' });
  });
  after(async () => Promise.all([sandbox.close(), huge.close()]));
  beforeEach(async () => open(sandbox));
  afterEach(async () => {
    sinon.restore();
    await close();
  });

  const open = async (where: Sandbox): Promise<void> => {
    where.reset();
    window = await openWindow(where);
    await window.addKey();
    names = createNames(window);
    where.forgetRequests();
  };
  const close = async (): Promise<void> => {
    names.dispose();
    await window.dispose();
  };
  const uidsIn = (where: Sandbox): string[] =>
    where.world.collections.map(({ id, ownerId }) => `${ownerId}-${id}`);
  const isSettled = (uids: readonly string[]) => (): boolean =>
    uids.every((uid) => names.collection(uid).isKnown);
  const until = async (isTrue: () => boolean): Promise<void> => {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  /** Long enough for a batch that would come to have come. */
  const quiet = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 120));
  const asked = (where = sandbox): string[] => where.requests().map(({ path }) => path);

  it('are ids until they are known', () => {
    assert.deepEqual(names.collection('1-a'), { text: '1-a', isKnown: false });
    assert.deepEqual(names.person(7), { text: '7', isKnown: false });
  });

  it('of up to three collections are asked for one by one, once', async () => {
    const uids = uidsIn(sandbox).slice(0, 3);
    names.want(uids, []);
    await until(isSettled(uids));
    assert.deepEqual(
      asked(),
      uids.map((uid) => `/collections/${uid}`),
    );
    assert.equal(names.collection(uids[0]!).text, sandbox.world.collections[0]!.name);
    names.want(uids, []);
    await quiet();
    assert.equal(asked().length, 3);
  });

  it('of many come with one page of the list, all wishes of a moment together', async () => {
    const uids = uidsIn(sandbox);
    let told = 0;
    names.onDidChange(() => told++);
    names.want(uids.slice(0, 4), []);
    names.want(uids.slice(2, 30), []);
    assert.equal(names.areComing(uids.slice(0, 30), []), true);
    await until(isSettled(uids.slice(0, 30)));
    assert.equal(names.areComing(uids.slice(0, 30), []), false);
    assert.deepEqual(asked(), ['/collections']);
    assert.ok(names.collection(uids[31]!).isKnown, 'what else the page has is known too');
    assert.equal(told, 1);
  });

  it('never pass the limit of the list', async () => {
    await close();
    await open(huge);
    const uids = uidsIn(huge).slice(-40);
    names.want(uids, []);
    await until(isSettled(uids));
    assert.equal(asked(huge).length, 20);
    assert.deepEqual(window.slept, [10]);
    assert.deepEqual(
      window.client.lines.filter((line) => line.includes(' 429 ')),
      [],
    );
  });

  it('are not looked for on more pages than there are names', async () => {
    await close();
    await open(huge);
    const uids = uidsIn(huge).slice(-5);
    names.want(uids, []);
    await until(isSettled(uids));
    assert.deepEqual(asked(huge).length, 10);
  });

  for (const status of [403, 404] as const) {
    it(`stay ids after a ${status}, which is not asked for again`, async () => {
      sandbox.faults.add({ kind: 'status', status, path: '/collections/' });
      const [first] = uidsIn(sandbox);
      names.want([first!], []);
      await until(() => asked().length === 1);
      await quiet();
      sandbox.faults.clear();
      names.want([first!], []);
      await quiet();
      assert.deepEqual([asked().length, names.collection(first!).isKnown], [1, false]);
      assert.equal(names.areComing([first!], []), false);
    });
  }

  it('are asked for again a minute after nothing could be reached', async () => {
    const [first] = uidsIn(sandbox);
    sandbox.faults.add({ kind: 'hangUp' });
    names.want([first!], []);
    await until(() => asked().length === 2);
    await quiet();
    sandbox.faults.clear();
    assert.equal(names.areComing([first!], []), false);
    names.want([first!], []);
    await quiet();
    assert.equal(asked().length, 2);
    const later = performance.now() + 60_000;
    sinon.stub(performance, 'now').callsFake(() => later);
    names.want([first!], []);
    await until(isSettled([first!]));
  });

  it('of people come with one call; of those who left only that is known', async () => {
    const [maya, tomas, aiko] = sandbox.world.people;
    sandbox.removePerson(aiko!.id);
    names.want([], [maya!.id]);
    await quiet();
    assert.deepEqual(
      [asked(), names.person(maya!.id).text],
      [[], maya!.fullName],
      'the key says whose it is',
    );
    assert.equal(names.person(aiko!.id).hasLeft, undefined, 'nobody knows yet');
    names.want([], [maya!.id, tomas!.id, aiko!.id]);
    await until(() => names.person(tomas!.id).isKnown);
    assert.deepEqual(names.person(aiko!.id), { text: String(aiko!.id), isKnown: false, hasLeft: true });
    names.want([], [aiko!.id]);
    await quiet();
    assert.deepEqual(asked(), ['/users']);
  });

  it('are forgotten, and no longer asked for, when another account becomes active', async () => {
    const [first, second] = uidsIn(sandbox);
    const own = window.activeKey.current!;
    const guest = await window.addKey('Lena Novak');
    await window.activeKey.useEverywhere(own.id);
    names.note(first!, 'A \u202ename');
    assert.deepEqual(names.collection(first!), { text: 'A name', isKnown: true });
    sandbox.faults.add({ kind: 'delay', ms: 50, path: '/collections/' });
    names.want([second!], []);
    await until(() => asked().includes(`/collections/${second!}`));
    let told = 0;
    names.onDidChange(() => told++);
    await window.activeKey.useEverywhere(guest.id);
    assert.equal(told, 1);
    await quiet();
    assert.deepEqual(
      [first, second].map((uid) => names.collection(uid!).isKnown),
      [false, false],
    );
  });

  it('are not asked for after the end', async () => {
    names.want(uidsIn(sandbox).slice(0, 1), []);
    names.dispose();
    await quiet();
    assert.deepEqual(asked(), []);
  });
});
