import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createAccessKeyList, type AccessKeyList } from '../../../src/keyring/accessKeyList.ts';
import type { KeptKey } from '../../../src/keyring/accessKeyCard.ts';
import { parseAccessKey } from '../../../src/postman/accessKey.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server/start.ts';
import { openWindow, type Window } from './accessKeyListWindow.ts';

describe('kept access keys and the list', () => {
  let sandbox: Sandbox;
  let window: Window;
  let list: AccessKeyList;

  before(async () => (sandbox = await startSandbox({ seed: 'team' })));
  after(async () => sandbox.close());
  beforeEach(async () => {
    sandbox.reset();
    window = await openWindow(sandbox);
    await window.addKey();
    list = createAccessKeyList(window);
  });
  afterEach(async () => {
    list.dispose();
    await window.dispose();
  });

  const keep = async (region = sandbox.url): Promise<{ id: string; kept: () => KeptKey }> => {
    const issued = sandbox.issueAccessKey();
    const { collectionUid } = issued;
    const facts = {
      name: 'Charges',
      region,
      collectionUid,
      origin: 'made',
      expiry: { kind: 'unknown' },
    } as const;
    const { id } = await window.keptKeys.add(parseAccessKey(issued.key)!, facts);
    return { id: issued.id, kept: () => window.keptKeys.find(id)! };
  };

  it("get Postman's id and date of expiry from a complete list, once", async () => {
    const { id, kept } = await keep();
    const update = sinon.spy(window.keptKeys, 'update');
    await list.load();
    const at = sandbox.accessKeys().find((key) => key.id === id)!.expiresAt;
    assert.deepEqual([kept().listedId, kept().expiry], [id, { kind: 'known', at }]);
    await list.refresh();
    assert.equal(update.callCount, 1, 'what is known is not written again');
    sandbox.setAccessKey(id, { expiresAt: at + 1000 });
    await list.refresh();
    assert.deepEqual(kept().expiry, { kind: 'known', at: at + 1000 });
  });

  it('learn nothing from a part of it', async () => {
    const { kept } = await keep();
    sandbox.faults.add({ kind: 'status', status: 403, path: '/collection-access-keys', skip: 3 });
    await list.load();
    assert.deepEqual([kept().listedId, kept().expiry.kind], [undefined, 'unknown']);
  });

  it('are left alone where they are of another region, or no longer in the list', async () => {
    const [elsewhere, gone] = [await keep('us'), await keep()];
    sandbox.deleteAccessKey(gone.id);
    const before = [elsewhere.kept(), gone.kept()];
    await list.load();
    assert.deepEqual([elsewhere.kept(), gone.kept()], before);
  });

  it('are not guessed at where two rows look like one of them', async () => {
    const { id, kept } = await keep();
    await list.load();
    const twin = list.keys.find((key) => key.id === id)!;
    const page = async () =>
      Promise.resolve({
        keys: [
          { ...twin, id: 'first' },
          { ...twin, id: 'second' },
        ],
        nextCursor: '',
        skipped: 0,
        rateLimit: {},
      });
    await window.keptKeys.update(kept().id, { listedId: undefined });
    const other = createAccessKeyList({ ...window, client: { accessKeyPage: page } });
    await other.load();
    assert.equal(kept().listedId, undefined);
    other.dispose();
  });

  it('keep a date of their own when they were used while the list came', async () => {
    const { id, kept } = await keep();
    const usedAt = Date.now() + 1000;
    await window.keptKeys.update(kept().id, { usedAt, expiry: { kind: 'derived', at: usedAt } });
    await list.load();
    assert.deepEqual([kept().listedId, kept().expiry], [id, { kind: 'derived', at: usedAt }]);
  });

  it('do not spoil the list when they cannot be written', async () => {
    await keep();
    const logged: string[] = [];
    sinon.stub(window.keptKeys, 'update').rejects(new Error('disk'));
    const other = createAccessKeyList({ ...window, log: { error: (what) => logged.push(what) } });
    await other.load();
    assert.deepEqual([other.status.isComplete, other.status.problem, logged.length], [true, undefined, 1]);
    other.dispose();
  });
});
