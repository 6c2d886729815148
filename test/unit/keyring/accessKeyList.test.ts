import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createAccessKeyList, type AccessKeyList } from '../../../src/keyring/accessKeyList.ts';
import { regionOf } from '../../../src/postman/region.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server/start.ts';
import { openWindow, type Window } from './accessKeyListWindow.ts';

const path = '/collection-access-keys';

describe('the list of access keys', () => {
  let sandbox: Sandbox;
  let window: Window;
  let list: AccessKeyList;

  before(async () => (sandbox = await startSandbox({ seed: 'team' })));
  after(async () => sandbox.close());
  beforeEach(async () => {
    sandbox.reset();
    window = await openWindow(sandbox, { deadlineMs: 300 });
    await window.addKey();
    list = createAccessKeyList(window);
    sandbox.forgetRequests();
  });
  afterEach(async () => {
    sinon.restore();
    list.dispose();
    await window.dispose();
  });

  const ids = (): string[] => list.keys.map(({ id }) => id);
  const inSandbox = (): string[] => sandbox.accessKeys().map(({ id }) => id);
  /** Runs `action` once, as soon as so many pages have come. */
  const whenPages = (count: number, action: () => unknown): void => {
    let isDone = false;
    const stub = sinon.stub(window.client, 'accessKeyPage');
    stub.callsFake(async (...args) => {
      if (!isDone && list.status.pages === count) {
        isDone = true;
        await action();
      }
      return stub.wrappedMethod(...args);
    });
  };

  it('comes page by page, with one request for ten keys', async () => {
    const seen: [rows: number, isLoading: boolean][] = [];
    list.onDidChange(() => seen.push([list.keys.length, list.status.isLoading]));
    const before = list.keys;
    await list.load();
    assert.deepEqual(seen.slice(0, 2), [
      [0, true],
      [10, true],
    ]);
    assert.deepEqual(seen.at(-1), [120, false]);
    assert.ok(seen.length < 8, `told ${seen.length} times`);
    assert.deepEqual(ids(), inSandbox());
    assert.equal(sandbox.requests().length, 12);
    assert.notEqual(list.keys, before);
    assert.equal(list.keys, list.keys);
    const { isComplete, pages, problem, waiting, skipped } = list.status;
    assert.deepEqual([isComplete, pages, problem, waiting, skipped], [true, 12, undefined, undefined, 0]);
  });

  it('is loaded once for all who ask at the same time, and for five minutes', async () => {
    await Promise.all([list.load(), list.load()]);
    await list.load();
    assert.equal(sandbox.requests().length, 12);
    sinon.useFakeTimers({ now: Date.now() + 5 * 60_000 + 1, toFake: ['Date'] });
    await list.load();
    assert.equal(sandbox.requests().length, 24);
  });

  it('keeps what it has until a new list is complete', async () => {
    await list.load();
    const [gone, ...rest] = inSandbox();
    sandbox.deleteAccessKey(gone!);
    const lengths = new Set<number>();
    list.onDidChange(() => lengths.add(list.keys.length));
    await list.refresh();
    assert.deepEqual([...lengths], [120, 119]);
    assert.deepEqual(ids(), rest);
  });

  it('keeps the old list when a new one cannot be had, and does not call it complete', async () => {
    await list.load();
    const { loadedAt } = list.status;
    sandbox.faults.add({ kind: 'html', path, skip: 1 });
    await list.refresh();
    assert.deepEqual(ids(), inSandbox());
    assert.deepEqual([list.status.isComplete, list.status.loadedAt], [false, loadedAt]);
  });

  it('goes on with the other account when the active key changes in the middle', async () => {
    const own = window.activeKey.current!;
    const guest = await window.addKey('Lena Novak');
    sandbox.issueAccessKey({ user: 'Lena Novak' });
    await window.activeKey.useEverywhere(own.id);
    whenPages(3, async () => window.activeKey.useEverywhere(guest.id));
    await list.load();
    assert.equal(list.account?.id, guest.id);
    assert.deepEqual([list.keys.length, list.status.isComplete, list.status.pages], [1, true, 1]);
  });

  it('keeps the list for another key of the same account, also in the middle', async () => {
    const [first, second] = [window.activeKey.current!, await window.addKey()];
    await window.activeKey.useEverywhere(first.id);
    whenPages(3, async () => {
      await window.activeKey.useEverywhere(second.id);
      assert.equal(list.keys.length, 30, 'what came stays');
      await window.keyring.remove(first.id);
    });
    await list.load();
    assert.deepEqual([ids(), list.status.isComplete], [inSandbox(), true]);
  });

  it('is none, and asks for nothing, once the key is deleted', async () => {
    whenPages(2, async () => window.keyring.remove(window.activeKey.current!.id));
    await list.load();
    assert.deepEqual([list.account, list.keys, list.status.isLoading], [undefined, [], false]);
    await list.load();
    assert.ok(sandbox.requests().length <= 3);
  });

  for (const end of ['cancel', 'dispose'] as const) {
    it(`stops on ${end}; what came stays`, async () => {
      whenPages(2, () => list[end]());
      await list.load();
      assert.deepEqual([list.keys.length, list.status.isLoading, list.status.isComplete], [20, false, false]);
      assert.ok(sandbox.requests().length <= 2, 'a request that was given up is sent no more');
      await list.load();
      assert.equal(list.keys.length, end === 'cancel' ? 120 : 20, 'a new load begins afresh');
    });
  }

  it('ends when the last one who looked has left', async () => {
    const [one, other] = [new AbortController(), new AbortController()];
    whenPages(2, async () => {
      one.abort();
      await loading[0];
      assert.equal(list.status.isLoading, true);
      other.abort();
    });
    const loading = [list.load(one.signal), list.load(other.signal)];
    await Promise.all(loading);
    assert.deepEqual([list.keys.length, list.status.isLoading], [20, false]);
    await list.load(one.signal);
    assert.equal(list.status.isLoading, false);
  });

  for (const [fault, sentence] of [
    [{ kind: 'status', status: 401 }, /refuses this API key/],
    [{ kind: 'status', status: 403 }, /does not let it/],
    [{ kind: 'stall' }, /took longer than/],
    [{ kind: 'wrongShape' }, /shape/],
    [{ kind: 'rateLimited', headers: { 'Retry-After': '900' } }, /no more requests for 15 minutes/],
  ] satisfies [Parameters<Sandbox['faults']['add']>[0], RegExp][]) {
    const name = 'status' in fault ? fault.status : fault.kind;
    it(`says why ${name} ended it; what came stays, and a refresh is the way out`, async () => {
      sandbox.faults.add({ ...fault, path, skip: 2 });
      await list.load();
      assert.match(list.status.problem ?? '', sentence);
      assert.deepEqual([list.keys.length, list.status.isComplete], [20, false]);
      const asked = sandbox.requests().length;
      await list.load();
      assert.equal(sandbox.requests().length, asked, 'a view that looks again asks nothing');
      sandbox.faults.clear();
      await list.refresh();
      assert.equal(list.status.problem, undefined);
      assert.deepEqual(ids(), inSandbox());
    });
  }

  it('makes the pause that a 429 asks for, tells of it, and goes on', async () => {
    sandbox.faults.add({ kind: 'rateLimited', path, skip: 2, times: 3 });
    const waits = new Set<number | undefined>();
    list.onDidChange(() => waits.add(list.status.waiting));
    await list.load();
    assert.deepEqual([...waits], [undefined, 2]);
    assert.deepEqual([ids(), list.status.waiting], [inSandbox(), undefined]);
  });

  it('goes on after a 429 in the middle of 1,000 pages, to the last key', async function () {
    this.timeout(30_000);
    const huge = await startSandbox({ seed: 'huge' });
    const own = await openWindow(huge);
    await own.addKey();
    const long = createAccessKeyList(own);
    huge.faults.add({ kind: 'rateLimited', path, skip: 500, times: 1 });
    await long.load();
    const { isComplete, pages, problem } = long.status;
    assert.deepEqual([isComplete, pages, problem, long.keys.length], [true, 1000, undefined, 10_000]);
    assert.equal(
      own.client.lines.filter((line) => line.includes(` 429 `)).length,
      1,
      'the one that was asked for',
    );
    long.dispose();
    await own.dispose();
    await huge.close();
  });

  it('never passes the limit', async () => {
    const { current } = window.activeKey;
    const key = await window.keyring.secretOf(current!.id);
    for (let call = 0; call < 290; call++) await window.client.me(key, regionOf(sandbox.url)!);
    await list.load();
    await list.refresh();
    assert.deepEqual(ids(), inSandbox());
    assert.equal(window.slept.length, 1);
    assert.ok(window.slept[0]! > 50 && window.slept[0]! <= 61, String(window.slept));
    assert.deepEqual(
      window.client.lines.filter((line) => line.includes(' 429 ')),
      [],
    );
  });

  it('misses no key while others are revoked, and does not bring those back', async () => {
    const revoked = inSandbox().slice(0, 12);
    whenPages(3, () => {
      for (const id of revoked) sandbox.deleteAccessKey(id);
      list.forget(revoked);
      assert.equal(list.keys.length, 18);
    });
    await list.load();
    assert.deepEqual(ids().toSorted(), inSandbox().toSorted());
  });

  it('has each key once while new ones are made', async () => {
    whenPages(3, () => sandbox.issueAccessKey());
    await list.load();
    assert.equal(new Set(ids()).size, ids().length);
    assert.equal(list.keys.length, 120);
  });

  it('takes in a key that was just made, with no request', async () => {
    await list.load();
    const { id } = sandbox.issueAccessKey();
    list.note({ ...list.keys[0]!, id });
    assert.deepEqual(ids(), inSandbox());
    await list.refresh();
    assert.deepEqual([ids(), sandbox.requests().length], [inSandbox(), 25]);
  });

  it('takes in what is known of a key since, in its place', async () => {
    await list.load();
    const [first, second] = list.keys;
    list.note({ ...second!, lastUsedAt: 7 });
    assert.deepEqual(ids().slice(0, 2), [first!.id, second!.id]);
    assert.equal(list.keys[1]!.lastUsedAt, 7);
    list.note({ ...first!, id: 'made' });
    list.note({ ...first!, id: 'made', lastUsedAt: 8 });
    assert.deepEqual([list.keys[0]!.id, list.keys[0]!.lastUsedAt, list.keys.length], ['made', 8, 121]);
  });
});
