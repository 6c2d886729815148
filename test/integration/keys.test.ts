import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import sinon from 'sinon';
import * as vscode from 'vscode';

import { testApi, until, useApp } from './app.ts';

describe('Commands on a key', () => {
  const app = useApp();
  const { clipboard } = vscode.env;

  it('Rename changes the name, and leaves the secret alone', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: known, key } = await stored();
    hands.will({ type: '  ' }, { type: 'CI\nkey' });
    await run('apiKeys.rename', { id: known.id });
    assert.match(hands.last(), /Type a name/);
    assert.equal(parts.keyring.find(known.id)?.name, 'CI key');
    assert.equal((await parts.keyring.secretOf(known.id)).fingerprint, key.fingerprint);
  });

  it('Set Expiry takes days, a date, never, and says what is wrong with anything else', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: known } = await stored();
    const expiry = (): unknown => parts.keyring.find(known.id)?.expiry;
    hands.will({ pick: 'Another number' }, { type: 'soon' }, { type: '45' });
    await run('apiKeys.setExpiry', { id: known.id });
    assert.match(hands.last(), /Type a number of days/);
    assert.deepEqual(expiry(), { kind: 'days', days: 45 });
    hands.will({ pick: 'On a date' }, { type: '2027-02-30' }, { type: '2027-02-28' });
    await run('apiKeys.setExpiry', { id: known.id });
    assert.match(hands.last(), /YYYY-MM-DD/);
    assert.deepEqual(expiry(), { kind: 'date', at: new Date(2027, 1, 28).getTime() });
    hands.will({ pick: 'Never' });
    await run('apiKeys.setExpiry', { id: known.id });
    assert.deepEqual(expiry(), { kind: 'never' });
  });

  it('Set Active asks where in a workspace, and the choice holds', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: one } = await stored('one');
    const { stored: two } = await stored('two');
    hands.will({ pick: 'Everywhere' });
    await run('apiKeys.setActive', { id: one.id });
    assert.equal(parts.activeKey.current?.name, 'one');
    hands.will({ pick: 'In this workspace' });
    await run('apiKeys.setActive', { id: two.id });
    assert.equal(parts.activeKey.current.name, 'two');
    assert.equal(parts.activeKey.isWorkspaceChoice, true);
    hands.will({ pick: 'one' }, { pick: 'Everywhere' });
    await run('apiKeys.setActive');
    assert.equal(parts.activeKey.current.name, 'one');
  });

  it('Copy Key clears the clipboard later, if it still holds the key', async () => {
    const { hands, run, stored } = app();
    const section = vscode.workspace.getConfiguration('postmanKeyring');
    await section.update('clipboardClearAfter', 1, vscode.ConfigurationTarget.Global);
    const { stored: known, key } = await stored();
    await run('apiKeys.copyKey', { id: known.id });
    assert.equal(await clipboard.readText(), key.secret.reveal());
    assert.match(hands.last(), /cleared in 1 seconds?/);
    await until('the clipboard is clear', async () => (await clipboard.readText()) === '');
    await run('apiKeys.copyKey', { id: known.id });
    await clipboard.writeText('something else');
    await setTimeout(1500);
    assert.equal(await clipboard.readText(), 'something else');
    await section.update('clipboardClearAfter', undefined, vscode.ConfigurationTarget.Global);
  });

  it('Copy Masked Key and Copy Owner copy what may be told', async () => {
    const { hands, parts, region, run, sandbox, stored } = app();
    const { stored: known, key } = await stored();
    await run('apiKeys.copyMasked', { id: known.id });
    assert.equal(await clipboard.readText(), `${key.id}-******${key.secret.reveal().slice(-2)}`);
    await run('apiKeys.copyOwner', { id: known.id });
    const { fullName, email } = sandbox.person();
    assert.equal(await clipboard.readText(), `${fullName} <${email}>`);
    const unknown = await parts.keyring.add(app().issue().key, {
      name: 'new',
      region: region.id,
      expiry: { kind: 'unknown' },
    });
    await run('apiKeys.copyOwner', { id: unknown.id });
    assert.match(hands.last(), /Verify it first/);
  });

  it('the pages open where the key lives', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    await stored();
    for (const page of ['openPage', 'openSettings', 'openDashboard']) await run(`apiKeys.${page}`);
    const american = await parts.keyring.add(app().issue().key, {
      name: 'us',
      region: 'us',
      expiry: { kind: 'unknown' },
    });
    await run('apiKeys.openPage', { id: american.id });
    assert.deepEqual(hands.pages, [
      `${sandbox.url}/settings/me/api-keys`,
      `${sandbox.url}/settings/me/api-keys#settings`,
      `${sandbox.url}/manage-postman-keys`,
      'https://go.postman.co/settings/me/api-keys',
    ]);
  });

  it('Show Keys and Actions leads to a key and to an action', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: one } = await stored('one');
    await stored('two');
    hands.will({ pick: 'one' }, { pick: 'Everywhere' });
    await run('apiKeys.showKeys');
    assert.equal(parts.activeKey.current?.id, one.id);
    hands.will({ pick: 'Verify' });
    await run('apiKeys.showKeys');
    assert.match(hands.last(), /“one” works/);
  });

  it('Paste Key Again gives a lost secret back, to the right account only', async () => {
    const { hands, issue, parts, run, stored } = app();
    const { stored: known, key } = await stored();
    hands.will({ type: issue({ user: 'daniel-okafor' }).key.secret.reveal() });
    await run('apiKeys.pasteAgain', { id: known.id });
    assert.match(hands.last(), /belongs to Daniel Okafor/);
    assert.equal(parts.keyring.find(known.id)?.fingerprint, key.fingerprint);
    const fresh = issue().key;
    hands.will({ type: fresh.secret.reveal() });
    await run('apiKeys.pasteAgain', { id: known.id });
    assert.match(hands.last(), /is back and works/);
    assert.equal((await parts.keyring.secretOf(known.id)).fingerprint, fresh.fingerprint);
  });

  for (const fault of [{ kind: 'status', status: 500 }, { kind: 'html' }] as const) {
    it(`Paste Key Again puts no unproven key over a secret that is there (${fault.kind})`, async () => {
      const { hands, issue, parts, run, sandbox, stored } = app();
      const { stored: known, key } = await stored();
      sandbox.faults.add(fault);
      hands.will({ type: issue().key.secret.reveal() });
      await run('apiKeys.pasteAgain', { id: known.id });
      assert.match(hands.last(), /could not be proven/);
      assert.equal(parts.keyring.find(known.id)?.fingerprint, key.fingerprint);
    });
  }

  it('Paste Key Again gives another secret no owner that it was not proven to have', async () => {
    const { hands, issue, parts, run, sandbox, stored } = app();
    const { stored: known } = await stored();
    const { KeyringProblem } = await testApi();
    const lost = sinon.stub(parts.keyring, 'secretOf').rejects(new KeyringProblem('missing'));
    try {
      sandbox.faults.add({ kind: 'status', status: 500 });
      hands.will({ type: issue().key.secret.reveal() });
      await run('apiKeys.pasteAgain', { id: known.id });
    } finally {
      lost.restore();
    }
    assert.match(hands.last(), /is back, but not verified/);
    assert.equal(parts.keyring.find(known.id)?.account, undefined);
  });

  it('Paste Key Again leaves a secret that came from another window while it asked', async () => {
    const { hands, issue, parts, run, stored } = app();
    const { stored: known } = await stored();
    const [typed, theirs] = [issue().key, issue().key];
    const prove = sinon.stub(parts.proof, 'accountOf');
    prove.callsFake(async (...args) => {
      await parts.keyring.replace(known.id, theirs, { account: known.account });
      return prove.wrappedMethod.apply(parts.proof, args);
    });
    try {
      hands.will({ type: typed.secret.reveal() });
      await run('apiKeys.pasteAgain', { id: known.id });
    } finally {
      prove.restore();
    }
    assert.match(hands.last(), /has got another secret meanwhile\. Nothing was changed\./);
    assert.equal((await parts.keyring.secretOf(known.id)).fingerprint, theirs.fingerprint);
  });

  it('without a key, a command offers to generate or add one', async () => {
    const { hands, run } = app();
    await run('apiKeys.copyKey');
    assert.match(hands.last(), /no API key in the keyring yet/);
    assert.deepEqual(hands.heard[0]?.actions, ['Generate API Key', 'Add Existing Key']);
  });

  it('a key that is gone says so, in one sentence', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: known } = await stored();
    await stored('another, which must not be taken in its place');
    await parts.keyring.remove(known.id);
    await run('apiKeys.copyKey', { id: known.id });
    assert.match(hands.last(), /was deleted, perhaps in another window/);
    assert.deepEqual(hands.heard.at(-1)?.actions, ['Show Keys']);
  });
});

