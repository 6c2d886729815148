import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sinon from 'sinon';
import * as vscode from 'vscode';

import manifest from '../../package.json' with { type: 'json' };
import { createProvider, type Provider } from '../../src/inject/mcp/provider.ts';
import { mcpServerIds } from '../../src/inject/mcp/servers.ts';
import { installMcpServer } from '../fixtures/mcp-server/install.ts';
import { testApi, until, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';

const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
const section = vscode.workspace.getConfiguration('postmanKeyring');

async function offer(...ids: string[]): Promise<void> {
  await section.update('mcp', ids.length > 0 ? ids : undefined, vscode.ConfigurationTarget.Global);
}

describe('MCP servers', () => {
  const app = useApp();
  const stubs = sinon.createSandbox();
  let provider: Provider;
  let changes = 0;

  beforeEach(async () => {
    const { inject } = await testApi();
    await offer(...mcpServerIds);
    provider = createProvider(inject, vscode.Uri.file('/home'), { fire: () => (changes += 1) });
    changes = 0;
  });
  afterEach(async () => {
    provider.dispose();
    stubs.restore();
    await offer();
  });
  const versions = (): (string | undefined)[] => provider.provide().map(({ version }) => version);

  it('are named in the manifest as in the code', () => {
    const { items } = manifest.contributes.configuration.properties['postmanKeyring.mcp'];
    assert.deepEqual(items.enum, mcpServerIds);
  });

  it('get the key when they start, on an object of their own', async () => {
    const { parts } = app();
    const { key } = app().issue();
    await parts.keyring.add(key, { name: 'eu', region: 'eu', expiry: { kind: 'unknown' } });
    const offered = provider.provide();
    assert.equal(offered.length, 6);
    for (const server of offered) {
      const resolved = await provider.resolve(server);
      assert.ok(JSON.stringify(resolved).includes(key.secret.reveal()), server.label);
      assert.match(JSON.stringify(resolved), /mcp\.eu\.postman\.com|api\.eu\.postman\.com/);
      if (resolved instanceof vscode.McpStdioServerDefinition) assert.equal(resolved.cwd?.path, '/home');
    }
    assert.doesNotMatch(JSON.stringify([offered, provider.provide()]), /PMAK-|Authorization/);
    const notes = await (await (await testApi()).inject.activity()).entries();
    assert.deepEqual([notes[0]?.way, notes[0]?.what], ['mcp', 'MCP server “Postman local (full)”']);
  });

  it('are other ones with another key, and none without one', async () => {
    const { parts, stored } = app();
    const { id } = (await stored()).stored;
    const before = versions();
    assert.equal(new Set(before).size, 1);
    // Of a Postman on this computer there are no remote ones.
    assert.equal(before.length, 3);
    changes = 0;
    await parts.keyring.update(id, { name: 'renamed' });
    assert.equal(changes, 0, 'a name is nothing to a server');
    await parts.keyring.replace(id, app().issue({ name: 'next' }).key, {});
    assert.notDeepEqual(versions(), before);
    assert.equal(changes, 1);
    const [server] = provider.provide();
    await parts.keyring.remove(id);
    assert.equal(changes, 2);
    assert.deepEqual(provider.provide(), []);
    assert.equal(await provider.resolve(server!), undefined);
  });

  it('are not there in a workspace that is not trusted', async () => {
    await app().stored();
    const [server] = provider.provide();
    stubs.stub(vscode.workspace, 'isTrusted').get(() => false);
    assert.deepEqual(provider.provide(), []);
    assert.equal(await provider.resolve(server!), undefined);
    assert.equal(app().hands.heard.length, 1);
  });

  it('are not there while the way is switched off', async () => {
    const { hands, run, stored } = app();
    await stored();
    assert.equal(versions().length, 3);
    changes = 0;
    await section.update('disabledWays', ['mcp'], vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(provider.provide(), []);
      assert.equal(changes, 1);
      hands.will({ pick: /local \(full\)/ });
      await run('inject.chooseMcpServers');
      assert.match(hands.last(), /They wait: “MCP server” is switched off in your settings\./);
    } finally {
      await section.update('disabledWays', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.equal(versions().length, 1);
  });

  it('get no key once the person has taken them back', async () => {
    const { key } = await app().stored();
    const [server] = provider.provide();
    assert.ok(JSON.stringify(await provider.resolve(server!)).includes(key.secret.reveal()));
    await offer();
    assert.equal(await provider.resolve(server!), undefined);
  });

  it('are offered as the person chooses', async () => {
    const { hands, parts, run } = app();
    hands.will({ pick: /remote \(code\)|local \(full\)/ }, { pick: /^no/ });
    await run('inject.chooseMcpServers');
    assert.deepEqual(parts.settings.mcp, ['remoteCode', 'localFull']);
    assert.match(
      hands.last(),
      /Postman remote \(code\), Postman local \(full\)\. They wait for an active key/,
    );
    await run('inject.chooseMcpServers');
    assert.deepEqual(parts.settings.mcp, []);
  });
});

/** VS Code runs it, with the real npx; what npx would download lies where it looks first. */
describe('Postman’s own MCP server', function () {
  this.timeout(60_000);
  const app = useApp();
  const stubs = sinon.createSandbox();
  const server = `${extension?.id.toLowerCase() ?? ''}/Postman local (code)`;
  let modules: string;

  before(async function () {
    this.timeout(300_000);
    const installed = await installMcpServer(extension?.extensionPath ?? '');
    modules = join((await testApi()).storage, 'node_modules');
    await symlink(installed, modules, 'junction');
    await offer('localCode');
  });
  after(async () => {
    await offer();
    await rm(modules);
  });
  afterEach(() => {
    stubs.restore();
  });

  const start = async (): Promise<void> => {
    await vscode.commands.executeCommand('workbench.mcp.startServer', server, { waitForLiveTools: true });
  };
  const tool = (): string | undefined =>
    vscode.lm.tools.find(({ name }) => name.endsWith('_getAuthenticatedUser'))?.name;
  const whoAmI = async (): Promise<string> => {
    const { content } = await vscode.lm.invokeTool(tool()!, { input: {}, toolInvocationToken: undefined });
    const [answer] = content.filter((part) => part instanceof vscode.LanguageModelTextPart);
    return (JSON.parse(answer?.value ?? '') as { user: { fullName: string } }).user.fullName;
  };

  it('has the key of the keyring, the new one after it was regenerated, and none after it was deleted', async () => {
    const { issue, parts, sandbox, stored } = app();
    const { key, stored: card } = await stored();
    await until('it runs', async () => {
      await start();
      return tool() !== undefined;
    });
    assert.equal(await whoAmI(), 'Maya Lindqvist');
    assert.deepEqual(
      sandbox.requests().map(({ path, hasKey, status }) => [path, hasKey, status]),
      [['/me', true, 200]],
    );
    const next = issue({ user: 'lena-novak' });
    await parts.keyring.replace(card.id, next.key, {});
    await until('it has the new key', async () => {
      // A call on its way when the editor ends the old server is cancelled.
      return (await whoAmI().catch(() => '')) === 'Lena Novak';
    });
    await parts.keyring.remove(card.id);
    await until('its tools are gone', () => tool() === undefined);
    for (const one of [key, next.key]) await assertNoTrace(app(), one.secret.reveal());
  });

  it('does not start where the key cannot be had, and the person is told why', async () => {
    const { hands, parts, stored } = app();
    await stored();
    const { KeyringProblem } = await testApi();
    stubs.stub(parts.keyring, 'secretOf').rejects(new KeyringProblem('silent'));
    await until('it is told', async () => {
      await start().catch(() => undefined);
      return hands.last().includes('secret storage does not answer');
    });
  });
});

describe('Import from mcp.json', () => {
  const app = useApp();
  const stubs = sinon.createSandbox();
  const { HOME } = process.env;
  let home: string;
  let workspace: string;

  before(function () {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (!folder || process.platform === 'win32') return this.skip();
    workspace = folder.uri.fsPath;
  });
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'keyring-home-'));
    process.env['HOME'] = home;
  });
  afterEach(async () => {
    process.env['HOME'] = HOME;
    stubs.restore();
    await rm(home, { recursive: true });
    for (const name of ['mcp.json', 'mcp.json.bak'])
      await rm(join(workspace, '.vscode', name), { force: true });
  });

  const diffs = (): string[] =>
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
  const put = async (path: string, key: string): Promise<string> => {
    const name = path.includes('.vscode') ? 'servers' : 'mcpServers';
    await mkdir(dirname(path), { recursive: true });
    const text = `{ // ours\n  "${name}": { "postman": { "env": { "POSTMAN_API_KEY": "${key}" } } }\n}\n`;
    await writeFile(path, text);
    return text;
  };

  it('takes keys into the keyring, then out of the files that the person agrees to', async () => {
    const { hands, issue, parts, run, sandbox } = app();
    const [one, two] = [issue().key, issue({ user: 'lena-novak' }).key];
    const [ours, cursor] = [join(workspace, '.vscode', 'mcp.json'), join(home, '.cursor', 'mcp.json')];
    await put(ours, one.secret.reveal());
    const kept = await put(cursor, two.secret.reveal());
    hands.will({ pick: /(VS Code|Cursor): postman/ }, { press: 'Take Out' }, 'leave');
    await run('inject.importMcp');
    assert.deepEqual(
      parts.keyring.keys.map(({ name, account }) => [name, account?.fullName]),
      [
        ['Lena Novak, from Cursor', 'Lena Novak'],
        ['Maya Lindqvist, from VS Code', 'Maya Lindqvist'],
      ],
    );
    assert.equal(parts.activeKey.current?.fingerprint, one.fingerprint);
    assert.equal(sandbox.requests().length, 2);
    const text = await readFile(ours, 'utf8');
    assert.match(
      text,
      /"inputs": \[\n.*"password": true \}\n {2}\],\n {2}"servers": .*"\$\{input:postman-api-key\}"/,
    );
    assert.match(text, /^\{ \/\/ ours\n/);
    assert.equal(await readFile(cursor, 'utf8'), kept);
    assert.match(
      hands.asked.join('\n'),
      /pmkey run --key "Lena Novak, from Cursor" -- cursor \.\nA Postman Terminal has another one/,
    );
    assert.match(
      hands.last(),
      /^2 keys are in the keyring\. “Maya Lindqvist, from VS Code” is the active key now\..*mcp\.json\. Where such a file was committed/,
    );
    assert.ok(!diffs().some((label) => label.includes('without the key')), 'the preview is closed');
    for (const key of [one, two]) await assertNoTrace(app(), key.secret.reveal());
  });

  it('knows a key that is in the keyring, and asks Postman nothing about it', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    const { key } = await stored('work');
    const file = join(home, '.claude.json');
    await put(file, key.secret.reveal());
    hands.will({ pick: 'in the keyring as “work”' }, { press: 'Take Out' });
    await run('inject.importMcp');
    assert.equal(parts.keyring.keys.length, 1);
    assert.deepEqual(sandbox.requests(), []);
    assert.match(await readFile(file, 'utf8'), /"POSTMAN_API_KEY": "\$\{POSTMAN_API_KEY\}"/);
    assert.doesNotMatch(hands.last(), /active key now/);
  });

  it('gives each key a variable of its own, and the active one the name in the settings', async () => {
    const { hands, issue, parts, run, stored } = app();
    const { key: active, stored: card } = await stored('work');
    await parts.activeKey.useEverywhere(card.id);
    const [cursor, claude] = [join(home, '.cursor', 'mcp.json'), join(home, '.claude.json')];
    await put(cursor, `${issue().key.secret.reveal()} ${active.secret.reveal()}`);
    await put(claude, issue().key.secret.reveal());
    await section.update('variableName', 'MY_KEY', vscode.ConfigurationTarget.Global);
    try {
      hands.will({ pick: /Cursor|Claude Code/ }, { press: 'Take Out' }, { press: 'Take Out' });
      await run('inject.importMcp');
    } finally {
      await section.update('variableName', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.match(await readFile(cursor, 'utf8'), /"\$\{env:MY_KEY_2\} \$\{env:MY_KEY\}"/);
    assert.match(await readFile(claude, 'utf8'), /"\$\{MY_KEY_3\}"/);
    assert.match(
      hands.asked.join('\n'),
      /--key "Maya Lindqvist, from Claude Code" --as MY_KEY_3 -- claude\nNothing sets MY_KEY_3 by itself/,
    );
  });

  it('is not held up by a file that is too large, and says so', async () => {
    const { hands, issue, run } = app();
    await put(join(home, '.claude.json'), issue().key.secret.reveal());
    const large = join(home, '.cursor', 'mcp.json');
    await put(large, issue().key.secret.reveal());
    await writeFile(large, `{"k":"${'a'.repeat(19_000_000)}"}`);
    hands.will({ pick: 'Claude Code' }, { press: 'Take Out' });
    await run('inject.importMcp');
    assert.match(hands.last(), /Taken out of ~\/\.claude\.json\. ~\/\.cursor\/mcp\.json is too large\./);
  });

  it('finds what is left in Local History and in backups, and deletes it if the person says so', async () => {
    const { hands, issue, run } = app();
    const { secret } = issue().key;
    const file = join(workspace, '.vscode', 'mcp.json');
    await put(file, 'none');
    const document = await vscode.workspace.openTextDocument(file);
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('none');
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(at), document.positionAt(at + 4)),
      secret.reveal(),
    );
    await vscode.workspace.applyEdit(edit);
    await document.save();
    const history = join(dirname(dirname((await testApi()).storage)), 'History');
    const versions = async (): Promise<string[]> => {
      const names = await readdir(history, { recursive: true }).catch(() => []);
      const texts = await Promise.all(
        names.map(async (name) => [name, await readFile(join(history, name), 'utf8').catch(() => '')]),
      );
      return texts.flatMap(([name, text]) => (text?.includes(secret.reveal()) ? [name!] : []));
    };
    await until('the editor keeps a version', async () => (await versions()).length > 0);
    const [version] = await versions();
    // On a desktop the editor writes it some minutes later.
    await writeFile(
      join(history, dirname(version!), 'entries.json'),
      JSON.stringify({ version: 1, resource: document.uri.toString(), entries: [] }),
    );
    await writeFile(`${file}.bak`, secret.reveal());
    hands.will({ pick: 'VS Code' }, { press: 'Take Out' }, 'leave');
    await run('inject.importMcp');
    assert.match(hands.last(), /2 older copies still have a key: .*mcp\.json\.bak \(of .*mcp\.json\)/);
    await put(file, secret.reveal());
    hands.rest();
    hands.will({ pick: 'VS Code' }, { press: 'Take Out' }, { press: 'Delete Copies' });
    await run('inject.importMcp');
    assert.deepEqual(await versions(), []);
    assert.ok(!(await readdir(dirname(file))).includes('mcp.json.bak'));
    assert.doesNotMatch(hands.last(), /older cop/);
    assert.match(hands.asked.join('\n'), /2 older copies still have a key\. Delete\?/);
  });

  it('leaves a key in its file when it has left the keyring meanwhile', async () => {
    const { hands, parts, run, stored } = app();
    const { key } = await stored('work');
    const file = join(home, '.cursor', 'mcp.json');
    const text = await put(file, key.secret.reveal());
    const { keyring } = parts;
    const secretOf = keyring.secretOf.bind(keyring);
    stubs.stub(keyring, 'secretOf').callsFake(async (id) => {
      const given = await secretOf(id);
      stubs.restore();
      await keyring.remove(id);
      return given;
    });
    hands.will({ pick: 'Cursor' }, { press: 'Take Out' });
    await run('inject.importMcp');
    assert.ok(
      hands.heard.some(({ message }) => message.includes('the keyring does not give its key any more')),
    );
    assert.match(hands.last(), /^No file was changed\.$/);
    assert.equal(await readFile(file, 'utf8'), text);
  });

  it('is one at a time', async () => {
    const { hands, issue, run } = app();
    await put(join(home, '.cursor', 'mcp.json'), issue().key.secret.reveal());
    hands.will({ pick: 'Cursor' }, { press: 'Take Out' });
    await Promise.all([run('inject.importMcp'), run('inject.importMcp')]);
    await until('it is told', () => hands.heard.some(({ message }) => message.includes('is under way')));
    assert.ok(hands.heard.some(({ message }) => message.includes('Taken out of')));
    await run('inject.importMcp');
    await until('it is told', () => hands.last().includes('No API key stands'));
  });

  it('takes a key that is written with escapes into the keyring, and leaves the file to the person', async () => {
    const { hands, issue, parts, run } = app();
    const { key } = issue();
    const file = join(home, '.cursor', 'mcp.json');
    const text = await put(file, key.secret.reveal().replaceAll('-', '\\u002d'));
    hands.will({ pick: 'Cursor: postman' });
    await run('inject.importMcp');
    assert.equal(parts.keyring.keys[0]?.fingerprint, key.fingerprint);
    assert.ok(hands.heard.some(({ message }) => message.includes('take it out of the file by hand')));
    assert.equal(await readFile(file, 'utf8'), text);
  });

  it('leaves a key in its file when it cannot be stored', async () => {
    const { hands, issue, parts, run } = app();
    const file = join(home, '.cursor', 'mcp.json');
    const text = await put(file, issue().key.secret.reveal());
    const { KeyringProblem } = await testApi();
    stubs.stub(parts.keyring, 'add').rejects(new KeyringProblem('failing'));
    hands.will({ pick: 'Cursor' });
    await run('inject.importMcp');
    await until('it is told', () => hands.last().includes('secret storage refused'));
    assert.equal(await readFile(file, 'utf8'), text);
  });

  it('keeps a key that Postman refuses, and says so in the view', async () => {
    const { hands, issue, parts, run, sandbox } = app();
    const { id, key } = issue();
    sandbox.revoke(id);
    await put(join(home, '.cursor', 'mcp.json'), key.secret.reveal());
    hands.will({ pick: 'Cursor' }, { press: 'Take Out' });
    await run('inject.importMcp');
    const [stored] = parts.keyring.keys;
    assert.equal(parts.lives.of(stored!).state, 'refused');
  });

  it('says that there is nothing to import, and what it could not read', async () => {
    const { hands, run } = app();
    await mkdir(join(home, '.cursor', 'mcp.json'), { recursive: true });
    await run('inject.importMcp');
    await until('it is told', () => hands.last().includes('No API key stands in the MCP files'));
    assert.match(hands.last(), /~\/\.cursor\/mcp\.json is no file\./);
  });
});
