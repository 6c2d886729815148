import assert from 'node:assert/strict';

import { keepFound } from '../../../../src/inject/mcp/import/keepFound.ts';
import { keptIn } from '../../../../src/inject/mcp/import/kept.ts';
import { createKeyring } from '../../../../src/keyring/keyring.ts';
import { us } from '../../../../src/postman/region.ts';
import { facts, someKey, temporaryFolder } from '../../keyring/keys.ts';
import { SharedSecrets } from '../../keyring/sharedSecrets.ts';

describe('A key of an MCP file in the keyring', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let keyring: ReturnType<typeof createKeyring>;
  /** Reads that find nothing from now on. */
  let losses: number;

  beforeEach(async () => {
    losses = 0;
    folder = await temporaryFolder();
    const store = new SharedSecrets().window();
    const get: typeof store.get = async (name) => (losses-- > 0 ? undefined : store.get(name));
    keyring = createKeyring({ ...store, get }, await folder.open());
    await keyring.load();
  });
  afterEach(async () => {
    keyring.dispose();
    await folder.dispose();
  });

  it('is kept while its very secret comes back', async () => {
    const key = someKey();
    assert.equal(await keptIn(keyring)(key), false);
    const { id } = await keyring.add(key, facts('CI'));
    assert.equal(await keptIn(keyring)(key), true);
    losses = 1;
    assert.equal(await keptIn(keyring)(key), false, 'the card alone is none');
    await keyring.replace(id, someKey(), {});
    assert.equal(await keptIn(keyring)(key), false);
    const regenerated = { findSame: () => keyring.find(id), secretOf: async () => keyring.secretOf(id) };
    assert.equal(await keptIn(regenerated)(key), false, 'while it was being read');
    await keyring.remove(id);
    assert.equal(await keptIn(keyring)(key), false);
  });

  it('is still its owner’s where the file gives the lost secret back', async () => {
    const key = someKey();
    const account = { userId: 7, userName: 'm', fullName: 'Maya', email: 'e', teamName: 'T', roles: [] };
    const { id } = await keyring.add(key, { ...facts('CI'), account });
    losses = 1;
    // Nobody is asked.
    const parts = { keyring } as Parameters<typeof keepFound>[0];
    const stored = await keepFound(parts, key, us, 'Cursor', AbortSignal.timeout(1000));
    assert.equal(stored.account?.fullName, 'Maya');
    assert.equal((await keyring.secretOf(id)).fingerprint, key.fingerprint);
  });
});
