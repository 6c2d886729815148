import assert from 'node:assert/strict';

import { useApp } from './app.ts';

describe('Delete Key', () => {
  const app = useApp();

  it('forgets a key here, and says that it still works', async () => {
    const { hands, parts, region, run, stored } = app();
    const { stored: known, key } = await stored();
    hands.will({ press: 'Forget Here' });
    await run('apiKeys.delete', { id: known.id });
    assert.equal(parts.keyring.keys.length, 0);
    await assert.rejects(parts.keyring.secretOf(known.id), { kind: 'gone' });
    assert.match(hands.last(), /forgotten\. It goes on working at Postman/);
    assert.ok(await parts.client.me(key, region));
  });

  it('forgets a key once Postman refuses it', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    const { stored: known, id } = await stored();
    hands.will({ press: 'Revoke at Postman, Then Forget' });
    hands.onPage = async () => Promise.resolve(sandbox.revoke(id));
    await run('apiKeys.delete', { id: known.id });
    assert.equal(parts.keyring.keys.length, 0);
    assert.match(hands.last(), /forgotten\. Postman refuses it/);
  });

  for (const fault of [{ kind: 'status', status: 500 }, { kind: 'stall' }] as const) {
    it(`keeps the key when Postman fails (${fault.kind}) and the wait is cancelled`, async () => {
      const { hands, parts, run, sandbox, stored } = app();
      const { stored: known } = await stored();
      hands.will({ press: 'Revoke at Postman, Then Forget' });
      hands.onPage = async () => Promise.resolve(void sandbox.faults.add(fault));
      hands.cancelAfter(400);
      await run('apiKeys.delete', { id: known.id });
      assert.ok(parts.keyring.find(known.id));
      assert.ok(await parts.keyring.secretOf(known.id));
    });
  }

  it('keeps the key when the question is left', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: known } = await stored();
    hands.will('leave');
    await run('apiKeys.delete', { id: known.id });
    assert.ok(parts.keyring.find(known.id));
  });
});
