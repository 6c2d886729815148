import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

import { testApi, until, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';

/** With VS Code's own JavaScript debugger and a program that writes down what it finds, hashed. */
describe('a key for a debugged program', function () {
  this.timeout(40_000);
  const app = useApp();
  let folder: string;
  const file = (name: string): string => join(folder, name);
  const found = async (): Promise<Record<string, string | null> | undefined> => {
    const text = await readFile(file('found'), 'utf8').catch(() => '');
    return text.endsWith('\n') ? (JSON.parse(text) as Record<string, string | null>) : undefined;
  };
  const launch = (more: object = {}): vscode.DebugConfiguration => ({
    name: 'Find key',
    type: 'node',
    request: 'launch',
    program: file('program.cjs'),
    args: [file('found')],
    runtimeExecutable: process.execPath,
    console: 'internalConsole',
    env: { POSTMAN_API_BASE_URL: 'https://evil.example', OTHER: 'other' },
    postmanApiKey: true,
    ...more,
  });
  /** Debugs a program until it has ended: what it found, and what its session was asked for. */
  const debug = async (
    what: vscode.DebugConfiguration | string = launch(),
    root?: vscode.WorkspaceFolder,
  ): Promise<{
    env: Record<string, string | null> | undefined;
    configuration: vscode.DebugConfiguration;
  }> => {
    await rm(file('found'), { force: true });
    const sessions: vscode.DebugSession[] = [];
    let isOver = false;
    const listeners = [
      vscode.debug.onDidStartDebugSession((session) => sessions.push(session)),
      vscode.debug.onDidTerminateDebugSession(({ parentSession }) => (isOver ||= !parentSession)),
    ];
    try {
      assert.ok(await vscode.debug.startDebugging(root, what));
      await until('the program has ended', () => isOver);
      const configuration = sessions.find(({ parentSession }) => !parentSession)?.configuration;
      assert.ok(configuration);
      return { env: await found(), configuration };
    } finally {
      for (const listener of listeners) listener.dispose();
    }
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyring-debug-'));
    await writeFile(
      file('program.cjs'),
      `const { POSTMAN_API_KEY: key, POSTMAN_API_BASE_URL: url = null, OTHER: other = null, WAIT } = process.env;
       const { createHash } = require('node:crypto');
       const sha = key === undefined ? null : createHash('sha256').update(key).digest('hex');
       require('node:fs').writeFileSync(process.argv[2], JSON.stringify({ key: sha, url, other }) + '\\n');
       if (WAIT) setInterval(() => undefined, 1000);`,
    );
  });
  after(async () => rm(folder, { recursive: true }));

  it('is in the environment of the program, and in no file and no configuration of the workspace', async () => {
    const { hands, region, stored } = app();
    const { key } = await stored();
    const root = vscode.workspace.workspaceFolders?.[0];
    assert.ok(root);
    const settings = join(root.uri.fsPath, '.vscode');
    const text = JSON.stringify({ version: '0.2.0', configurations: [launch()] });
    await mkdir(settings, { recursive: true });
    await writeFile(join(settings, 'launch.json'), text);
    try {
      const names = (): unknown[] =>
        vscode.workspace.getConfiguration('launch', root).get<object[]>('configurations', []);
      await until('the editor has read launch.json', () => names().length > 0);
      hands.will({ press: 'Allow' });
      const { configuration, env } = await debug('Find key', root);
      assert.match(hands.asked[0] ?? '', /^Debug “Find key” with the key “work”\?/);
      assert.deepEqual(env, { key: key.fingerprint, url: region.api, other: 'other' });
      assert.ok(!('postmanApiKey' in configuration));
      assert.equal(await readFile(join(settings, 'launch.json'), 'utf8'), text);
      const [entry] = await (await (await testApi()).inject.activity()).entries();
      assert.deepEqual([entry?.way, entry?.what], ['debug', 'debugging “Find key”']);
    } finally {
      await rm(settings, { recursive: true });
    }
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('is the one of that name, and the new one after it was regenerated', async () => {
    const { hands, issue, parts, run, stored } = app();
    const { stored: ci } = await stored('CI');
    await stored('other');
    const next = issue().key;
    await parts.keyring.replace(ci.id, next, {});
    hands.will({ press: 'Allow for This Workspace' });
    const { env } = await debug(launch({ postmanApiKey: 'CI', env: undefined }));
    assert.equal(env?.['key'], next.fingerprint);
    assert.equal((await debug(launch({ postmanApiKey: 'CI' }))).env?.['key'], next.fingerprint);
    await run('inject.askAgain');
    hands.will('leave');
    await rm(file('found'), { force: true });
    assert.equal(await vscode.debug.startDebugging(undefined, launch({ postmanApiKey: 'CI' })), false);
    assert.equal(await found(), undefined);
    const { env: none } = await debug(launch({ postmanApiKey: false }));
    assert.equal(none?.['key'], null);
  });

  it('is there for a configuration that asks for none, by a command, with the key of a row', async () => {
    const { hands, parts, run, stored } = app();
    const { key, stored: ci } = await stored('CI');
    await stored('other');
    await run('inject.debugWithKey', { id: ci.id });
    assert.match(hands.last(), /no configuration that launches a program/);
    const root = vscode.workspace.workspaceFolders![0]!;
    const settings = join(root.uri.fsPath, '.vscode');
    const configurations = [
      launch({ postmanApiKey: undefined }),
      { name: 'b', type: 'node', request: 'attach' },
    ];
    await mkdir(settings, { recursive: true });
    await writeFile(join(settings, 'launch.json'), JSON.stringify({ version: '0.2.0', configurations }));
    try {
      await until(
        'the editor has read launch.json',
        () =>
          vscode.workspace.getConfiguration('launch', root).get<object[]>('configurations', []).length > 1,
      );
      await rm(file('found'), { force: true });
      hands.will({ pick: 'Find key' }, { press: 'Allow' });
      await run('inject.debugWithKey', { id: ci.id });
      await until('the program has run', async () => (await found()) !== undefined);
      assert.equal((await found())?.['key'], key.fingerprint);
      // The key that the row was of is deleted: no other takes its place.
      await parts.keyring.remove(ci.id);
      await rm(file('found'), { force: true });
      hands.will({ pick: 'Find key' });
      await run('inject.debugWithKey', { id: ci.id });
      assert.match(hands.last(), /was deleted, perhaps in another window/);
      assert.equal(await found(), undefined);
    } finally {
      await rm(settings, { recursive: true });
    }
  });

  it('is refused with a sentence where there is none, and nothing is launched', async () => {
    const { hands, parts, stored } = app();
    const { id } = (await stored('CI')).stored;
    await parts.keyring.remove(id);
    await stored('other');
    await rm(file('found'), { force: true });
    const refused: [object, RegExp][] = [
      [{ postmanApiKey: 'CI' }, /“CI” is neither the name nor the account of a key/],
      [{ request: 'attach' }, /for programs that are launched/],
      [{ console: 'integratedTerminal' }, /type the key into a terminal/],
    ];
    const begun: string[] = [];
    const listener = vscode.debug.onDidStartDebugSession(({ name, parentSession }) => {
      if (!parentSession) begun.push(name);
    });
    for (const [more, sentence] of refused) {
      await vscode.debug.startDebugging(undefined, launch(more));
      assert.match(hands.last(), sentence);
    }
    listener.dispose();
    assert.deepEqual([await found(), begun], [undefined, []]);
  });

  it('is not typed into a terminal that another extension asks for', async () => {
    const { hands, stored } = app();
    const { key } = await stored();
    const other = vscode.debug.registerDebugConfigurationProvider('*', {
      resolveDebugConfigurationWithSubstitutedVariables: (_, one) => ({
        ...one,
        console: 'integratedTerminal',
      }),
    });
    try {
      hands.will({ press: 'Allow' });
      const { configuration, env } = await debug();
      assert.equal(configuration['console'], 'integratedTerminal');
      assert.deepEqual([env?.['key'], env?.['other']], [null, 'other']);
      assert.match(hands.last(), /“Find key” runs without the API key/);
    } finally {
      other.dispose();
      for (const terminal of vscode.window.terminals) terminal.dispose();
    }
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('is not led elsewhere by a file of variables that the debugger reads', async () => {
    const { hands, issue, parts } = app();
    hands.will({ press: 'Allow' });
    await parts.keyring.add(issue().key, { name: 'us', region: 'us', expiry: { kind: 'unknown' } });
    await writeFile(file('.env'), 'POSTMAN_API_BASE_URL=https://evil.example\nOTHER=from the file\n');
    const { env } = await debug(launch({ env: undefined, envFile: file('.env') }));
    assert.deepEqual([env?.['url'], env?.['other']], ['https://api.postman.com', 'from the file']);
  });

  it('that is replaced before the program runs is told of', async () => {
    const { hands, issue, parts, stored } = app();
    const { id } = (await stored()).stored;
    const late = vscode.debug.registerDebugConfigurationProvider('*', {
      resolveDebugConfigurationWithSubstitutedVariables: async (_, one) => {
        await parts.keyring.replace(id, issue().key, {});
        return one;
      },
    });
    const heard: string[] = [];
    // At once, and not with the next that the keyring has to say.
    const begun = vscode.debug.onDidStartDebugSession(() => setImmediate(() => heard.push(hands.last())));
    hands.will({ press: 'Allow' });
    try {
      await debug();
    } finally {
      begun.dispose();
      late.dispose();
    }
    assert.match(heard[0] ?? '', /was started with an API key that is no longer in the keyring/);
    assert.equal(hands.heard.length, 1);
  });

  it('that was regenerated while the program runs is told of, since a restart keeps the old one', async () => {
    const { hands, issue, parts, stored } = app();
    const { id } = (await stored()).stored;
    await rm(file('found'), { force: true });
    hands.will({ press: 'Allow' });
    await vscode.debug.startDebugging(undefined, launch({ env: { WAIT: '1' } }));
    await until('the program runs', async () => (await found()) !== undefined);
    await parts.keyring.update(id, { name: 'renamed' });
    assert.deepEqual(hands.heard, []);
    hands.pressOn('Stop');
    const ended = new Promise((resolve) => vscode.debug.onDidTerminateDebugSession(resolve));
    await parts.keyring.replace(id, issue().key, {});
    await ended;
    assert.match(hands.last(), /was started with an API key that is no longer in the keyring/);
    await vscode.debug.stopDebugging();
  });

  it('is a property that launch.json knows for Node', async () => {
    const schema = await vscode.workspace.openTextDocument(vscode.Uri.parse('vscode://schemas/launch'));
    assert.match(schema.getText(), /"postmanApiKey"/);
  });
});
