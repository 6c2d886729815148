import assert from 'node:assert/strict';
import { proveLink, type ProvenLink } from '../../../src/accessKeys/proveLink.ts';
import { Clock } from '../../../src/keyring/clock.ts';
import { parseCollectionLink, type CollectionLink } from '../../../src/postman/collectionLink.ts';
import { createClient, type PostmanClient } from '../../../src/postman/client.ts';
import { parseApiKey } from '../../../src/postman/credential.ts';
import { regionOf } from '../../../src/postman/region.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server/start.ts';

describe('the proof of a new link', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ seed: 'small' });
  });
  afterEach(() => sandbox.faults.clear());
  after(async () => sandbox.close());

  const issue = (): { id: string; link: CollectionLink } => {
    const { id, link } = sandbox.issueAccessKey();
    return { id, link: parseCollectionLink(link)! };
  };
  const prove = async (
    link: CollectionLink,
    takenIds: readonly string[] = [],
    client = createClient({ customAddress: () => undefined, isSingle: true }),
  ): Promise<ProvenLink> => {
    const region = regionOf(sandbox.url)!;
    const key = parseApiKey(sandbox.issueKey().key)!;
    const userId = sandbox.person().id;
    const parts = {
      client,
      clock: new Clock(),
      keptKeys: { keys: takenIds.map((listedId) => ({ listedId })) },
    } as unknown as Parameters<typeof proveLink>[0];
    const caller = { key, region, stored: { account: { userId } } } as unknown as Parameters<
      typeof proveLink
    >[2];
    return proveLink(parts, link, caller, new AbortController().signal);
  };

  it('is that it opens its collection, and finds its row in the list, on a later page too', async () => {
    const { id, link } = issue();
    for (let more = 0; more < 12; more += 1) issue();
    const { doubt, listed, openedAt } = await prove(link);
    assert.equal(doubt, undefined);
    assert.ok(openedAt);
    assert.equal(listed?.id, id);
    assert.ok(listed.lastUsedAt, 'it is listed as it is after that use');
  });

  it('takes no row for its own that belongs to another kept key', async () => {
    const { id, link } = issue();
    assert.equal((await prove(link, [id])).listed, undefined);
  });

  it('takes no row of another collection, should the list have some in it', async () => {
    const { link } = issue();
    const client = createClient({ customAddress: () => undefined, isSingle: true });
    const accessKeyPage = async (...inputs: Parameters<PostmanClient['accessKeyPage']>) => {
      const page = await client.accessKeyPage(...inputs);
      return { ...page, keys: page.keys.map((key) => ({ ...key, collectionUid: 'another' })) };
    };
    assert.equal((await prove(link, [], { ...client, accessKeyPage })).listed, undefined);
  });

  it('fails for a dead key, and for a living one of another collection, each in its own way', async () => {
    const { id, link } = issue();
    const elsewhere = { ...link, collectionUid: link.collectionUid.replace(/[0-9a-f]{12}$/, '000000000000') };
    assert.equal((await prove(elsewhere)).doubt?.kind, 'forbidden');
    sandbox.deleteAccessKey(id);
    assert.equal((await prove(link)).doubt?.kind, 'refused');
  });

  it('is a doubt and no failure while Postman is down', async () => {
    const { link } = issue();
    sandbox.faults.add({ kind: 'status', status: 500 });
    const proven = await prove(link);
    assert.equal(proven.doubt?.kind, 'server');
    assert.equal(proven.openedAt, undefined);
  });
});