describe('Add Existing Key', () => {
  const app = useApp();

  it('takes a pasted key, proposes its owner as the name, and proves it', async () => {
    const { hands, issue, parts, run } = app();
    const { key } = issue();
    hands.will(
      { type: 'nonsense' },
      { type: ` ${key.secret.reveal()} ` },
      { type: 'pasted' },
      { pick: 'Never' },
    );
    await run('apiKeys.add');
    assert.match(hands.heard[0]?.message ?? '', /This is no Postman API key/);
    assert.equal(parts.keyring.findSame(key)?.name, 'pasted');
    assert.ok(parts.keyring.findSame(key)?.verifiedAt);
  });

  it('takes the key that stands in the environment', async () => {
    const { hands, issue, parts, run } = app();
    const { key } = issue();
    process.env['POSTMAN_API_KEY'] = key.secret.reveal();
    hands.will({ pick: 'from the environment' }, { type: 'from env' }, { pick: "I don't know" });
    await run('apiKeys.add');
    delete process.env['POSTMAN_API_KEY'];
    assert.equal(parts.keyring.findSame(key)?.name, 'from env');
  });

  it('recognises a key that is there', async () => {
    const { hands, parts, run, stored } = app();
    const { key } = await stored('known');
    hands.will({ type: key.secret.reveal() });
    await run('apiKeys.add');
    assert.match(hands.last(), /already in the keyring, as “known”/);
    assert.equal(parts.keyring.keys.length, 1);
  });

  for (const fault of [{ kind: 'hangUp' }, { kind: 'quota' }] as const) {
    it(`keeps a key that cannot be proven now (${fault.kind})`, async () => {
      const { hands, issue, parts, run, sandbox } = app();
      const { key } = issue();
      sandbox.faults.add(fault);
      hands.will({ type: key.secret.reveal() }, { type: 'later' });
      await run('apiKeys.add');
      assert.equal(parts.keyring.findSame(key)?.verifiedAt, undefined);
      assert.match(hands.last(), /but not verified: /);
    });
  }
});

