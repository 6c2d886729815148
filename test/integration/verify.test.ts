import assert from 'node:assert/strict';

import { until, useApp } from './app.ts';

describe('Verify Key', () => {
  const app = useApp();

  it('asks once, writes down the answer and says whose key it is', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    const { stored: known } = await stored();
    await run('apiKeys.verify', { id: known.id });
    assert.match(hands.last(), new RegExp(`“work” works\\. It belongs to ${sandbox.person().fullName}`));
    assert.equal(sandbox.requests().length, 1);
    assert.ok((parts.keyring.find(known.id)?.verifiedAt ?? 0) >= (known.verifiedAt ?? Infinity));
  });

  it('uses the active key when it is run from the palette', async () => {
    const { hands, run, stored } = app();
    await stored('only one');
    await run('apiKeys.verify');
    assert.match(hands.last(), /“only one” works/);
  });

  it('says that a key is refused, and leads to the page', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    const { stored: known, id } = await stored();
    sandbox.revoke(id);
    hands.pressOn('Open API Keys Page');
    await run('apiKeys.verify', { id: known.id });
    assert.deepEqual(hands.heard[0]?.how, 'fail');
    assert.ok(parts.keyring.find(known.id)?.refusedAt);
    assert.deepEqual(hands.pages, [`${sandbox.url}/settings/me/api-keys`]);
    assert.ok(await parts.keyring.secretOf(known.id));
  });

  for (const fault of [{ kind: 'status', status: 500 }, { kind: 'wrongShape' }] as const) {
    it(`does not condemn a key when Postman fails (${fault.kind}), and Retry works`, async () => {
      const { hands, parts, run, sandbox, stored } = app();
      const { stored: known } = await stored();
      sandbox.faults.add(fault);
      await run('apiKeys.verify', { id: known.id });
      assert.equal(hands.heard[0]?.how, 'fail');
      assert.ok(hands.heard[0].actions.includes('Retry'));
      assert.equal(parts.keyring.find(known.id)?.trouble, 'unreachable');
      hands.pressOn('Retry');
      hands.onFail = () => {
        sandbox.faults.clear();
      };
      await run('apiKeys.verify', { id: known.id });
      await until('Retry was pressed and worked', () => parts.keyring.find(known.id)?.trouble === undefined);
      assert.match(hands.last(), /works/);
    });
  }

  it('ends at Cancel although Postman is silent, and says nothing', async () => {
    const { hands, run, sandbox, stored } = app();
    const { stored: known } = await stored();
    sandbox.faults.add({ kind: 'stall' });
    hands.cancelAfter(300);
    // It does not wait for the deadline of 15 s, which is past the limit of a test.
    await run('apiKeys.verify', { id: known.id });
    assert.deepEqual(hands.heard, []);
  });
});

describe('Verify All Keys', () => {
  const app = useApp();

  it('counts what works, what is refused and what could not be asked', async () => {
    const { hands, run, sandbox, stored } = app();
    await stored('one');
    await stored('two');
    const { id } = await stored('three');
    await run('apiKeys.verifyAll');
    assert.equal(hands.last(), '3 of 3 keys work.');
    sandbox.revoke(id);
    await run('apiKeys.verifyAll');
    assert.equal(hands.last(), '2 of 3 keys work, 1 refused by Postman.');
    sandbox.faults.add({ kind: 'html' });
    await run('apiKeys.verifyAll');
    assert.equal(hands.last(), '0 of 3 keys work, 3 could not be asked.');
  });

  it('stops at Cancel', async () => {
    const { hands, run, sandbox, stored } = app();
    await stored('one');
    await stored('two');
    sandbox.faults.add({ kind: 'stall' });
    hands.cancelAfter(100);
    await run('apiKeys.verifyAll');
    assert.deepEqual(hands.heard, []);
  });
});
