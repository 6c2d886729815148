import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import { behindExplorer, heardBy, keep, loadedList, runOn } from './accessKeyRows.ts';
import { until, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';
import { parseAccessKey } from '../../src/postman/accessKey.ts';

const { clipboard } = vscode.env;

/** The text of the document that is in front. */
function inFront(): string {
  return vscode.window.activeTextEditor?.document.getText() ?? '';
}

/** The same, once VS Code has asked for it again. */
async function shown(pattern: RegExp): Promise<string> {
  await until(`${String(pattern)} in ${inFront()}`, () => pattern.test(inFront()));
  return inFront();
}

async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

describe('Pages and ids of a collection access key', () => {
  const app = useApp();
  behindExplorer(app);

  it('copies Postman’s id and the masked key of a listed one; of a link from others there is only the latter', async () => {
    const { hands, run, sandbox, stored } = app();
    await stored('guest', 'lena-novak');
    const own = sandbox.issueAccessKey({ user: 'lena-novak' });
    const theirs = sandbox.issueAccessKey({ collection: 'Orders' });
    const kept = await keep(app(), theirs, 'Orders', { origin: 'received' });
    await loadedList(app());
    await run('accessKeys.copyId', { id: `key/${own.id}` });
    assert.equal(await clipboard.readText(), own.id);
    await run('accessKeys.copyMasked', { id: `key/${own.id}` });
    assert.equal(await clipboard.readText(), `PMAT-${'*'.repeat(22)}${own.key.slice(-4)}`);
    hands.will({ pick: /Orders/ });
    await run('accessKeys.copyMasked');
    assert.equal(await clipboard.readText(), `PMAT-${'*'.repeat(22)}${theirs.key.slice(-4)}`);
    await run('accessKeys.copyId', { id: `key/${kept.id}` });
    assert.match(hands.last(), /its id is not known here/);
    assert.deepEqual(sandbox.requests(), []);
  });

  it('opens the page of the collection, where its account is', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    await stored();
    const { collectionUid, id } = sandbox.issueAccessKey({ collection: 'Refunds API' });
    const kept = await parts.keptKeys.add(parseAccessKey(sandbox.issueAccessKey().key)!, {
      name: 'Elsewhere',
      region: 'us',
      collectionUid: '12345678-12ece9e1-2abf-4edc-8e34-de66e74114d2',
      origin: 'received',
      expiry: { kind: 'unknown' },
    });
    await loadedList(app());
    await run('accessKeys.openCollection', { id: `key/${id}` });
    await run('accessKeys.openCollection', { id: `group/collection/${collectionUid}` });
    await run('accessKeys.openCollection', { id: `key/${kept.id}` });
    assert.deepEqual(hands.pages, [
      `${sandbox.url}/collection/${collectionUid}`,
      `${sandbox.url}/collection/${collectionUid}`,
      'https://go.postman.co/collection/12345678-12ece9e1-2abf-4edc-8e34-de66e74114d2',
    ]);
  });

  it('opens Manage Public Elements for those who have it, and says who they are to the others', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    await stored('manager', 'Aiko Tanabe');
    await run('accessKeys.openManagePublic');
    assert.deepEqual(hands.pages, [`${sandbox.url}/manage-public`]);
    const { stored: plain } = await stored('plain', 'Daniel Okafor');
    await parts.activeKey.useEverywhere(plain.id);
    await run('accessKeys.openManagePublic');
    assert.match(hands.last(), /for community managers and super admins/);
    assert.equal(hands.pages.length, 1);
  });

  it('forgets links here alone, once the person has said so', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    await stored();
    const made = [
      sandbox.issueAccessKey({ collection: 'Orders' }),
      sandbox.issueAccessKey({ collection: 'Mail' }),
    ];
    const [one, two] = [
      await keep(app(), made[0]!, 'Orders'),
      await keep(app(), made[1]!, 'Mail', { origin: 'received' }),
    ];
    const third = await keep(app(), sandbox.issueAccessKey({ collection: 'Search' }), 'Search');
    hands.will('leave', { press: 'Forget' }, { press: 'Forget' });
    await run('accessKeys.forget', { id: `key/${one.id}` });
    assert.ok(await parts.keptKeys.secretOf(one.id));
    await run('accessKeys.forget', { id: `key/${one.id}` });
    assert.match(hands.asked.at(-1) ?? '', /Forget the link to “Orders”\? It goes on working for everybody/);
    assert.match(hands.last(), /The link to “Orders” is forgotten here/);
    await assert.rejects(parts.keptKeys.secretOf(one.id), { kind: 'gone' });
    await runOn('forget', [`key/${two.id}`, `key/${third.id}`]);
    assert.match(hands.asked.at(-1) ?? '', /Forget 2 links\? Mail\nSearch\n/);
    assert.deepEqual(parts.keptKeys.keys, []);
    assert.equal(sandbox.accessKeys().length, 123, 'at Postman they live on');
    await loadedList(app());
    await run('accessKeys.forget', { id: `key/${made[0]!.id}` });
    assert.match(hands.last(), /nothing to forget/);
  });
});

