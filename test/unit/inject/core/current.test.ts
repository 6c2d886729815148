import assert from 'node:assert/strict';
import { isCurrent, mustBeCurrent } from '../../../../src/inject/current.ts';
import { createKeyring } from '../../../../src/keyring/keyring.ts';
import { facts, someKey, temporaryFolder } from '../../keyring/keys.ts';
import { SharedSecrets } from '../../keyring/sharedSecrets.ts';

describe('a key that something waited with', () => {
  it('goes on only where the keyring has this secret still, for this host', async () => {
    const folder = await temporaryFolder();
    const keyring = createKeyring(new SharedSecrets().window(), await folder.open());
    try {
      const held = await keyring.add(someKey(), facts('CI'));
      await keyring.update(held.id, { name: 'renamed' });
      assert.ok(isCurrent({ keyring }, held));
      await keyring.update(held.id, { region: 'eu' });
      assert.ok(!isCurrent({ keyring }, held));
      await keyring.update(held.id, { region: 'us' });
      assert.ok(isCurrent({ keyring }, held));
      await keyring.replace(held.id, someKey(), {});
      assert.ok(!isCurrent({ keyring }, held));
      await keyring.remove(held.id);
      assert.throws(() => {
        mustBeCurrent({ keyring }, held);
      }, /“CI” was changed or deleted at the same moment/);
    } finally {
      keyring.dispose();
      await folder.dispose();
    }
  });
});
