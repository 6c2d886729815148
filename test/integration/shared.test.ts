import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import sinon from 'sinon';
import * as vscode from 'vscode';

import manifest from '../../package.json' with { type: 'json' };
import { createOpenedCollections } from '../../src/accessKeys/shared/opened.ts';
import { runNewman } from '../../src/accessKeys/shared/runNewman.ts';
import { parseCollectionLink } from '../../src/postman/collectionLink.ts';
import type { Sandbox } from '../../src/sandbox/server/start.ts';
import { until, useApp } from './app.ts';
import { useWorkspaceNewman } from './newman.ts';
import { endOf } from './terminals.ts';
import { assertNoTrace } from './traces.ts';

type Made = ReturnType<Sandbox['issueAccessKey']>;

interface Element {
  readonly id: string;
}

const { clipboard } = vscode.env;
const scheme = 'postman-keyring-shared';
// The view is made once a window, by whichever test needs it first.
const trees = sinon.spy(vscode.window, 'createTreeView');

const view = (): vscode.TreeView<Element> =>
  trees.returnValues[
    trees.args.findIndex(([id]) => id === 'postmanKeyring.shared')
  ] as vscode.TreeView<Element>;
const provider = (): vscode.TreeDataProvider<Element> =>
  trees.args.find(([id]) => id === 'postmanKeyring.shared')?.[1]
    .treeDataProvider as vscode.TreeDataProvider<Element>;
const idsIn = async (id?: string): Promise<string[]> =>
  ((await provider().getChildren(id === undefined ? undefined : { id })) ?? []).map((element) => element.id);
const itemsIn = async (id?: string): Promise<vscode.TreeItem[]> =>
  Promise.all((await idsIn(id)).map(async (child) => provider().getTreeItem({ id: child })));
const labelOf = ({ label }: vscode.TreeItem): string =>
  typeof label === 'object' ? label.label : (label ?? '');
const labelsIn = async (id?: string): Promise<string[]> => (await itemsIn(id)).map(labelOf);
const tabs = (): vscode.Tab[] =>
  vscode.window.tabGroups.all.flatMap((group) =>
    group.tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === scheme),
  );
const shown = (): vscode.TextDocument[] =>
  vscode.window.visibleTextEditors.map(({ document }) => document).filter(({ uri }) => uri.scheme === scheme);

async function closeAll(): Promise<void> {
  if (trees.args.some(([id]) => id === 'postmanKeyring.shared'))
    for (const id of await idsIn())
      await vscode.commands.executeCommand('postmanKeyring.accessKeys.closeShared', { id });
}

after(() => {
  trees.restore();
});