describe('Check for Exposed Keys', () => {
  const app = useApp();
  behindExplorer(app);
  beforeEach(closeAll);
  after(closeAll);

  it('says in one sentence that the plan or the role does not allow it, which is no error', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    await stored();
    await run('accessKeys.checkExposed');
    sandbox.configure({ plan: 'enterprise' });
    const { stored: plain } = await stored('plain', 'Daniel Okafor');
    await parts.activeKey.useEverywhere(plain.id);
    await run('accessKeys.checkExposed');
    assert.deepEqual(
      hands.heard.map(({ how }) => how),
      ['tell', 'tell'],
    );
    assert.match(hands.heard[0]?.message ?? '', /“This feature is only available with "Advanced Security/);
    assert.match(hands.heard[1]?.message ?? '', /“Only members with Superadmin/);
    assert.equal(inFront(), '');
  });

  it('finds keys of the keyring by their SHA-256 and by the id in their masked form, and leads to their end', async () => {
    const { hands, run, sandbox, stored } = app();
    sandbox.configure({ plan: 'enterprise' });
    const { key } = await stored('laptop');
    const made = sandbox.issueAccessKey({ collection: 'Orders' });
    await keep(app(), made, 'Orders');
    const text = key.secret.reveal();
    const [first, second] = [text, `${text.slice(0, 30)}${'0'.repeat(34)}`];
    const stranger = sandbox.issueAccessKey({ user: 'Tomás Rivera' });
    sandbox.exposeKey({ key: first, location: 'Headers' });
    sandbox.exposeKey({ key: second, workspace: 'Payments', location: 'Body' });
    sandbox.exposeKey({ key: made.key, workspace: 'Platform', location: 'Description [x](command:y)' });
    sandbox.exposeKey({ key: stranger.key, workspace: 'Payments' });
    sandbox.forgetRequests();
    await run('accessKeys.checkExposed');
    const report = await shown(
      /^Postman keys found exposed, as Maya Lindqvist may see them\n4 found, 3 of them in your keyring\./,
    );
    assert.equal(report.match(/In your keyring +laptop/g)?.length, 2);
    assert.equal(report.match(/In your keyring +Orders/g)?.length, 1);
    assert.match(report, /Place .*Headers · http:\/\/127\.0\.0\.1:\d+\/collection\//);
    const places = sandbox.requests().filter(({ path }) => path.endsWith('/locations'));
    assert.equal(places.length, 3, 'not of what is not here');
    for (const secret of [text, made.key, stranger.key]) await assertNoTrace(app(), secret);
    assert.match(heardBy(app()), /stands exposed: replace it\. So are 2 other keys of your keyring\.$/);
    assert.ok(hands.heard.every(({ how }) => how !== 'fail'));
  });

  it('leads to the revocation of a link that stands exposed', async () => {
    const { hands, run, sandbox, stored } = app();
    sandbox.configure({ plan: 'enterprise' });
    await stored();
    const made = sandbox.issueAccessKey({ collection: 'Orders' });
    await keep(app(), made, 'Orders');
    sandbox.exposeKey({ key: made.key });
    hands.pressOn('Revoke');
    hands.will({ press: 'Revoke' });
    await run('accessKeys.checkExposed');
    await until('it is revoked', () => heardBy(app()).includes('1 access key is revoked'));
    hands.heard.length = 0;
    await run('accessKeys.checkExposed');
    await shown(/State +revoked/);
    assert.deepEqual(hands.heard, []);
  });

  it('tells what it found where the places may not be seen', async () => {
    const { hands, run, sandbox, stored } = app();
    sandbox.configure({ plan: 'enterprise' });
    const { key } = await stored('laptop');
    sandbox.exposeKey({ key: key.secret.reveal() });
    sandbox.faults.add({ kind: 'status', status: 403, path: '/detected-secrets/' });
    await run('accessKeys.checkExposed');
    await shown(/1 found, 1 of them in your keyring/);
    assert.match(hands.last(), /“laptop” stands exposed: replace it\./);
  });

  it('ends with a sentence when Postman fails, and with none when it is cancelled', async () => {
    const { hands, run, sandbox, stored } = app();
    sandbox.configure({ plan: 'enterprise' });
    await stored();
    await run('accessKeys.checkExposed');
    assert.match(hands.last(), /has found no exposed Postman key/);
    sandbox.faults.add({ kind: 'hangUp' });
    await run('accessKeys.checkExposed');
    assert.match(hands.last(), /cannot be reached/);
    hands.heard.length = 0;
    sandbox.faults.clear();
    sandbox.faults.add({ kind: 'stall' });
    hands.cancelAfter(200, /secret scanner/);
    await run('accessKeys.checkExposed');
    assert.deepEqual(hands.heard, []);
  });
});

describe('Show Key Activity', () => {
  const app = useApp();
  behindExplorer(app);
  beforeEach(closeAll);
  after(closeAll);

  it('says in one sentence that the plan does not allow it, which is no error', async () => {
    const { hands, run, stored } = app();
    await stored();
    await run('accessKeys.showActivity');
    assert.deepEqual(
      hands.heard.map(({ how }) => how),
      ['tell'],
    );
    assert.match(hands.last(), /does not let it do this.*You do not have permissions to view audit actions/);
    assert.equal(inFront(), '');
  });

  it('shows who made and revoked keys, the newest first', async () => {
    const { hands, run, sandbox, stored } = app();
    sandbox.configure({ plan: 'enterprise' });
    await stored();
    const made = sandbox.issueAccessKey({ user: 'Tomás Rivera', collection: 'Orders' });
    sandbox.clock.advance(60_000);
    sandbox.deleteAccessKey(made.id);
    sandbox.clock.reset();
    await run('accessKeys.showActivity');
    const report = inFront();
    assert.match(
      report,
      /^Key activity of the last 30 days \(UTC\), by the audit log\nLooked for: .*access_key_revoke/,
    );
    const [revoked, created] = [
      /Tomás Rivera: .*[Rr]evoke.*\(Orders\)/,
      /Tomás Rivera: .*[Cc]reate.*\(Orders\)/,
    ].map((pattern) => report.search(pattern));
    assert.ok(revoked! > 0 && created! > revoked!, report.slice(0, 1500));
    await assertNoTrace(app(), made.key);
    assert.deepEqual(hands.heard, []);
  });
});
