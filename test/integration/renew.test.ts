import assert from 'node:assert/strict';

import { behindExplorer, day, heardBy, keep, loadedList, runOn, type Made } from './accessKeyRows.ts';
import { until, useApp } from './app.ts';
import type { KeptKey } from '../../src/keyring/accessKeyCard.ts';

describe('Renew Access Key', () => {
  const app = useApp();
  behindExplorer(app);

  beforeEach(async () => {
    await app().stored();
  });

  const atSandbox = ({ id }: Made) =>
    app()
      .sandbox.accessKeys()
      .find((key) => key.id === id);
  const daysLeft = (at: number | undefined): number => Math.round(((at ?? 0) - Date.now()) / day);
  const uses = (): number =>
    app()
      .sandbox.requests()
      .filter(({ query }) => query.includes('access_key')).length;
  const keptNow = ({ id }: KeptKey): KeptKey => app().parts.keptKeys.find(id)!;

  /** Kept keys that end in so many days, as the list has told. */
  const ending = async (
    ...of: [collection: string, days: number][]
  ): Promise<{ made: Made; kept: KeptKey }[]> => {
    const { sandbox } = app();
    const keys: { made: Made; kept: KeptKey }[] = [];
    for (const [collection, days] of of) {
      const made = sandbox.issueAccessKey({ collection });
      sandbox.setAccessKey(made.id, { expiresAt: Date.now() + days * day });
      keys.push({ made, kept: await keep(app(), made, collection) });
    }
    await loadedList(app());
    return keys.map(({ made, kept }) => ({ made, kept: keptNow(kept) }));
  };

  it('gives a key another 60 days by using it once, with no API key, and its row follows with no reload', async () => {
    const { accessKeys, hands, run, sandbox } = app();
    const [one] = await ending(['Refunds API', 5]);
    const { made, kept } = one!;
    const contents = await accessKeys.contents();
    const before = contents.model.expiring;
    assert.deepEqual(kept.expiry, { kind: 'known', at: atSandbox(made)?.expiresAt });
    await run('accessKeys.renew', { id: `key/${made.id}` });
    assert.equal(daysLeft(atSandbox(made)?.expiresAt), 60);
    assert.match(hands.last(), /^The link to “Refunds API” lives for another 60 days\.$/);
    assert.deepEqual(
      sandbox.requests().map(({ hasKey, method, query }) => [method, query, hasKey]),
      [['GET', ['model', 'access_key'], false]],
    );
    await contents.settled();
    const row = contents.find(made.id);
    assert.equal(daysLeft(row?.listed?.expiresAt), 60);
    assert.ok(row?.listed?.lastUsedAt);
    assert.equal(daysLeft((keptNow(kept).expiry as { at: number }).at), 60);
    assert.equal(contents.model.expiring, before - 1);
  });

  it('renews all that are selected, and of those that are picked the one', async () => {
    const { hands, run } = app();
    const keys = await ending(['Refunds API', 5], ['Ledger', 9], ['Search', 40]);
    await runOn('renew', [`key/${keys[0]!.made.id}`, `key/${keys[1]!.kept.id}`]);
    assert.match(hands.last(), /^2 access keys live for another 60 days\.$/);
    hands.will({ pick: 'Search' });
    await run('accessKeys.renew');
    assert.deepEqual(
      keys.map(({ made }) => daysLeft(atSandbox(made)?.expiresAt)),
      [60, 60, 60],
    );
  });

  it('renews all that end soon, and tells by name which one Postman refused', async () => {
    const { accessKeys, hands, run, sandbox } = app();
    const [one, dead, two, later] = await ending(
      ['Refunds API', 3],
      ['Ledger', 4],
      ['Search', 5],
      ['Orders', 40],
    );
    sandbox.deleteAccessKey(dead!.made.id);
    await run('accessKeys.renewAll');
    assert.match(
      heardBy(app()),
      /2 of 3 access keys renewed\. Not renewed: “Ledger”\. .* refused this link: it was revoked or has expired\./,
    );
    assert.deepEqual(
      [one, two, later].map((key) => daysLeft(atSandbox(key!.made)?.expiresAt)),
      [60, 60, 40],
    );
    assert.ok(keptNow(dead!.kept).refusedAt);
    assert.deepEqual([keptNow(one!.kept).refusedAt, uses()], [undefined, 3]);
    const contents = await accessKeys.contents();
    await contents.settled();
    assert.match(contents.lookOf(contents.find(dead!.kept.id)!).context, /\bdead\b/);
    hands.heard.length = 0;
    await run('accessKeys.renewAll');
    assert.match(heardBy(app()), /No access key in the keyring expires soon\./);
    assert.equal(uses(), 3);
  });

  it('tells what was done when it is cancelled, and claims nothing', async () => {
    const { hands, run, sandbox } = app();
    const keys = await ending(['Refunds API', 3], ['Ledger', 4], ['Search', 5]);
    sandbox.faults.add({ kind: 'stall', path: '/collections', skip: 1 });
    hands.cancelAfter(200, /^1 of 3 done/);
    await run('accessKeys.renewAll');
    assert.match(heardBy(app()), /1 of 3 access keys renewed\. Not renewed: “.*”, “.*”\. .*You stopped it\./);
    assert.deepEqual(keys.map(({ kept }) => keptNow(kept).expiry.kind).toSorted(), [
      'derived',
      'known',
      'known',
    ]);
  });

  it('leaves a key as it was when Postman cannot be reached, or answers for a proxy', async () => {
    const { hands, run, sandbox } = app();
    const [one] = await ending(['Refunds API', 5]);
    const { made, kept } = one!;
    for (const [kind, sentence] of [
      ['hangUp', /Not renewed: “Refunds API”\. .* cannot be reached/],
      ['html', /Not renewed: “Refunds API”\. .* answered with a web page/],
    ] as const) {
      sandbox.faults.clear();
      sandbox.faults.add({ kind });
      await run('accessKeys.renew', { id: `key/${made.id}` });
      assert.match(hands.last(), sentence);
      assert.deepEqual(keptNow(kept), kept);
    }
  });

  it('says why a key cannot be renewed here whose link is not in the keyring', async () => {
    const { hands, run, sandbox } = app();
    const { id } = sandbox.issueAccessKey();
    await loadedList(app());
    await run('accessKeys.renew', { id: `key/${id}` });
    assert.match(hands.last(), /the link of this one is not in the keyring/);
    assert.equal(uses(), 0);
  });

  it('is what helps a link among the keys that need attention', async () => {
    const { hands, run } = app();
    const [one] = await ending(['Refunds API', 5]);
    hands.will({ pick: /Link to Refunds API .*in 5 days/ });
    await run('expiry.showTrouble');
    await until('it is renewed', () => daysLeft(atSandbox(one!.made)?.expiresAt) === 60);
    await until('that is told', () => heardBy(app()).includes('lives for another 60 days'));
    hands.heard.length = 0;
    await run('expiry.showTrouble');
    assert.match(heardBy(app()), /All keys are well/);
  });
});
