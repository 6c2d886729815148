import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import sinon from 'sinon';

import { behindExplorer, heardBy, keep, loadedList, runOn, type Made } from './accessKeyRows.ts';
import { useApp } from './app.ts';

const tomas = 31_450_118;
const leaver = 31_450_905;

describe('Revoke Access Key', () => {
  const app = useApp();
  behindExplorer(app);
  afterEach(() => {
    sinon.restoreObject(Date);
  });

  const ids = (): string[] =>
    app()
      .sandbox.accessKeys()
      .map(({ id }) => id);
  const areGone = (...made: Made[]): boolean[] => made.map(({ id }) => !ids().includes(id));
  const deletions = (): number =>
    app()
      .sandbox.requests()
      .filter(({ method }) => method === 'DELETE').length;
  const loads = (): number =>
    app()
      .sandbox.requests()
      .filter(({ path }) => path === '/collection-access-keys').length;
  const mask = ({ key }: Made): string => `••${key.slice(-4)}`;
  /** What every question said. */
  const asked = (): string => app().hands.asked.join('\n');

  /** Keys of the account in use, or of who is named, in a list that is loaded. */
  const listed = async (...of: { user?: string; collection: string }[]): Promise<Made[]> => {
    const user = app().parts.activeKey.current?.account?.userId;
    const made = of.map((one) =>
      app().sandbox.issueAccessKey({ ...(user && { user: String(user) }), ...one }),
    );
    await loadedList(app());
    return made;
  };
  const threeOfMine = async (): Promise<[Made, Made, Made]> => {
    await app().stored();
    const made = await listed(
      { collection: 'Refunds API' },
      { collection: 'Ledger' },
      { collection: 'Search' },
    );
    return made as [Made, Made, Made];
  };
  const nodes = (...made: Made[]): string[] => made.map(({ id }) => `key/${id}`);

  it('says which key it is, revokes it at Postman, and has no row of it any more, with no reload', async () => {
    const { accessKeys, hands, run } = app();
    const [one, two, three] = await threeOfMine();
    hands.will({ press: 'Revoke' });
    await run('accessKeys.revoke', { id: `key/${one.id}` });
    assert.match(
      asked(),
      new RegExp(
        `Revoke the access key ${mask(one)} of “Refunds API”\\? Made by you\\. Nobody has used it yet\\.`,
      ),
    );
    assert.deepEqual(areGone(one, two, three), [true, false, false]);
    assert.equal((await accessKeys.contents()).find(one.id), undefined);
    assert.deepEqual([loads(), deletions()], [0, 1]);
    assert.equal(hands.last(), '1 access key is revoked.');
  });

  it('offers all keys of the list when it is run on none', async () => {
    const { hands, run } = app();
    const [one] = await threeOfMine();
    hands.will({ pick: mask(one) }, { press: 'Revoke' });
    await run('accessKeys.revoke');
    assert.deepEqual(areGone(one), [true]);
  });

  it('revokes nothing when the question is left', async () => {
    const { hands, run } = app();
    const [one] = await threeOfMine();
    hands.will('leave');
    await run('accessKeys.revoke', { id: `key/${one.id}` });
    assert.deepEqual([areGone(one), deletions(), hands.heard], [[false], 0, []]);
  });

  it('revokes all that are selected, lists them by name, and forgets what was kept of them', async () => {
    const { hands, parts } = app();
    const made = await threeOfMine();
    const [one, two] = made;
    const [kept, other] = [await keep(app(), one, 'Refunds API'), await keep(app(), made[2], 'Search')];
    hands.will({ press: 'Revoke' });
    await runOn('revoke', [...nodes(one, two), `key/${one.id}`]);
    assert.ok(asked().includes('Revoke 2 access keys?'));
    assert.ok(asked().includes(`Refunds API: ${mask(one)} (you)\nLedger: ${mask(two)} (you)`));
    assert.deepEqual([areGone(...made), deletions()], [[true, true, false], 2]);
    assert.equal(parts.keptKeys.find(kept.id), undefined);
    await assert.rejects(parts.keptKeys.secretOf(kept.id), { kind: 'gone' });
    assert.ok(await parts.keptKeys.secretOf(other.id));
  });

  it('finds a key that is kept in the list, when that is not loaded yet', async () => {
    const { hands, run, sandbox, stored } = app();
    await stored();
    const made = sandbox.issueAccessKey({ collection: 'Orders' });
    const kept = await keep(app(), made, 'Orders');
    hands.will({ press: 'Revoke' });
    await run('accessKeys.revoke', { id: `key/${kept.id}` });
    assert.deepEqual(areGone(made), [true]);
    assert.deepEqual(app().parts.keptKeys.keys, []);
  });

  it('says of a link that was given by others who can revoke it', async () => {
    const { hands, run, sandbox, stored } = app();
    await stored('guest', 'lena-novak');
    const kept = await keep(app(), sandbox.issueAccessKey(), 'Theirs', { origin: 'received' });
    await loadedList(app());
    await run('accessKeys.revoke', { id: `key/${kept.id}` });
    assert.match(hands.last(), /only whoever made it can revoke it/);
    assert.equal(deletions(), 0);
  });

  it('counts a key as revoked that somebody else revoked meanwhile', async () => {
    const { hands, sandbox } = app();
    const [one, two] = await threeOfMine();
    sandbox.deleteAccessKey(one.id);
    hands.will({ press: 'Revoke' });
    await runOn('revoke', nodes(one, two));
    assert.equal(hands.last(), '2 access keys are revoked.');
  });

  it('counts no key as revoked because a proxy knows no such address', async () => {
    const { hands, sandbox } = app();
    const [one, two] = await threeOfMine();
    sandbox.faults.add({
      kind: 'json',
      status: 404,
      method: 'DELETE',
      times: 1,
      body: { message: 'Not Found' },
    });
    hands.will({ press: 'Revoke' }, 'leave');
    await runOn('revoke', nodes(one, two));
    assert.match(
      asked(),
      /1 of 2 access keys is revoked, 1 is not\. Still alive:\n.* has nothing at this address/,
    );
    assert.deepEqual(areGone(one, two), [false, true]);
  });

  describe('that goes only half the way', () => {
    it('tells which key of a team-mate a plain user may not revoke, and tries that one alone again', async () => {
      const { accessKeys, hands, stored } = app();
      await stored('plain', 'Daniel Okafor');
      const made = await listed(
        { collection: 'Refunds API' },
        { collection: 'Ledger', user: 'Tomás Rivera' },
        { collection: 'Search' },
      );
      hands.will({ press: 'Revoke' }, { press: 'Retry the Rest' }, 'leave');
      await runOn('revoke', nodes(...made));
      assert.ok(asked().includes('2 of 3 access keys are revoked, 1 is not.'), asked());
      assert.match(
        asked(),
        new RegExp(
          `Still alive:\n.*not authorized.*\nLedger: ${mask(made[1]!)} \\(Tomás Rivera\\)\n\nRevoked:\nRefunds`,
        ),
      );
      assert.deepEqual(areGone(...made), [true, false, true]);
      assert.equal(deletions(), 4, 'three, and then the one');
      const contents = await accessKeys.contents();
      assert.deepEqual(
        made.map(({ id }) => contents.find(id) === undefined),
        [true, false, true],
      );
      assert.deepEqual(hands.heard, [], 'the question has said it all');
    });

    it('goes on after a key that Postman stumbles over, and revokes the rest and no other on retry', async () => {
      const { hands, sandbox } = app();
      const made = await threeOfMine();
      sandbox.faults.add({ kind: 'status', status: 500, method: 'DELETE', skip: 1, times: 3 });
      hands.will({ press: 'Revoke' }, { press: 'Retry the Rest' });
      await runOn('revoke', nodes(...made));
      assert.match(
        asked(),
        /2 of 3 access keys are revoked, 1 may be\. Perhaps revoked:\n.*in trouble.*\nLedger: /,
      );
      assert.deepEqual([areGone(...made), deletions()], [[true, true, true], 1 + 3 + 1 + 1]);
      assert.equal(hands.last(), '3 access keys are revoked.');
    });

    it('stops at Cancel, and claims nothing of the key that was on its way', async () => {
      const { hands, sandbox } = app();
      const [one, two, three] = await threeOfMine();
      sandbox.faults.add({ kind: 'stall', method: 'DELETE', skip: 1, times: 1 });
      hands.will({ press: 'Revoke' }, { press: 'Retry the Rest' });
      hands.cancelAfter(300, /^1 of 3 done/);
      await runOn('revoke', nodes(one, two, three));
      assert.match(asked(), /1 of 3 access keys is revoked, 1 is not, 1 may be\./);
      assert.ok(
        asked().includes(
          `Still alive:\nYou stopped it.\nSearch: ${mask(three)} (you)\n\n` +
            `Perhaps revoked:\nYou stopped it.\nLedger: ${mask(two)} (you)\n\nRevoked:\nRefunds API: ${mask(one)} (you)`,
        ),
        asked(),
      );
      assert.deepEqual([areGone(one, two, three), deletions()], [[true, true, true], 4]);
    });

    it('does not knock for each key when Postman cannot be reached', async () => {
      const { hands, sandbox } = app();
      const made = await threeOfMine();
      sandbox.faults.add({ kind: 'hangUp', method: 'DELETE', skip: 1 });
      hands.will({ press: 'Revoke' }, 'leave');
      await runOn('revoke', nodes(...made));
      assert.match(asked(), /1 of 3 access keys is revoked, 1 is not, 1 may be\. .*cannot be reached/s);
      assert.deepEqual([areGone(...made), deletions()], [[true, false, false], 1 + 2]);
    });

    it('ends when the API key is refused, with every key still there', async () => {
      const { hands, sandbox } = app();
      const made = await threeOfMine();
      sandbox.faults.add({ kind: 'status', status: 401, method: 'DELETE' });
      hands.will({ press: 'Revoke' }, 'leave');
      await runOn('revoke', nodes(...made));
      assert.match(
        asked(),
        /0 of 3 access keys are revoked, 3 are not\. .*refuses this API key.*None is revoked/s,
      );
      assert.equal(deletions(), 1);
    });
  });

  describe('of many at once', () => {
    const never = (): string[] =>
      app()
        .sandbox.accessKeys()
        .filter((key) => key.lastUsedAt === null && !key.inactive && key.expiresAt > Date.now())
        .map(({ id }) => id);

    it('looks anew before it revokes what was never used, and spares a key that was used since', async () => {
      const { hands, run, sandbox } = app();
      const [one, two, three] = await threeOfMine();
      const kept = await keep(app(), three, 'Search');
      await app().parts.keptKeys.update(kept.id, { usedAt: Date.now() }, kept.fingerprint);
      const before = ids();
      const expected = never().filter((id) => ![one.id, three.id].includes(id));
      sandbox.setAccessKey(one.id, { lastUsedAt: Date.now() });
      const real = Date.now.bind(Date);
      sinon.stub(Date, 'now').callsFake(() => real() + 61_000);
      hands.will({ press: 'Revoke' });
      await run('accessKeys.revokeNeverUsed');
      assert.equal(loads(), 13);
      assert.match(
        asked(),
        new RegExp(`Revoke ${expected.length} access keys\\?.*Nobody has used any of them`, 's'),
      );
      assert.deepEqual(areGone(one, two, three), [false, true, false]);
      assert.deepEqual(before.filter((id) => !ids().includes(id)).toSorted(), expected.toSorted());
    });

    it('does not look anew within a minute', async () => {
      const { hands, run } = app();
      await threeOfMine();
      hands.will('leave');
      await run('accessKeys.revokeNeverUsed');
      assert.deepEqual([loads(), deletions()], [0, 0]);
    });

    it('revokes nothing by a list that did not come to its end, or was given up', async () => {
      const { hands, run, sandbox, stored } = app();
      await stored();
      sandbox.faults.add({ kind: 'status', status: 500, path: '/collection-access-keys', skip: 5 });
      await run('accessKeys.revokeNeverUsed');
      assert.match(hands.last(), /is in trouble.*Nothing was revoked\.$/);
      hands.heard.length = 0;
      sandbox.faults.clear();
      sandbox.faults.add({ kind: 'stall', path: '/collection-access-keys', skip: 5 });
      hands.cancelAfter(300, /Looking at all access keys/);
      await run('accessKeys.revokeNeverUsed');
      assert.deepEqual([hands.heard, deletions()], [[], 0]);
    });

    it('says what is missing when no API key is in use', async () => {
      const { hands, run } = app();
      await run('accessKeys.revokeNeverUsed');
      assert.match(hands.last(), /No API key is in use/);
    });

    it('revokes all keys of somebody who left, and of nobody else', async () => {
      const { hands, run, sandbox, stored } = app();
      await stored();
      const theirs = sandbox.accessKeys().filter(({ userId }) => userId === leaver);
      assert.ok(theirs.length > 3);
      hands.will({ pick: /has left the team/ }, { press: 'Revoke' });
      await run('accessKeys.revokeOfPerson');
      assert.match(asked(), new RegExp(`Revoke ${theirs.length} access keys\\?.*user ${leaver}`, 's'));
      assert.deepEqual(
        sandbox.accessKeys().filter(({ userId }) => userId === leaver),
        [],
      );
      assert.equal(sandbox.accessKeys().length, 120 - theirs.length);
    });

    it('revokes all keys of a collection', async () => {
      const { hands, run, sandbox, stored } = app();
      await stored();
      const { collectionUid } = sandbox.issueAccessKey({ collection: 'Refunds API' });
      hands.will({ pick: /^Refunds API/ }, { press: 'Revoke' });
      await run('accessKeys.revokeOfCollection');
      assert.ok(sandbox.accessKeys().every((key) => key.collectionUid !== collectionUid));
      assert.ok(sandbox.accessKeys().length > 100);
    });

    it('revokes of a group what the filter shows, and only once all of it is loaded', async () => {
      const { accessKeys, hands, run, sandbox, stored } = app();
      await stored();
      const contents = await accessKeys.contents();
      await contents.change({ groupBy: 'creator', filter: { ...contents.state.filter, isNeverUsed: true } });
      sandbox.faults.add({ kind: 'stall', path: '/collection-access-keys', skip: 8, times: 1 });
      void run('accessKeys.refresh');
      await setTimeout(300);
      const before = sandbox.accessKeys().filter(({ userId }) => userId === tomas);
      const unused = before.filter(({ lastUsedAt }) => lastUsedAt === null).length;
      assert.ok(unused > 0 && unused < before.length);
      hands.will({ press: 'Revoke' });
      await run('accessKeys.revokeOfPerson', { id: `group/creator/${tomas}` });
      const after = sandbox.accessKeys().filter(({ userId }) => userId === tomas);
      assert.equal(after.length, before.length - unused);
      assert.ok(after.every(({ lastUsedAt }) => lastUsedAt !== null));
    });
  });

  describe('while another account becomes active', () => {
    it('goes on with the account it began with', async () => {
      const { hands, parts, sandbox, stored } = app();
      const made = await threeOfMine();
      const own = parts.activeKey.current!;
      const { stored: guest } = await stored('guest', 'lena-novak');
      await parts.activeKey.useEverywhere(own.id);
      await loadedList(app());
      sandbox.faults.add({ kind: 'delay', ms: 200, method: 'DELETE' });
      hands.will({ press: 'Revoke' });
      const revoked = runOn('revoke', nodes(...made));
      while (deletions() === 0) await setTimeout(20);
      await parts.activeKey.useEverywhere(guest.id);
      await revoked;
      assert.deepEqual(areGone(...made), [true, true, true]);
      assert.match(heardBy(app()), /3 access keys are revoked/);
    });

    it('revokes nothing of a list that it is no longer about', async () => {
      const { hands, parts, run, sandbox, stored } = app();
      const { stored: own } = await stored();
      const { stored: guest } = await stored('guest', 'lena-novak');
      await parts.activeKey.useEverywhere(own.id);
      await loadedList(app());
      sandbox.faults.add({ kind: 'delay', ms: 500, path: '/users' });
      hands.will({ pick: /access key/ });
      const revoked = run('accessKeys.revokeOfPerson');
      await setTimeout(200);
      await parts.activeKey.useEverywhere(guest.id);
      await revoked;
      assert.match(hands.last(), /The list has changed meanwhile\. Nothing was revoked/);
      assert.deepEqual([deletions(), sandbox.accessKeys().length], [0, 120]);
    });
  });

  it('waits for no name that will not come', async () => {
    const { hands, run, sandbox, stored } = app();
    await stored('plain', 'Daniel Okafor');
    const [made] = await listed({ collection: 'Refunds API' });
    for (const path of ['/users', '/collections']) sandbox.faults.add({ kind: 'status', status: 403, path });
    hands.will('leave');
    await run('accessKeys.revoke', { id: `key/${made!.id}` });
    assert.ok(asked().includes(`of “${made!.collectionUid}”?`));
  });

  it('is not about a key that has gone from the list', async () => {
    const { hands, run } = app();
    await threeOfMine();
    await run('accessKeys.revoke', { id: 'key/../me' });
    assert.match(hands.last(), /no longer in the list/);
  });
});
