import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import { parseApiKey } from '../../src/postman/credential.ts';
import { useApp } from './app.ts';

describe('Regenerate Key', () => {
  const app = useApp();
  const copy = async (key: string): Promise<void> => vscode.env.clipboard.writeText(key);

  it('swaps the secret in place, and proves that the old key is dead', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    const { stored: before, id } = await stored();
    let fresh = '';
    hands.will({ press: 'Open Page' });
    hands.onPage = async () => copy((fresh = sandbox.regenerate(id).key));
    await run('apiKeys.regenerate', { id: before.id });
    const after = parts.keyring.find(before.id);
    assert.equal(after?.name, before.name);
    assert.equal(after.fingerprint, parseApiKey(fresh)?.fingerprint);
    assert.equal((await parts.keyring.secretOf(before.id)).secret.reveal(), fresh);
    assert.match(hands.last(), /regenerated\. The old key is dead: Postman refuses it/);
    assert.equal(await vscode.env.clipboard.readText(), '');
  });

  it('says in plain words when the old key still works', async () => {
    const { hands, run, sandbox, stored } = app();
    sandbox.configure({ regenerateKeepsOldKey: true });
    const { stored: before, id } = await stored();
    hands.will({ press: 'Open Page' });
    hands.onPage = async () => copy(sandbox.regenerate(id).key);
    await run('apiKeys.regenerate', { id: before.id });
    sandbox.configure({ regenerateKeepsOldKey: false });
    assert.match(hands.last(), /The old key still works!/);
    assert.equal(hands.heard.at(-1)?.how, 'warn');
  }).timeout(20_000);

  it("does not let another account's key in its place, but offers to add it", async () => {
    const { hands, issue, parts, run, stored } = app();
    const { stored: before, key } = await stored();
    const other = issue({ user: 'daniel-okafor' }).key;
    hands.will({ press: 'Open Page' }, { press: 'Add as New Key' });
    hands.onPage = async () => copy(other.secret.reveal());
    await run('apiKeys.regenerate', { id: before.id });
    assert.match(hands.asked.join('\n'), /belongs to Daniel Okafor/);
    assert.equal(parts.keyring.find(before.id)?.fingerprint, key.fingerprint);
    assert.equal(parts.keyring.findSame(other)?.name, 'work (new)');
  });

  for (const fault of [{ kind: 'status', status: 503 }, { kind: 'garbage' }] as const) {
    it(`keeps both keys when Postman fails (${fault.kind}), and goes on when it works again`, async () => {
      const { hands, parts, run, sandbox, stored } = app();
      const { stored: before, key, id } = await stored();
      hands.will({ press: 'Open Page' }, 'leave');
      hands.onPage = async () => {
        await copy(sandbox.regenerate(id).key);
        sandbox.faults.add(fault);
      };
      await run('apiKeys.regenerate', { id: before.id });
      assert.equal(parts.keyring.find(before.id)?.fingerprint, key.fingerprint);
      const fresh = parseApiKey(await vscode.env.clipboard.readText());
      assert.ok(fresh, 'the new key is still in the clipboard');
      sandbox.faults.clear();
      hands.will({ press: 'Open Page' });
      hands.onPage = async () => {
        await copy('');
        await new Promise((done) => setTimeout(done, 500));
        await copy(sandbox.regenerate(fresh.id.slice('PMAK-'.length)).key);
      };
      await run('apiKeys.regenerate', { id: before.id });
      assert.notEqual(parts.keyring.find(before.id)?.fingerprint, key.fingerprint);
    });
  }

  it('asks whose an unverified key is before it lets another in its place', async () => {
    const { hands, issue, parts, region, run } = app();
    const { key } = issue();
    const { id } = await parts.keyring.add(key, {
      name: 'unverified',
      region: region.id,
      expiry: { kind: 'unknown' },
    });
    const other = issue({ user: 'daniel-okafor' }).key;
    hands.will({ press: 'Open Page' }, 'leave');
    hands.onPage = async () => copy(other.secret.reveal());
    await run('apiKeys.regenerate', { id });
    assert.match(hands.asked.join('\n'), /belongs to Daniel Okafor, Northwind, not to Maya Lindqvist/);
    assert.equal((await parts.keyring.secretOf(id)).fingerprint, key.fingerprint);
  });

  it('keeps the old key when the new one is refused', async () => {
    const { hands, issue, parts, run, sandbox, stored } = app();
    const { stored: before, key } = await stored();
    const dead = issue();
    sandbox.revoke(dead.id);
    hands.will({ press: 'Open Page' }, 'leave');
    hands.onPage = async () => copy(dead.key.secret.reveal());
    await run('apiKeys.regenerate', { id: before.id });
    assert.match(hands.asked.join('\n'), /refused it\. Nothing was changed/);
    assert.equal(parts.keyring.find(before.id)?.fingerprint, key.fingerprint);
  });
});
