import assert from 'node:assert/strict';
import { whyNoLink } from '../../../../src/accessKeys/shared/askLink.ts';
import { closeShared } from '../../../../src/accessKeys/shared/closeShared.ts';
import { keepShared } from '../../../../src/accessKeys/shared/keepShared.ts';
import { createOpenedCollections } from '../../../../src/accessKeys/shared/opened.ts';
import { openShared } from '../../../../src/accessKeys/shared/openShared.ts';
import { refreshShared } from '../../../../src/accessKeys/shared/refreshShared.ts';
import type { Prompts } from '../../../../src/host/prompts.ts';
import { Clock } from '../../../../src/keyring/clock.ts';
import { openStores } from '../../../../src/keyring/open.ts';
import { createClient } from '../../../../src/postman/client.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/server/start.ts';
import { temporaryFolder } from '../../keyring/keys.ts';
import { SharedSecrets } from '../../keyring/sharedSecrets.ts';
import { linkIn, someLink } from './sharing.ts';

const day = 24 * 60 * 60 * 1000;

describe('a link that somebody sent', () => {
  let sandbox: Sandbox;
  let dispose: () => Promise<void>;
  let keeper: Awaited<ReturnType<typeof receiver>>;

  /** Someone with neither an API key nor an account; `answers` are what they type. */
  async function receiver() {
    const folder = await temporaryFolder();
    const { keyring, keptKeys } = await openStores(new SharedSecrets().window(), folder.path);
    const answers: string[] = [];
    const told: string[] = [];
    const revealed: string[] = [];
    const cleared: string[] = [];
    const prompts = {
      input: async ({ value = '' }) => Promise.resolve(answers.shift() ?? value),
      progress: async (_: string, task: (signal: AbortSignal) => Promise<unknown>) =>
        task(new AbortController().signal),
      tell: async (message: string) => Promise.resolve(void told.push(message)),
    } as unknown as Prompts;
    const contents = {
      settled: async () => Promise.resolve(),
      find: (id: string) => {
        const kept = keptKeys.find(id);
        return kept && { id, kept, listed: undefined, collectionUid: kept.collectionUid };
      },
    };
    const parts = {
      client: createClient({ customAddress: () => undefined, isSingle: true }),
      clipboard: { clearIf: async (fingerprint: string) => Promise.resolve(void cleared.push(fingerprint)) },
      clock: new Clock(),
      contents: async () => Promise.resolve(contents),
      keptKeys,
      log: { error: (what: string, error: unknown) => assert.fail(`${what}: ${String(error)}`) },
      prompts,
      settings: { customAddress: undefined },
    } as unknown as Parameters<typeof openShared>[0] & Parameters<typeof keepShared>[0];
    const opened = createOpenedCollections();
    const shared = {
      opened,
      openAnother: { title: 'Open Shared Collection', run: () => undefined },
      view: { reveal: async (id: string) => Promise.resolve(void revealed.push(id)) },
    };
    dispose = async () => {
      keyring.dispose();
      keptKeys.dispose();
      await folder.dispose();
    };
    return {
      answers,
      cleared,
      keptKeys,
      opened,
      revealed,
      told,
      close: closeShared(parts, shared),
      keep: keepShared(parts, shared),
      open: openShared(parts, shared),
      refresh: refreshShared(parts, shared),
    };
  }

  const openLink = async (text: string): Promise<void> => {
    keeper.answers.push(text);
    await keeper.open();
  };

  before(async () => (sandbox = await startSandbox()));
  after(async () => sandbox.close());
  beforeEach(async () => (keeper = await receiver()));
  afterEach(async () => {
    sandbox.faults.clear();
    sandbox.clock.reset();
    await dispose();
  });

  it('opens the collection, once, with nothing but the link', async () => {
    const { link } = sandbox.issueAccessKey();
    sandbox.forgetRequests();
    await openLink(`\`${link}\``);
    await openLink(link);
    assert.deepEqual(keeper.revealed, ['shared/1', 'shared/1']);
    const [one, ...others] = keeper.opened.all;
    assert.equal(others.length, 0);
    assert.equal(one?.collection.requestCount, 7);
    assert.deepEqual(
      sandbox.requests().map(({ method, path }) => `${method} ${path.split('?')[0]}`),
      Array(2).fill(`GET /collections/${one.link.collectionUid}`),
    );
  });

  it('tells in a sentence that it was revoked, and keeps on screen what was read', async () => {
    const { id, link } = sandbox.issueAccessKey();
    await openLink(link);
    sandbox.deleteAccessKey(id);
    await assert.rejects(keeper.refresh({ id: 'shared/1/0/2' }), {
      name: 'KnownProblem',
      message: 'The link no longer works: it was revoked or has expired. Ask whoever sent it for a new one.',
    });
    const [one] = keeper.opened.all;
    assert.equal(one?.isRefused, true);
    assert.equal(one.collection.requestCount, 7);
    await assert.rejects(keeper.keep(), /no longer works/);
  });

  it('does not send whoever made it to somebody else for a new one', async () => {
    const { id, link } = sandbox.issueAccessKey();
    const { collectionUid, key } = linkIn(link);
    const facts = { name: 'Mine', region: sandbox.url, collectionUid, expiry: { kind: 'unknown' } } as const;
    await keeper.keptKeys.add(key, { ...facts, origin: 'made' });
    sandbox.deleteAccessKey(id);
    await assert.rejects(openLink(link), /Share the collection again/);
  });

  it('tells that its key is of another collection, and that Postman is away, and then changes nothing', async () => {
    const { link } = sandbox.issueAccessKey();
    await openLink(link);
    await assert.rejects(
      openLink(link.replace(/[0-9a-f]{12}\?/, '000000000000?')),
      /is of another collection/,
    );
    sandbox.faults.add({ kind: 'status', status: 500 });
    await assert.rejects(keeper.refresh(), { name: 'PostmanProblem', kind: 'server' });
    assert.deepEqual(
      keeper.opened.all.map(({ isRefused }) => isRefused),
      [false],
    );
  });

  it('is kept as received under a name of the person’s own, and opens from there', async () => {
    const { key, link } = sandbox.issueAccessKey();
    await openLink(link);
    keeper.answers.push(' Partner\nAPI ');
    await keeper.keep({ id: 'shared/1' });
    const [kept] = keeper.keptKeys.keys;
    assert.equal(kept?.name, 'Partner API');
    assert.equal(kept.origin, 'received');
    assert.equal(kept.region, sandbox.url);
    assert.equal(kept.expiry.kind, 'derived');
    assert.ok('at' in kept.expiry && Math.abs(kept.expiry.at - Date.now() - 60 * day) < 60_000);
    assert.equal(keeper.cleared.length, 1);
    assert.ok(!JSON.stringify([keeper.told, keeper.keptKeys.keys]).includes(key));
    await keeper.keep();
    assert.match(keeper.told.at(-1) ?? '', /already in the keyring, as “Partner API”/);
    assert.equal(keeper.keptKeys.keys.length, 1);

    await keeper.close({ id: 'shared/1' });
    assert.deepEqual(keeper.opened.all, []);
    await keeper.open({ id: `key/${kept.id}` });
    assert.deepEqual(keeper.revealed, ['shared/1', 'shared/2']);
    assert.ok((keeper.keptKeys.find(kept.id)?.usedAt ?? 0) >= (kept.usedAt ?? Infinity));
  });

  it('says on its card when Postman refuses it', async () => {
    const { id, link } = sandbox.issueAccessKey();
    await openLink(link);
    await keeper.keep();
    sandbox.deleteAccessKey(id);
    await assert.rejects(keeper.refresh(), /no longer works/);
    assert.ok(keeper.keptKeys.keys[0]?.refusedAt);
  });

  it('is not opened in another’s place when its row is gone', async () => {
    const { link } = sandbox.issueAccessKey();
    await openLink(link);
    await keeper.close();
    await openLink(link);
    await assert.rejects(keeper.refresh({ id: 'shared/1' }), /was closed/);
    await keeper.close();
    await assert.rejects(keeper.refresh(), /No shared collection is open/);
  });
});

