import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import sinon from 'sinon';
import * as vscode from 'vscode';

import { snippetsOf } from '../../src/accessKeys/snippets.ts';
import type { KeptKey } from '../../src/keyring/accessKeyCard.ts';
import { Secret } from '../../src/postman/secret.ts';
import type { Sandbox } from '../../src/sandbox/server/start.ts';
import { testApi, until, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';

type Made = ReturnType<Sandbox['issueAccessKey']>;

const { clipboard } = vscode.env;
const day = 86_400_000;

describe('Share Collection', () => {
  const app = useApp();

  beforeEach(async () => {
    await app().stored();
  });
  afterEach(() => {
    app().sandbox.configure({ allowAccessKeys: true });
  });

  /** The person picks a collection, makes a key on the page that opens, and copies what `copied` says of it. */
  const sharing = (collection: string, copied: (made: Made) => string = ({ link }) => link): Made => {
    const { hands, sandbox } = app();
    const made = sandbox.issueAccessKey({ collection });
    hands.will({ pick: collection });
    hands.onPage = async () => clipboard.writeText(copied(made));
    return made;
  };
  const kept = (): readonly KeptKey[] => app().parts.keptKeys.keys;
  const heard = (): string =>
    app()
      .hands.heard.map(({ message }) => message)
      .join('\n');
  const pageOf = ({ collectionUid }: Made): string => `${app().sandbox.url}/collection/${collectionUid}`;

  it('opens the page, takes the link that is copied, proves it, and has its row in the list at once', async () => {
    const { accessKeys, hands, parts, region, run, sandbox } = app();
    const list = await accessKeys.list();
    await list.load();
    const before = list.keys.length;
    sandbox.forgetRequests();
    const made = sharing('Refunds API');
    hands.will('leave');
    await run('accessKeys.share');
    assert.deepEqual(hands.pages, [pageOf(made)]);
    const [key, ...others] = kept();
    assert.equal(others.length, 0);
    assert.deepEqual(
      [key?.name, key?.origin, key?.region, key?.collectionUid, key?.listedId],
      ['Refunds API', 'made', region.id, made.collectionUid, made.id],
    );
    assert.ok(key?.usedAt);
    assert.equal(key.account?.userId, sandbox.person().id);
    assert.deepEqual(key.expiry, { kind: 'known', at: sandbox.accessKeys()[0]?.expiresAt });
    assert.equal((await parts.keptKeys.secretOf(key.id)).secret.reveal(), made.key);
    assert.equal(await clipboard.readText(), '');
    assert.match(
      hands.last(),
      /The access key ••.{4} of “Refunds API” is in the keyring, and its link works\./,
    );
    assert.match(
      hands.asked.at(-1) ?? '',
      /Share “Refunds API” Whoever has the link can read this collection/,
    );
    const row = (await accessKeys.contents()).find(made.id);
    assert.equal(row?.kept?.id, key.id);
    assert.equal(row.listed?.id, made.id);
    assert.equal(list.keys.length, before + 1);
    const lists = sandbox.requests().filter(({ path }) => path === '/collection-access-keys');
    assert.ok(lists.length > 0 && lists.every(({ query }) => query.includes('collectionId')), 'no reload');
    await assertNoTrace(app(), made.key);
  });

  it('leaves the key in the clipboard in neither form, where both were copied', async () => {
    const { hands, run, sandbox } = app();
    const made = sharing('Refunds API');
    hands.onPage = async () => {
      sandbox.faults.add({ kind: 'delay', ms: 500, times: 1 });
      await clipboard.writeText(made.link);
      void setTimeout(250).then(async () => clipboard.writeText(made.key));
    };
    hands.will('leave');
    await run('accessKeys.share');
    assert.equal(kept()[0]?.listedId, made.id);
    assert.equal(await clipboard.readText(), '');
  });

  it('puts no row into the list of an account that is active meanwhile', async () => {
    const { accessKeys, hands, parts, run, stored } = app();
    await parts.activeKey.useEverywhere(parts.keyring.keys[0]?.id ?? '');
    const { stored: other } = await stored('other', 'Lena Novak');
    const list = await accessKeys.list();
    const made = sharing('Refunds API');
    hands.onPage = async () => {
      await parts.activeKey.useEverywhere(other.id);
      await list.load();
      await clipboard.writeText(made.link);
    };
    hands.will('leave');
    await run('accessKeys.share');
    assert.equal(kept()[0]?.listedId, made.id);
    assert.equal(list.account?.id, other.id);
    assert.ok(!list.keys.some(({ id }) => id === made.id));
  });

  it('takes the bare key as well, and asks with no API key whether it opens the collection', async () => {
    const { hands, region, run, sandbox } = app();
    const made = sharing('Refunds API', ({ key }) => ` ${key}\n`);
    hands.will('leave');
    await run('accessKeys.share');
    assert.equal(kept()[0]?.region, region.id);
    assert.equal(kept()[0]?.listedId, made.id);
    assert.equal(await clipboard.readText(), '');
    const proofs = sandbox.requests().filter(({ query }) => query.includes('access_key'));
    assert.deepEqual(
      proofs.map(({ hasKey, method, status }) => [method, hasKey, status]),
      [['GET', false, 200]],
    );
  });

  it('takes neither what was copied before, nor another collection’s link, nor one that is kept, and waits on', async () => {
    const { hands, run, sandbox } = app();
    sharing('Refunds API');
    hands.will('leave');
    await run('accessKeys.share');
    const [known] = kept();
    const old = sandbox.issueAccessKey({ collection: 'Ledger' });
    const foreign = sandbox.issueAccessKey({ collection: 'Charges API' });
    const fresh = sharing('Ledger');
    const secret = await app().parts.keptKeys.secretOf(known?.id ?? '');
    await clipboard.writeText(old.link);
    const counts: number[] = [];
    hands.onPage = async () => {
      void (async () => {
        for (const text of [old.key, foreign.link, secret.secret.reveal(), `my key: ${fresh.key}`]) {
          await clipboard.writeText(text);
          await setTimeout(700);
          counts.push(kept().length);
        }
        await clipboard.writeText(fresh.link);
      })();
      return Promise.resolve();
    };
    hands.will('leave');
    hands.heard.length = 0;
    await run('accessKeys.share');
    assert.deepEqual(counts, [1, 1, 1, 1]);
    assert.deepEqual(new Set(kept().map(({ listedId }) => listedId)), new Set([fresh.id, known?.listedId]));
    const refusals = hands.heard.filter(({ how }) => how === 'warn').map(({ message }) => message);
    assert.equal(refusals.length, 2);
    assert.match(
      refusals[0] ?? '',
      /not taken: the link opens another collection\. Copy the new one of “Ledger”/,
    );
    assert.match(refusals[1] ?? '', /not taken: it is kept already, as “Refunds API”/);
    for (const { key } of [old, foreign, fresh]) await assertNoTrace(app(), key);
  });

  it('says so when a bare key turns out to be of another collection, and keeps nothing', async () => {
    const { hands, run, sandbox } = app();
    const foreign = sandbox.issueAccessKey({ collection: 'Charges API' });
    sharing('Refunds API', () => foreign.key);
    await run('accessKeys.share');
    assert.match(hands.last(), /does not open “Refunds API”: it is of another collection\. Nothing was kept/);
    assert.deepEqual(kept(), []);
    assert.equal(await clipboard.readText(), foreign.key);
  });

  it('changes nothing when the wait is cancelled, and keeps the key when the proof is', async () => {
    const { hands, run, sandbox } = app();
    hands.will({ pick: 'Refunds API' });
    hands.cancelAfter(200, /on the page that opened/);
    await run('accessKeys.share');
    assert.deepEqual(kept(), []);
    assert.deepEqual(hands.heard, []);

    const made = sharing('Refunds API');
    const copy = hands.onPage;
    hands.onPage = async (address) => {
      sandbox.faults.add({ kind: 'stall' });
      await copy(address);
    };
    hands.cancelAfter(50, /whether the link opens it/);
    hands.will('leave');
    await run('accessKeys.share');
    assert.equal(kept()[0]?.collectionUid, made.collectionUid);
    assert.equal(kept()[0]?.usedAt, undefined);
    assert.match(heard(), /is in the keyring, but not proven: /);
    await assertNoTrace(app(), made.key);
  });

  it('keeps the key unproven while Postman is away, and loses nothing', async () => {
    const { hands, run, sandbox } = app();
    for (const fault of [{ kind: 'status', status: 500 }, { kind: 'destroyed' }, { kind: 'html' }] as const) {
      hands.heard.length = 0;
      const made = sharing('Refunds API');
      const copy = hands.onPage;
      hands.onPage = async (address) => {
        sandbox.faults.add(fault);
        await copy(address);
      };
      hands.will('leave');
      await run('accessKeys.share');
      sandbox.faults.clear();
      assert.match(heard(), /is in the keyring, but not proven: /, fault.kind);
      const key = kept().find(({ masked }) => masked.endsWith(made.key.slice(-4)));
      assert.deepEqual(
        [key?.usedAt, key?.refusedAt, key?.expiry],
        [undefined, undefined, { kind: 'unknown' }],
      );
      assert.equal((await app().parts.keptKeys.secretOf(key?.id ?? '')).secret.reveal(), made.key);
      await assertNoTrace(app(), made.key);
    }
  });

  it('asks what to do with a key that Postman refuses: drops it, asks again, or keeps it', async () => {
    const { hands, run, sandbox } = app();
    const share = async (...moves: Parameters<typeof hands.will>): Promise<void> => {
      await clipboard.writeText('');
      const made = sharing('Refunds API');
      sandbox.deleteAccessKey(made.id);
      hands.will(...moves);
      await run('accessKeys.share');
    };
    await share('leave');
    assert.match(hands.asked.at(-1) ?? '', /refused this access key.*mistyped or revoked/);
    await share({ press: 'Try Again' }, 'leave');
    assert.deepEqual(kept(), []);
    await share({ press: 'Keep Anyway' }, 'leave');
    assert.equal(kept().length, 1);
    assert.ok(kept()[0]?.refusedAt);
    assert.equal(kept()[0]?.usedAt, undefined);
  });

  it('holds the key while the secret storage fails, until it is stored', async () => {
    const { hands, parts, run } = app();
    const { KeyringProblem } = await testApi();
    const real = parts.keptKeys.add.bind(parts.keptKeys);
    let failures = 2;
    const add = sinon.stub(parts.keptKeys, 'add').callsFake(async (...args) => {
      failures -= 1;
      if (failures >= 0) throw new KeyringProblem('silent', undefined, 'accessKey');
      return real(...args);
    });
    try {
      const made = sharing('Refunds API');
      hands.will({ press: 'Try Again' }, { press: 'Try Again' }, 'leave');
      await run('accessKeys.share');
      assert.match(hands.asked.join('\n'), /could not be stored\. .*secret storage does not answer/);
      assert.equal(kept()[0]?.listedId, made.id);
    } finally {
      add.restore();
    }
  });

  it('takes a pasted link instead, while it waits and only then', async () => {
    const { hands, issue, run, sandbox } = app();
    await run('accessKeys.pasteInstead');
    assert.match(hands.last(), /Run Share Collection first/);
    const made = sandbox.issueAccessKey({ collection: 'Refunds API' });
    // It stood in the clipboard before: pasted on purpose, it is taken all the same.
    await clipboard.writeText(made.link);
    hands.will({ pick: 'Refunds API' });
    const running = run('accessKeys.share');
    await until('the link is waited for', () => hands.asked.some((text) => text.includes('Paste instead')));
    const { key } = issue();
    hands.will({ type: key.secret.reveal() }, { type: `<${made.link}>` }, 'leave');
    await run('accessKeys.pasteInstead');
    await running;
    assert.match(heard(), /This is an API key, which opens your whole account/);
    assert.equal(kept()[0]?.listedId, made.id);
    await assertNoTrace(app(), made.key);
  });

  it('of a row in the tree is of its collection, with no list to pick from', async () => {
    const { accessKeys, hands, run, sandbox } = app();
    const old = sandbox.issueAccessKey({ collection: 'Ledger' });
    const list = await accessKeys.list();
    await list.refresh();
    const made = sandbox.issueAccessKey({ collection: 'Ledger' });
    hands.onPage = async () => clipboard.writeText(made.link);
    hands.will('leave');
    await run('accessKeys.share', { id: `key/${old.id}` });
    assert.deepEqual(hands.pages, [pageOf(made)]);
    assert.deepEqual(
      kept().map(({ listedId, name }) => [listedId, name]),
      [[made.id, 'Ledger']],
    );
    await run('accessKeys.share', { id: 'key/no-such' });
    assert.match(hands.last(), /no longer in the list/);
  });

  it('needs an API key, and says which command makes one', async () => {
    const { hands, parts, run, sandbox } = app();
    for (const { id } of parts.keyring.keys) await parts.keyring.remove(id);
    sandbox.forgetRequests();
    await run('accessKeys.share');
    assert.match(hands.last(), /No API key is in use/);
    assert.deepEqual(hands.heard.at(-1)?.actions, ['Generate API Key']);
    assert.deepEqual(sandbox.requests(), []);
  });

  for (const collection of ['Card Vault', 'Token Rotation'])
    it(`warns where secrets stand in “${collection}”, and never what they are`, async () => {
      const { hands, parts, run, sandbox } = app();
      hands.will({ pick: collection }, 'leave');
      await run('accessKeys.share');
      const question = hands.asked.at(-1) ?? '';
      assert.match(question, new RegExp(`“${collection}” seems to hold secrets\\.`));
      assert.match(question, /• Maintenance › Nightly report, header X-Api-Key: a Postman API key/);
      assert.match(question, /• variable masterPassword: a value of type secret/);
      assert.deepEqual(hands.pages, []);
      const { key, region } = { key: app().issue().key, region: app().region };
      const { collectionUid } = sandbox.issueAccessKey({ collection });
      const { json } = await parts.client.collection(key, region, collectionUid);
      const values = JSON.stringify(json).match(/PMAK-[0-9a-f-]+|"[0-9a-f]{20,48}"/g) ?? [];
      assert.ok(values.length >= 4);
      for (const value of values) assert.ok(!question.includes(value.replaceAll('"', '')));

      hands.will({ pick: collection }, { press: 'Open Collection' });
      await run('accessKeys.share');
      assert.deepEqual(hands.pages, [`${sandbox.url}/collection/${collectionUid}`]);
      assert.deepEqual(kept(), []);

      await clipboard.writeText('');
      const made = sharing(collection);
      hands.will({ press: 'Share Anyway' }, 'leave');
      await run('accessKeys.share');
      assert.equal(kept()[0]?.listedId, made.id);
    });

  it('goes on when the collection cannot be looked at, and says so', async () => {
    const { hands, run, sandbox } = app();
    const made = sharing('Refunds API');
    sandbox.faults.add({ kind: 'garbage', path: `/collections/${made.collectionUid}`, times: 1 });
    hands.will('leave');
    await run('accessKeys.share');
    assert.match(heard(), /Whether “Refunds API” holds secrets could not be looked at: /);
    assert.equal(kept()[0]?.listedId, made.id);
  });

  it('shows hostile names as plain words', async () => {
    const { hands, run, sandbox } = app();
    const names = ['a\nb\u202ec', '$(flame) [x](command:workbench.action.quit)', '👩‍💻'.repeat(5000)];
    for (const name of names) {
      sandbox.rename({ collection: 'Refunds API', name });
      const made = sandbox.issueAccessKey({ collection: name });
      await clipboard.writeText('');
      const row = await app().accessKeys.list();
      await row.refresh();
      hands.onPage = async () => clipboard.writeText(made.link);
      hands.will('leave');
      await run('accessKeys.share', { id: `key/${made.id}` });
      const key = kept().find(({ listedId }) => listedId === made.id);
      assert.ok(key, name.slice(0, 20));
      assert.ok(Array.from(key.name).length <= 200);
      assert.doesNotMatch(`${key.name}${hands.asked.join('')}`, /[\n\u202e]/);
      sandbox.rename({ collection: name, name: 'Refunds API' });
    }
  });
});

describe('The share sheet of a kept access key', () => {
  const app = useApp();
  const section = vscode.workspace.getConfiguration('postmanKeyring');
  let made: Made;
  let key: KeptKey;

  beforeEach(async () => {
    const { hands, parts, run, sandbox, stored } = app();
    await stored();
    made = sandbox.issueAccessKey({ collection: 'Refunds API' });
    hands.will({ pick: 'Refunds API' }, 'leave');
    hands.onPage = async () => clipboard.writeText(made.link);
    await run('accessKeys.share');
    key = parts.keptKeys.keys[0]!;
    hands.rest();
    sandbox.forgetRequests();
  });
  afterEach(async () => {
    await section.update('clipboardClearAfter', undefined, vscode.ConfigurationTarget.Global);
  });

  const clearAfter = async (seconds: number): Promise<void> => {
    await section.update('clipboardClearAfter', seconds, vscode.ConfigurationTarget.Global);
    await until('the setting is known', () => app().parts.settings.clipboardSeconds === seconds);
  };

  it('copies what each of its items says, and asks Postman nothing', async () => {
    const { hands, run, sandbox } = app();
    const snippets = snippetsOf(new Secret(made.link), 'Refunds API');
    assert.equal(snippets.length, 7);
    for (const { label, noun, text } of snippets) {
      hands.will({ pick: new RegExp(`\\) ${label} `) });
      await run('accessKeys.shareSheet', { id: `key/${made.id}` });
      assert.equal(await clipboard.readText(), text.reveal(), label);
      assert.ok(text.reveal().includes(made.link), label);
      assert.equal(
        hands.last(),
        `${noun} to “Refunds API” is in the clipboard. The clipboard is cleared in 60 seconds if it still holds it.`,
      );
    }
    await run('accessKeys.copyLink', { id: `key/${key.id}` });
    assert.equal(await clipboard.readText(), made.link);
    assert.match(hands.last(), /^The link to “Refunds API” is in the clipboard\./);
    assert.deepEqual(sandbox.requests(), []);
    await assertNoTrace(app(), made.key);
  });

  it('clears the clipboard in the setting’s time, if it still holds the text', async () => {
    const { hands, run } = app();
    await clearAfter(1);
    hands.will({ pick: 'curl Command' });
    await run('accessKeys.shareSheet', { id: `key/${made.id}` });
    assert.match(hands.last(), /cleared in 1 seconds?/);
    assert.match(await clipboard.readText(), /^curl /);
    await setTimeout(1300);
    assert.equal(await clipboard.readText(), '');

    await run('accessKeys.copyLink', { id: `key/${made.id}` });
    await clipboard.writeText('something of mine');
    await setTimeout(1300);
    assert.equal(await clipboard.readText(), 'something of mine');

    // As Windows gives back what has more than one line.
    hands.will({ pick: 'Link With Its Terms' });
    await run('accessKeys.shareSheet', { id: `key/${made.id}` });
    await clipboard.writeText((await clipboard.readText()).replaceAll('\n', '\r\n'));
    await setTimeout(1300);
    assert.equal(await clipboard.readText(), '');

    await clearAfter(0);
    await run('accessKeys.copyLink', { id: `key/${made.id}` });
    assert.doesNotMatch(hands.last(), /cleared/);
    await setTimeout(1300);
    assert.equal(await clipboard.readText(), made.link);
  });

  it('shows a QR code in a tab in which nothing runs, and the link nowhere in words', async () => {
    const { hands, run } = app();
    const create = sinon.spy(vscode.window, 'createWebviewPanel');
    try {
      hands.will({ pick: 'QR Code' });
      await run('accessKeys.shareSheet', { id: `key/${made.id}` });
      const tabs = (): vscode.Tab[] =>
        vscode.window.tabGroups.all.flatMap((group) =>
          group.tabs.filter(({ label }) => label.startsWith('QR code')),
        );
      await until('the tab is there', () => tabs().length === 1);
      assert.equal(tabs()[0]?.label, 'QR code: Refunds API');
      const panel = create.firstCall.returnValue;
      assert.deepEqual(
        [panel.webview.options.enableScripts, panel.webview.options.enableCommandUris],
        [false, false],
      );
      assert.match(panel.webview.html, /<path [^>]*d="M/);
      assert.ok(!panel.webview.html.includes(made.key));
      await assertNoTrace(app(), made.key);
      await vscode.window.tabGroups.close(tabs());
    } finally {
      create.restore();
    }
  });

  it('offers to share anew where Postman alone has the secret', async () => {
    const { accessKeys, hands, run, sandbox } = app();
    const other = sandbox.issueAccessKey({ collection: 'Ledger' });
    await (await accessKeys.list()).refresh();
    await run('accessKeys.copyLink', { id: `key/${other.id}` });
    assert.match(hands.last(), /Postman shows a link only once/);
    assert.deepEqual(hands.heard.at(-1)?.actions, ['Share Collection']);
    assert.equal(await clipboard.readText(), '');
  });

  it('says what is wrong when the secret storage does not give the key', async () => {
    const { hands, parts, run } = app();
    const { KeyringProblem } = await testApi();
    const read = sinon
      .stub(parts.keptKeys, 'secretOf')
      .rejects(new KeyringProblem('silent', undefined, 'accessKey'));
    await run('accessKeys.copyLink', { id: `key/${made.id}` });
    read.restore();
    assert.match(hands.last(), /secret storage does not answer/);
    assert.equal(await clipboard.readText(), '');
  });

  it('prolongs nothing by being shown', () => {
    const { sandbox } = app();
    const { expiresAt, lastUsedAt } = sandbox.accessKeys().find(({ id }) => id === made.id)!;
    assert.equal(expiresAt - (lastUsedAt ?? 0), 60 * day);
  });
});
