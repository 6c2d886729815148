import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Cancelled } from '../../../../src/host/knownProblem.ts';
import type { Prompts } from '../../../../src/host/prompts.ts';
import { newmanVariables } from '../../../../src/inject/commandLine/newmanVariables.ts';
import type { StoredKey } from '../../../../src/keyring/apiKey.ts';
import type { Keyring } from '../../../../src/keyring/keyring.ts';
import { createClient } from '../../../../src/postman/client.ts';
import { parseApiKey } from '../../../../src/postman/credential.ts';
import { regionOf } from '../../../../src/postman/region.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/server/start.ts';
import { stored } from '../core/stored.ts';

interface Offered {
  take: (address: string | undefined, token: string | undefined) => Promise<{ info: { name: string } }>;
}

const media = join(import.meta.dirname, '../../../../media');

describe('a collection of the account for newman', () => {
  let sandbox: Sandbox;
  let uid: string;
  before(async () => {
    sandbox = await startSandbox();
    uid = sandbox.issueAccessKey({ collection: 'Refunds API' }).collectionUid;
  });
  after(async () => sandbox.close());
  afterEach(() => {
    sandbox.faults.clear();
  });

  const variables = async (
    collection: string,
    {
      api = sandbox.url,
      signal = new AbortController().signal,
      issued = sandbox.issueKey(),
      // What the keyring has once the collection was fetched.
      now = {},
    }: {
      api?: string;
      signal?: AbortSignal;
      issued?: ReturnType<Sandbox['issueKey']>;
      now?: Partial<StoredKey> | null;
    } = {},
  ): Promise<Record<string, string>> => {
    const prompts: Pick<Prompts, 'progress'> = { progress: async (_, task) => task(signal, () => undefined) };
    const client = createClient({ customAddress: () => undefined, isSingle: true });
    const key = parseApiKey(issued.key)!;
    const card = stored('CI', { fingerprint: key.fingerprint, region: api });
    const keyring = { find: () => (now ? { ...card, ...now } : undefined) } as unknown as Keyring;
    const handed = { stored: card, key, region: regionOf(api)! };
    return newmanVariables({ client, keyring, prompts: prompts as Prompts }, handed, collection);
  };

  it('is fetched here, and given with the key and its address', async () => {
    const agents: unknown[] = [];
    const look = (message: unknown): void => {
      const { request } = message as { request: IncomingMessage };
      agents.push([request.url, request.headers['user-agent']]);
    };
    const issued = sandbox.issueKey();
    subscribe('http.server.request.start', look);
    const given = await variables(uid, { issued });
    unsubscribe('http.server.request.start', look);
    const { POSTMAN_COLLECTION_ADDRESS: address, POSTMAN_COLLECTION_TOKEN: token, ...rest } = given;
    assert.deepEqual(rest, { POSTMAN_API_KEY: issued.key, POSTMAN_API_BASE_URL: sandbox.url });
    assert.deepEqual(agents, [[`/collections/${uid}`, 'keyring-for-postman']]);
    const { take } = (await import(join(media, 'offered.mjs'))) as Offered;
    assert.equal((await take(address, token)).info.name, 'Refunds API');
  });

  it('is not there, in one sentence', async () => {
    await assert.rejects(variables(uid.replace(/.{4}$/, '0000')), /has no such collection any more/);
    await assert.rejects(variables(uid, { api: 'http://127.0.0.1:1' }), /127\.0\.0\.1:1 cannot be reached/);
    const issued = sandbox.issueKey();
    sandbox.revoke(issued.id);
    await assert.rejects(variables(uid, { issued }), /refuses this API key/);
    sandbox.faults.add({ kind: 'stall' });
    await assert.rejects(variables(uid, { signal: AbortSignal.timeout(50) }), Cancelled);
  });

  it('comes with no key that was deleted, regenerated or moved to another region meanwhile', async () => {
    for (const change of [{ fingerprint: 'f'.repeat(64) }, { region: 'eu' }])
      await assert.rejects(variables(uid, { now: change }), /“CI” was changed or deleted at the same moment/);
    await assert.rejects(variables(uid, { now: null }), /was not handed out/);
  });
});