describe('why a pasted text is no link that can be opened', () => {
  const open = (base: string): string => {
    const { collectionUid, key } = someLink();
    return `${base}/collections/${collectionUid}?access_key=${key.secret.reveal()}`;
  };

  it('is nothing for Postman, this computer and the address in the settings', () => {
    for (const base of ['https://api.postman.com', 'https://api.eu.postman.com', 'http://127.0.0.1:4010'])
      assert.equal(whyNoLink(open(base), undefined), undefined);
    assert.equal(whyNoLink(open('https://postman.corp.example'), 'https://postman.corp.example/'), undefined);
    assert.equal(linkIn(open('http://127.0.0.1:4010')).region.label, 'Local');
  });

  const cases: [string, string, RegExp][] = [
    [
      'another host',
      open('https://postman.evil.example'),
      /leads to postman\.evil\.example, which is neither/,
    ],
    ['plain http', open('http://api.postman.com'), /no link to a shared collection/],
    ['an API key', `PMAK-${'0'.repeat(24)}-${'0'.repeat(34)}`, /an API key/],
    ['a bare access key', `PMAT-${'A'.repeat(26)}`, /access key alone/],
    ['a link without its key', open('https://api.postman.com').replace(/\?.*/, ''), /no access key in it/],
    ['a web page', 'https://www.postman.com/acme/workspace/x/collection/1-2', /page of Postman's website/],
    ['anything else', 'hello', /One looks like https/],
  ];
  for (const [what, text, sentence] of cases)
    it(`is told for ${what}`, () => {
      assert.match(whyNoLink(text, undefined) ?? '', sentence);
      assert.doesNotMatch(whyNoLink(text, undefined) ?? '', /PMA[KT]-[0-9A-Z]/i);
    });
});
