import assert from 'node:assert/strict';
import { createKeyring, type Keyring } from '../../../src/keyring/keyring.ts';
import { createProof, type Proof } from '../../../src/keyring/proof.ts';
import { createClient } from '../../../src/postman/client.ts';
import { parseApiKey, type ApiKey } from '../../../src/postman/credential.ts';
import { regionOf, type Region } from '../../../src/postman/region.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server/start.ts';
import { someKey, temporaryFolder } from './keys.ts';
import { SharedSecrets } from './sharedSecrets.ts';

describe('the proof of a key', () => {
  let sandbox: Sandbox;
  let region: Region;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let keyring: Keyring;
  let proof: Proof;

  before(async () => {
    sandbox = await startSandbox({ seed: 'team' });
    region = regionOf(sandbox.url)!;
  });

  after(async () => sandbox.close());

  beforeEach(async () => {
    sandbox.faults.clear();
    sandbox.forgetRequests();
    folder = await temporaryFolder();
    keyring = createKeyring(new SharedSecrets().window(), await folder.open());
    const client = createClient({ customAddress: () => undefined, sleep: async () => Promise.resolve() });
    proof = createProof(keyring, client);
  });

  afterEach(async () => {
    keyring.dispose();
    await folder.dispose();
  });

  const issued = (): { id: string; key: ApiKey } => {
    const { id, key } = sandbox.issueKey();
    return { id, key: parseApiKey(key)! };
  };
  const stored = async (key: ApiKey): Promise<string> => {
    const { id } = await keyring.add(key, { name: 'work', region: region.id, expiry: { kind: 'unknown' } });
    return id;
  };

  it('writes down whose key it is, and when Postman said so', async () => {
    const id = await stored(issued().key);
    const key = await proof.verify(id);
    assert.equal(key.account?.userId, sandbox.person().id);
    assert.ok(key.verifiedAt !== undefined && Date.now() - key.verifiedAt < 5000);
    assert.equal('operations' in key.account, false);
  });

  it('asks a second time before a key is called refused', async () => {
    const id = await stored(issued().key);
    sandbox.faults.add({ kind: 'status', status: 401, times: 1 });
    await proof.verify(id);
    assert.equal(keyring.find(id)?.refusedAt, undefined);
    assert.equal(sandbox.requests().length, 2);
  });

  it('writes down a refusal, and keeps the key', async () => {
    const id = await stored(someKey());
    await assert.rejects(proof.verify(id), { kind: 'refused' });
    assert.ok(keyring.find(id)?.refusedAt);
    assert.ok(await keyring.secretOf(id));
  });

  it('takes a 403 for a sign of life', async () => {
    const id = await stored(issued().key);
    sandbox.faults.add({ kind: 'status', status: 403 });
    const key = await proof.verify(id);
    assert.ok(key.verifiedAt);
    assert.equal(key.account, undefined);
  });

  it('only notes a passing failure, until the next success', async () => {
    const id = await stored(issued().key);
    sandbox.faults.add({ kind: 'status', status: 500 });
    await assert.rejects(proof.verify(id), { kind: 'server' });
    assert.equal(keyring.find(id)?.trouble, 'unreachable');
    assert.equal(keyring.find(id)?.refusedAt, undefined);
    sandbox.faults.clear();
    await proof.verify(id);
    assert.equal(keyring.find(id)?.trouble, undefined);
  });

  it('does not blame a key for a cancelled question', async () => {
    const id = await stored(issued().key);
    sandbox.faults.add({ kind: 'stall' });
    const question = proof.verify(id, AbortSignal.timeout(50));
    await assert.rejects(question, { kind: 'cancelled' });
    assert.equal(keyring.find(id)?.trouble, undefined);
  });

  it('proves that an old key is dead, lives on, or cannot be asked after', async () => {
    const { id, key } = issued();
    assert.equal(await proof.untilRefused(key, region, [1, 1]), 'alive');
    sandbox.faults.add({ kind: 'status', status: 500 });
    assert.equal(await proof.untilRefused(key, region, [1]), 'unknown');
    sandbox.faults.clear();
    const asking = proof.untilRefused(key, region, [20, 20, 20, 20]);
    sandbox.revoke(id);
    assert.equal(await asking, 'refused');
  });

  it('does not call a key dead after one refusal', async () => {
    const { key } = issued();
    sandbox.faults.add({ kind: 'status', status: 401, times: 1 });
    assert.equal(await proof.untilRefused(key, region, []), 'alive');
  });

  it('stops asking when it is cancelled', async () => {
    const { key } = issued();
    const asking = proof.untilRefused(key, region, [60_000], AbortSignal.timeout(30));
    await assert.rejects(asking, { kind: 'cancelled' });
  });
});