describe('A shared collection, for someone who has no API key', () => {
  const app = useApp();
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyring-shared-'));
  });
  afterEach(closeAll);
  after(async () => rm(folder, { recursive: true, force: true }));

  /** Pastes a link to that collection. @returns what was made, and the id of the row that came */
  const open = async (collection = 'Refunds API', made?: Made): Promise<Made & { root: string }> => {
    const { hands, run, sandbox } = app();
    const issued = made ?? sandbox.issueAccessKey({ collection });
    sandbox.forgetRequests();
    hands.will({ type: issued.link });
    await run('accessKeys.openShared');
    const root = (await idsIn()).at(-1) ?? '';
    assert.match(root, /^shared\/\d+$/, hands.last());
    return { ...issued, root };
  };
  const openWith = async (text: string): Promise<string> => {
    const { hands, run } = app();
    hands.will({ type: text });
    await run('accessKeys.openShared');
    return hands.last();
  };

  it('opens in the view from the link alone, with all its folders and requests', async () => {
    const { hands, parts, sandbox } = app();
    assert.deepEqual(parts.keyring.keys, []);
    const { collectionUid, key, link, root } = await open();
    assert.deepEqual(
      sandbox.requests().map(({ hasKey, method, path, status }) => [method, path, hasKey, status]),
      [['GET', `/collections/${collectionUid}`, false, 200]],
    );
    const [item] = await itemsIn();
    assert.ok(item);
    assert.deepEqual([item.label, item.description], ['Refunds API', 'received · 7 requests']);
    assert.deepEqual(await labelsIn(root), ['Refunds', 'Changes', 'GET Health']);
    assert.deepEqual(await labelsIn(`${root}/1`), [
      'POST Create refunds',
      'PATCH Update refunds',
      'DELETE Delete refunds',
    ]);
    await until('its row is selected', () => view().visible && view().selection[0]?.id === root);
    assert.deepEqual(hands.heard, []);

    await openWith(`curl '${link}'`);
    assert.deepEqual(await idsIn(), [root], 'the same link is opened once');
    await assertNoTrace(app(), key);
  });

  it('shows requests and JSON as read-only text that no extension offers to run, every key in it masked', async () => {
    const { parts, run } = app();
    const { key, link, root } = await open('Card Vault');
    await run('accessKeys.showRequest', { id: `${root}/1/0` });
    const [request] = shown();
    assert.equal(request?.languageId, 'plaintext');
    assert.equal(decodeURIComponent(request.uri.path), '/Card Vault/Changes/Create cards.txt');
    assert.match(
      request.getText(),
      /^# Create cards\n# Card Vault \/ Changes\n.*\n@baseUrl = http.*\n\nPOST \{\{baseUrl\}\}\/cards\nAccept: application\/json\n\n\{\n {2}"name": "\{\{name\}\}"\n\}\n/s,
    );
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document === request);
    const before = request.getText();
    await editor?.edit((builder) => {
      builder.insert(new vscode.Position(0, 0), 'mine');
    });
    assert.equal(request.getText(), before);

    await run('accessKeys.showRequest', { id: `${root}/2/0` });
    assert.match(shown()[0]?.getText() ?? '', /Nightly report.*X-Api-Key: PMAK-/s);
    assert.doesNotMatch(shown()[0]?.getText() ?? '', /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/);
    await run('accessKeys.showJson', { id: root });
    const [json] = shown();
    assert.equal(json?.languageId, 'json');
    assert.match(json.getText(), /"name": "Card Vault"/);
    assert.match(json.getText(), /PMAK-/);
    assert.doesNotMatch(json.getText(), /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/);
    const { collection } = await parts.client.sharedCollection(parseCollectionLink(link)!);
    assert.equal(collection.name, 'Card Vault');
    await assertNoTrace(app(), key);
    await run('accessKeys.showRequest', { id: `${root}/9/9` });
    assert.match(app().hands.last(), /no longer open here/);
  });

  it('is saved as the very file that came', async () => {
    const { hands, parts, run } = app();
    const { link, root } = await open('Webhooks');
    const dialog = sinon.stub(vscode.window, 'showSaveDialog');
    const target = vscode.Uri.file(join(folder, 'webhooks.postman_collection.json'));
    try {
      dialog.resolves(undefined);
      await run('accessKeys.saveShared', { id: root });
      assert.deepEqual([await readdir(folder), hands.heard], [[], []]);
      dialog.resolves(target);
      await run('accessKeys.saveShared', { id: root });
      const saved = await readFile(target.fsPath, 'utf8');
      const { json } = await parts.client.sharedCollection(parseCollectionLink(link)!);
      assert.deepEqual(JSON.parse(saved), json);
      assert.equal(hands.last(), `The collection is saved as ${target.fsPath}.`);

      await writeFile(join(folder, 'file'), '');
      dialog.resolves(vscode.Uri.file(join(folder, 'file', 'inside.json')));
      await run('accessKeys.saveShared', { id: root });
      assert.match(hands.last(), /could not be saved there\. Choose another place/);
    } finally {
      dialog.restore();
    }
  });

  it('shows on Refresh what has changed, and keeps what it has when the link was revoked meanwhile', async () => {
    const { hands, run, sandbox } = app();
    const { id, key, root } = await open();
    await run('accessKeys.showRequest', { id: `${root}/0/0` });
    await run('accessKeys.showJson', { id: root });
    sandbox.rename({ collection: 'Refunds API', name: 'Refunds, new' });
    await run('accessKeys.refreshShared', { id: `${root}/0` });
    assert.deepEqual(await labelsIn(), ['Refunds, new']);
    await until('the open document says so', () => shown()[0]?.getText().includes('"Refunds, new"') === true);

    sandbox.deleteAccessKey(id);
    hands.heard.length = 0;
    await run('accessKeys.refreshShared', { id: root });
    assert.deepEqual(hands.heard, [
      {
        how: 'fail',
        message:
          'The link no longer works: it was revoked or has expired. Ask whoever sent it for a new one.',
        actions: ['Open Shared Collection'],
      },
    ]);
    const [item] = await itemsIn();
    assert.equal(item?.description, 'no longer shared · 7 requests');
    assert.deepEqual(await labelsIn(`${root}/0`), [
      'GET List refunds',
      'GET Search refunds',
      'GET Get one of the refunds',
    ]);
    await run('accessKeys.keepShared', { id: root });
    assert.match(hands.last(), /no longer works, so there is nothing to keep/);
    await assertNoTrace(app(), key);
  });

  it('stays closed when it is closed during a refresh', async () => {
    const { run, sandbox } = app();
    const { root } = await open();
    sandbox.faults.add({ kind: 'delay', ms: 400 });
    const refreshing = run('accessKeys.refreshShared', { id: root });
    await until('it is asked for', () => sandbox.requests().length === 2);
    await run('accessKeys.closeShared', { id: root });
    await refreshing;
    assert.deepEqual(await idsIn(), []);
  });

  it('is kept under a name, once, and opens from its row without the link', async () => {
    const { accessKeys, hands, parts, region, run, sandbox } = app();
    const made = await open();
    await clipboard.writeText(made.link);
    hands.will({ type: ' Partner\nAPI ' });
    await run('accessKeys.keepShared', { id: made.root });
    const [kept, ...others] = parts.keptKeys.keys;
    assert.equal(others.length, 0);
    assert.deepEqual(
      [kept?.name, kept?.origin, kept?.region, kept?.collectionUid, kept?.expiry.kind],
      ['Partner API', 'received', region.id, made.collectionUid, 'derived'],
    );
    assert.equal(await clipboard.readText(), '');
    const description = (await itemsIn())[0]?.description;
    assert.equal(description, 'kept · 7 requests');
    await run('accessKeys.keepShared');
    assert.equal(hands.last(), 'This link is already in the keyring, as “Partner API”.');
    assert.equal(parts.keptKeys.keys.length, 1);

    await run('accessKeys.closeShared', { id: made.root });
    assert.deepEqual(await idsIn(), []);
    assert.equal((await accessKeys.contents()).find(kept?.id ?? '')?.kept?.name, 'Partner API');
    sandbox.forgetRequests();
    await run('accessKeys.openShared', { id: `key/${kept?.id}` });
    assert.deepEqual(await labelsIn(), ['Refunds API']);
    assert.equal(sandbox.requests().length, 1);
    sandbox.deleteAccessKey(made.id);
    await run('accessKeys.refreshShared');
    assert.ok(parts.keptKeys.find(kept?.id ?? '')?.refusedAt, 'its card knows that it was refused');
    await assertNoTrace(app(), made.key);
  });

  it('closes with its tabs, and others stay', async () => {
    const { hands, run } = app();
    const one = await open('Refunds API');
    const other = await open('Ledger');
    for (const { root } of [one, other]) {
      await run('accessKeys.showJson', { id: root });
      await vscode.commands.executeCommand('workbench.action.keepEditor');
    }
    assert.equal(tabs().length, 2);
    hands.will({ pick: 'Refunds API' });
    await run('accessKeys.closeShared');
    await until('its tab is closed', () => tabs().length === 1);
    assert.equal(tabs()[0]?.label, 'Ledger.postman_collection.json');
    assert.deepEqual(await labelsIn(), ['Ledger']);
    await run('accessKeys.refreshShared', { id: one.root });
    assert.match(hands.last(), /was closed/);
    await closeAll();
    await run('accessKeys.showJson');
    assert.match(hands.last(), /No shared collection is open/);
  });

  it('sends nothing to a host that is neither Postman, nor this computer, nor in the settings', async () => {
    const { hands, parts, run, sandbox } = app();
    const { collectionUid, key, link } = sandbox.issueAccessKey();
    sandbox.forgetRequests();
    const evil = link.replace(sandbox.url, 'https://postman.evil.example');
    hands.will({ type: evil }, 'leave');
    await run('accessKeys.openShared');
    assert.match(
      hands.last(),
      /leads to postman\.evil\.example, which is neither Postman, nor this computer/,
    );
    // A card that somebody put there is no way around it.
    const { key: accessKey } = parseCollectionLink(link)!;
    const { id } = await parts.keptKeys.add(accessKey, {
      name: 'planted',
      region: 'https://postman.evil.example',
      collectionUid,
      origin: 'made',
      expiry: { kind: 'unknown' },
    });
    await run('accessKeys.openShared', { id: `key/${id}` });
    assert.equal(hands.heard.at(-1)?.how, 'fail');
    assert.match(hands.last(), /postman\.evil\.example/);
    await run('accessKeys.runNewman', { id: `key/${id}` });
    assert.match(hands.last(), /leads neither to Postman/);
    assert.ok(!vscode.window.terminals.some(({ name }) => name.startsWith('newman')));
    assert.deepEqual(sandbox.requests(), []);
    await assertNoTrace(app(), key);
  });

  it('says in a sentence why it does not open', async () => {
    const { hands, sandbox } = app();
    const { id, key, link } = sandbox.issueAccessKey();
    const elsewhere = link.replace(/[0-9a-f]{12}\?/, '000000000000?');
    assert.match(
      await openWith(elsewhere),
      /access key in this link is of another collection\. Ask whoever sent it/,
    );
    const faults = [
      [{ kind: 'destroyed' }, /.+/],
      [{ kind: 'status', status: 500 }, /.+/],
      [{ kind: 'html' }, /.+/],
      [{ kind: 'garbage' }, /.+/],
      [{ kind: 'wrongShape' }, /shape that this extension does not know/],
    ] as const;
    for (const [fault, sentence] of faults) {
      hands.heard.length = 0;
      sandbox.faults.add(fault);
      assert.match(await openWith(link), sentence, fault.kind);
      assert.equal(hands.heard.at(-1)?.how, 'fail', fault.kind);
      assert.doesNotMatch(hands.last(), /went wrong in Keyring|access_key/, fault.kind);
      sandbox.faults.clear();
    }
    sandbox.deleteAccessKey(id);
    assert.match(await openWith(link), /was revoked or has expired/);
    hands.heard.length = 0;
    for (const text of ['nonsense', key, app().issue().key.secret.reveal(), link.replace(/\?.*/, '')]) {
      hands.will({ type: text }, 'leave');
      await app().run('accessKeys.openShared');
    }
    const complaints = hands.heard.map(({ message }) => message);
    assert.equal(new Set(complaints).size, 4, complaints.join('\n'));
    assert.deepEqual(await idsIn(), []);
    await assertNoTrace(app(), key);
  });

  it('is read no further after Cancel', async () => {
    const { hands, sandbox } = app();
    sandbox.faults.add({ kind: 'stall' });
    hands.cancelAfter(50, /Reading the shared collection/);
    await openWith(sandbox.issueAccessKey().link);
    assert.deepEqual([hands.heard, await idsIn()], [[], []]);
  });

  const names: readonly [string, string, string][] = [
    ['a line break', 'a\nb\r\n\u0000c', 'a b c'],
    ['bidi controls', 'Invoice \u202efdp.exe', 'Invoice fdp.exe'],
    ['a command link', '[x](command:workbench.action.quit)', '[x](command:workbench.action.quit)'],
    ['an icon', '$(flame) $(trash~spin)', '$(flame) $(trash~spin)'],
    ['emoji', '👩‍💻 🔔', '👩‍💻 🔔'],
    ['10,000 characters', 'x'.repeat(10_000), `${'x'.repeat(199)}…`],
    ['nothing', ' \u200b ', 'Untitled'],
  ];
  for (const [what, name, label] of names)
    it(`shows a name with ${what} in it as plain words`, async () => {
      const { hands, run, sandbox } = app();
      const made = sandbox.issueAccessKey({ collection: 'Refunds API' });
      sandbox.rename({ collection: 'Refunds API', name });
      const { root } = await open('', made);
      const [item] = await itemsIn();
      assert.ok(item);
      assert.equal(labelOf(item), label);
      assert.equal(item.accessibilityInformation?.label.startsWith(`Shared collection ${label},`), true);
      const tooltip = item.tooltip as vscode.MarkdownString;
      assert.ok(!tooltip.isTrusted && tooltip.supportHtml !== true && tooltip.supportThemeIcons !== true);
      assert.doesNotMatch(tooltip.value, /\]\(command|\u202e/);
      await run('accessKeys.showRequest', { id: `${root}/2` });
      const [document] = shown();
      assert.match(document?.getText() ?? '', /^# Health\n/);
      assert.ok(document?.getText().includes(`# ${label}\n`));
      assert.match(tabs()[0]?.label ?? '', /^Health\.txt$/);
      hands.will('leave');
      await run('accessKeys.keepShared', { id: root });
      await open('Ledger');
      hands.will('leave');
      await run('accessKeys.showJson');
      assert.doesNotMatch(
        [...hands.asked, ...hands.heard.map(({ message }) => message)].join(''),
        /[\n\u202e]/,
      );
    });

  it('has hostile names and texts inside as plain words too', async () => {
    const { run } = app();
    const { root } = await open('Mail');
    const folderId = (await idsIn(root)).find((id) => id === `${root}/2`);
    const items = [...(await itemsIn(root)), ...(await itemsIn(folderId))];
    assert.ok(items.some((item) => labelOf(item) === '<b>Letters</b> $(flame)'));
    assert.ok(items.some((item) => labelOf(item) === 'POST Send [a letter](command:workbench.action.quit)'));
    for (const { tooltip } of items) {
      assert.ok(tooltip instanceof vscode.MarkdownString);
      assert.ok(!tooltip.isTrusted && tooltip.supportHtml !== true && tooltip.supportThemeIcons !== true);
      assert.doesNotMatch(tooltip.value, /\]\(|[^\\]<(?!\u200b)|\u202e/);
    }
    await run('accessKeys.showRequest', { id: `${root}/2/0` });
    const [document] = shown();
    assert.equal(document?.languageId, 'plaintext');
    assert.ok(document.getText().includes('[Run me](command:workbench.action.terminal.new)'));
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(document.getText(), /[\u202e\u0000\u001b]/);
  });
});

