import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import sinon from 'sinon';
import * as vscode from 'vscode';

import { testApi, useApp } from './app.ts';

describe('Generate API Key', () => {
  const app = useApp();
  const { clipboard } = vscode.env;

  /** The person names the key and copies one on the page. */
  const copying = (key: string): void => {
    const { hands } = app();
    hands.will({ type: 'laptop' });
    hands.onPage = async () => clipboard.writeText(key);
  };

  it('takes the key that is copied, proves it, stores it and clears the clipboard', async () => {
    const { hands, issue, parts, region, run, sandbox } = app();
    const { key } = issue({ name: 'laptop' });
    copying(key.secret.reveal());
    hands.will({ pick: "I don't know" });
    await run('apiKeys.generate');
    assert.deepEqual(hands.pages, [`${sandbox.url}/settings/me/api-keys`]);
    const [stored, ...others] = parts.keyring.keys;
    assert.equal(others.length, 0);
    assert.equal(stored?.name, 'laptop');
    assert.equal(stored.region, region.id);
    assert.equal(stored.account?.fullName, sandbox.person().fullName);
    assert.ok(stored.verifiedAt);
    assert.equal((await parts.keyring.secretOf(stored.id)).fingerprint, key.fingerprint);
    assert.equal(await clipboard.readText(), '');
    assert.equal(parts.activeKey.current?.id, stored.id);
    assert.match(hands.last(), /“laptop” is in the keyring\. It belongs to/);
  });

  it('remembers the expiry it was told', async () => {
    const { hands, issue, parts, run } = app();
    hands.will({ type: 'laptop' }, { pick: '90 days' });
    hands.onPage = async () => clipboard.writeText(issue().key.secret.reveal());
    await run('apiKeys.generate');
    assert.deepEqual(parts.keyring.keys[0]?.expiry, { kind: 'days', days: 90 });
    hands.will({ type: 'second' });
    await run('apiKeys.generate');
    const [, second] = parts.keyring.keys;
    assert.deepEqual(second?.expiry, { kind: 'days', days: 90 }, 'the account’s setting is asked for once');
  });

  it('keeps the key when the question about its expiry is left', async () => {
    const { hands, issue, parts, run } = app();
    hands.will({ type: 'laptop' }, 'leave');
    hands.onPage = async () => clipboard.writeText(issue().key.secret.reveal());
    await run('apiKeys.generate');
    assert.deepEqual(parts.keyring.keys[0]?.expiry, { kind: 'unknown' });
  });

  it('holds the key while the secret storage fails, until it is stored', async () => {
    const { hands, issue, parts, run } = app();
    const { key } = issue();
    const { KeyringProblem } = await testApi();
    const real = parts.keyring.add.bind(parts.keyring);
    let failures = 3;
    const add = sinon.stub(parts.keyring, 'add').callsFake(async (...args) => {
      failures -= 1;
      if (failures >= 0) throw new KeyringProblem('failing');
      return real(...args);
    });
    copying(key.secret.reveal());
    hands.will(
      { press: 'Try Again' },
      { press: 'Copy Key' },
      { press: 'Try Again' },
      { pick: "I don't know" },
    );
    await run('apiKeys.generate');
    add.restore();
    assert.match(hands.asked.join('\n'), /could not be stored/);
    assert.ok(parts.keyring.findSame(key));
  });

  it('does not take what was in the clipboard before, nor what is not exactly a key', async () => {
    const { hands, issue, parts, run } = app();
    const before = issue().key;
    const fresh = issue().key;
    await clipboard.writeText(before.secret.reveal());
    hands.will({ type: 'laptop' }, { pick: "I don't know" });
    hands.onPage = async () => {
      void (async () => {
        await setTimeout(700);
        await clipboard.writeText(`my key is ${fresh.secret.reveal()}`);
        await setTimeout(700);
        assert.equal(parts.keyring.keys.length, 0);
        await clipboard.writeText(fresh.secret.reveal());
      })();
      return Promise.resolve();
    };
    await run('apiKeys.generate');
    assert.equal(parts.keyring.keys[0]?.fingerprint, fresh.fingerprint);
  });

  it('says so when the copied key is in the keyring already, and waits on', async () => {
    const { hands, issue, parts, run, stored } = app();
    const known = await stored('old one');
    const fresh = issue().key;
    hands.will({ type: 'laptop' }, { pick: "I don't know" });
    hands.onPage = async () => {
      await clipboard.writeText(known.key.secret.reveal());
      void setTimeout(900).then(async () => clipboard.writeText(fresh.secret.reveal()));
    };
    await run('apiKeys.generate');
    assert.match(hands.heard[0]?.message ?? '', /already in the keyring, as “old one”/);
    assert.equal(parts.keyring.keys.length, 2);
  });

  it('stores the key unverified when Postman fails, and loses nothing', async () => {
    const { hands, issue, parts, run, sandbox } = app();
    for (const kind of ['status', 'html'] as const) {
      sandbox.faults.clear();
      sandbox.faults.add(kind === 'status' ? { kind, status: 500 } : { kind });
      const { key } = issue();
      copying(key.secret.reveal());
      await run('apiKeys.generate');
      const stored = parts.keyring.findSame(key);
      assert.ok(stored, kind);
      assert.equal(stored.verifiedAt, undefined);
      assert.match(hands.last(), /is in the keyring, but not verified: /);
    }
  });

  it('keeps the key when the proof is cancelled', async () => {
    const { issue, hands, parts, run, sandbox } = app();
    const { key } = issue();
    sandbox.faults.add({ kind: 'stall' });
    copying(key.secret.reveal());
    hands.cancelAfter(50, /whose key it is/);
    await run('apiKeys.generate');
    assert.ok(parts.keyring.findSame(key));
  });

  it('asks what to do with a key that Postman refuses, and drops it when told to', async () => {
    const { hands, issue, parts, run, sandbox } = app();
    const { id, key } = issue();
    sandbox.revoke(id);
    copying(key.secret.reveal());
    hands.will('leave');
    await run('apiKeys.generate');
    assert.match(hands.asked.join('\n'), /refused this key.*another region/);
    assert.equal(parts.keyring.keys.length, 0);
    copying(key.secret.reveal());
    await clipboard.writeText('');
    hands.will({ press: 'Keep Anyway' });
    await run('apiKeys.generate');
    assert.equal(parts.keyring.keys.length, 1);
  });

  it('changes nothing when the wait is cancelled', async () => {
    const { hands, parts, run } = app();
    hands.will({ type: 'laptop' });
    hands.cancelAfter(200);
    await run('apiKeys.generate');
    assert.equal(parts.keyring.keys.length, 0);
    assert.deepEqual(hands.heard, []);
  });

  it('takes a pasted key instead, and only one wait at a time', async () => {
    const { hands, issue, parts, run } = app();
    const { key } = issue();
    // It stood in the clipboard before: pasted on purpose, it is taken all the same.
    await clipboard.writeText(key.secret.reveal());
    hands.will({ type: 'laptop' });
    const running = run('apiKeys.generate');
    await setTimeout(300);
    hands.will({ type: 'second' });
    await run('apiKeys.generate');
    assert.match(hands.last(), /Another key is being waited for/);
    hands.will({ type: key.id }, { type: key.secret.reveal() }, { pick: "I don't know" });
    await run('apiKeys.pasteInstead');
    await running;
    assert.match(hands.heard.map(({ message }) => message).join('\n'), /only the key's id/);
    assert.equal(parts.keyring.findSame(key)?.name, 'laptop');
  });

  it('says what to do when nothing is being waited for', async () => {
    const { hands, run } = app();
    await run('apiKeys.pasteInstead');
    assert.match(hands.last(), /Run Generate API Key first/);
  });
});