describe('Set Region', () => {
  const app = useApp();

  it('moves a key once it works there', async () => {
    const { hands, issue, parts, region, run } = app();
    const { key } = issue();
    const facts = { name: 'moved', region: 'http://127.0.0.1:1', expiry: { kind: 'unknown' } } as const;
    const { id } = await parts.keyring.add(key, facts);
    hands.will({ pick: region.label });
    await run('apiKeys.setRegion', { id });
    assert.equal(parts.keyring.find(id)?.region, region.id);
    assert.ok(parts.keyring.find(id)?.verifiedAt);
  });

  it('leaves the region alone when the key is refused there, unless the person insists', async () => {
    const { hands, issue, parts, region, run, sandbox } = app();
    const { id: issued, key } = issue();
    sandbox.revoke(issued);
    const { id } = await parts.keyring.add(key, { name: 'x', region: 'us', expiry: { kind: 'unknown' } });
    hands.will({ pick: region.label }, 'leave');
    await run('apiKeys.setRegion', { id });
    assert.equal(parts.keyring.find(id)?.region, 'us');
    hands.will({ pick: region.label }, { press: 'Set Anyway' });
    await run('apiKeys.setRegion', { id });
    assert.equal(parts.keyring.find(id)?.region, region.id);
    assert.ok(parts.keyring.find(id)?.refusedAt);
  });

  for (const fault of [{ kind: 'status', status: 500 }, { kind: 'garbage' }] as const) {
    it(`changes nothing when Postman fails (${fault.kind})`, async () => {
      const { hands, issue, parts, region, run, sandbox } = app();
      const { id } = await parts.keyring.add(issue().key, {
        name: 'x',
        region: 'us',
        expiry: { kind: 'unknown' },
      });
      sandbox.faults.add(fault);
      hands.will({ pick: region.label });
      await run('apiKeys.setRegion', { id });
      assert.equal(parts.keyring.find(id)?.region, 'us');
      assert.equal(hands.heard[0]?.how, 'fail');
    });
  }
});