describe('Run with newman', () => {
  const app = useApp();
  const newman = useWorkspaceNewman();
  const settings = vscode.workspace.getConfiguration('terminal.integrated');
  const environment = process.platform === 'darwin' ? 'env.osx' : 'env.linux';

  before(async () => {
    // The terminal gets the environment of a login shell: there newman has to be, as it is for people.
    const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
    const path = [join(extension?.extensionPath ?? '', 'node_modules', '.bin'), process.env['PATH']].join(
      delimiter,
    );
    await settings.update(environment, { PATH: path }, vscode.ConfigurationTarget.Global);
  });
  after(async () => settings.update(environment, undefined, vscode.ConfigurationTarget.Global));
  afterEach(async () => {
    for (const terminal of terminals()) terminal.dispose();
    await until('the terminals are gone', () => terminals().length === 0);
    await closeAll();
  });

  const terminals = (): vscode.Terminal[] =>
    vscode.window.terminals.filter(({ name }) => name.startsWith('newman: '));
  const open = async (made: Made): Promise<void> => {
    app().hands.will({ type: made.link });
    await app().run('accessKeys.openShared');
    app().sandbox.forgetRequests();
  };
  it('sends all its requests from a terminal, to which the collection goes and the link does not', async function () {
    if (process.platform === 'win32') this.skip();
    this.timeout(60_000);
    const { hands, run, sandbox } = app();
    const made = sandbox.issueAccessKey({ collection: 'Refunds API' });
    await open(made);
    const lines: string[] = [];
    let output = '';
    const listener = vscode.window.onDidStartTerminalShellExecution(({ execution }) => {
      lines.push(execution.commandLine.value);
      void (async () => {
        for await (const data of execution.read()) output += data;
      })();
    });
    const sent = sinon.spy();
    hands.will({ press: 'Run' });
    const create = sinon.stub(vscode.window, 'createTerminal').callsFake((...args: unknown[]) => {
      const terminal = Reflect.apply(create.wrappedMethod, vscode.window, args) as vscode.Terminal;
      const sendText = terminal.sendText.bind(terminal);
      sinon.stub(terminal, 'sendText').callsFake((text, shouldExecute) => {
        sent(text);
        sendText(text, shouldExecute);
      });
      return terminal;
    });
    try {
      await run('accessKeys.runNewman');
    } finally {
      create.restore();
    }
    assert.match(
      hands.asked.join('\n'),
      /Run “Refunds API” with newman\?.*only if you trust whoever shared it/,
    );
    const [terminal] = terminals();
    assert.ok(terminal);
    assert.equal(terminal.name, 'newman: Refunds API');
    const options = terminal.creationOptions as vscode.TerminalOptions;
    assert.deepEqual(Object.keys(options.env ?? {}), [
      'POSTMAN_COLLECTION_ADDRESS',
      'POSTMAN_COLLECTION_TOKEN',
    ]);
    assert.ok(!JSON.stringify(options).includes(made.key.slice(5)));
    assert.equal(options.isTransient, true);
    assert.match(sent.firstCall.args[0] as string, /^node '.*run-newman\.mjs'$/);
    assert.equal(await endOf(terminal), 0, output);
    listener.dispose();
    if (lines.length > 0) assert.match(output, /assertions.*7 .*0/s);
    const echoed = sandbox.requests().filter(({ path }) => path.startsWith('/echo/refunds/'));
    assert.equal(echoed.length, 7);
    assert.ok(echoed.every(({ status }) => status === 200));
    const us = [`/collections/${made.collectionUid}`, 'keyring-for-postman'];
    assert.deepEqual(newman.askers(), [us, us], 'once to open it, once to run it');
    const { options: given, process: self } = await newman.seen();
    assert.equal(given.collection.info.name, 'Refunds API');
    const everything = [lines, output, sent.args, given, self].map((one) => JSON.stringify(one)).join('\n');
    assert.ok(!everything.includes(made.key.slice(5)));
    assert.doesNotMatch(everything, /PMAT-|PMAK-/);
    await assertNoTrace(app(), made.key);
  });

  it('asks once for each link of somebody else, and runs nothing when it was revoked', async () => {
    const { hands, run, sandbox } = app();
    const made = sandbox.issueAccessKey({ collection: 'Ledger' });
    await open(made);
    hands.will('leave');
    await run('accessKeys.runNewman');
    assert.deepEqual([terminals(), hands.heard, sandbox.requests()], [[], [], []]);
    hands.will({ press: 'Run' });
    await run('accessKeys.runNewman');
    await run('accessKeys.runNewman');
    assert.equal(terminals().length, 2);
    sandbox.deleteAccessKey(made.id);
    await run('accessKeys.runNewman');
    assert.match(hands.last(), /was revoked or has expired/);
    assert.equal(terminals().length, 2);
  });

  it('runs nothing where terminals are on another computer', async () => {
    const remote = sinon.stub(vscode.env, 'remoteName').value('ssh-remote');
    const here = {
      id: 'this',
      extensionKind: vscode.ExtensionKind.UI,
      extensionUri: vscode.Uri.file('/'),
    } as vscode.Extension<unknown>;
    const { accessKeys } = app();
    const command = runNewman(accessKeys, { opened: createOpenedCollections() } as never, here);
    await assert.rejects(
      async () => command(undefined),
      /^KnownProblem: Terminals of this window run on another/,
    );
    remote.restore();
  });

  it('takes a hostile name for words, and refuses in a workspace that is not trusted', async () => {
    const { hands, run, sandbox } = app();
    const made = sandbox.issueAccessKey({ collection: 'Refunds API' });
    sandbox.rename({ collection: 'Refunds API', name: '$(flame)\n"; rm -rf ~ #\u202e' });
    await open(made);
    const trust = sinon.stub(vscode.workspace, 'isTrusted').value(false);
    await run('accessKeys.runNewman');
    trust.restore();
    assert.match(hands.last(), /runs in a trusted workspace only/);
    assert.deepEqual(hands.heard.at(-1)?.actions, ['Manage Workspace Trust']);
    assert.deepEqual([terminals(), sandbox.requests()], [[], []]);
    hands.will({ press: 'Run' });
    await run('accessKeys.runNewman');
    assert.deepEqual(
      terminals().map(({ name }) => name),
      ['newman: $ (flame) "; rm -rf ~ #'],
    );
  });
});
