import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';

import manifest from '../../package.json' with { type: 'json' };
import type { RequestClient } from '../../src/api.ts';
import { createProvider } from '../../src/inject/mcp/provider.ts';
import { eu } from '../../src/postman/region.ts';
import { keysOnDisk } from '../e2e/keysOnDisk.ts';
import { testApi, until, useApp } from './app.ts';
import type { Move } from './hands.ts';
import { endOf } from './terminals.ts';
import { useTunnel } from './tunnel.ts';

/** What a way took where: SHA-256 of the key in hex, and the host it is for. Nothing where it had no key. */
interface Seen {
  readonly key?: string | undefined;
  readonly host?: string | undefined;
}

interface Way {
  readonly name: string;
  readonly use: () => Promise<Seen>;
  /** What the person does each time; the first time alone, before that; and when there is no key any more. */
  readonly moves?: readonly Move[];
  readonly first?: readonly Move[];
  readonly gone?: readonly Move[];
}

const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
const section = vscode.workspace.getConfiguration('postmanKeyring');

/** The same key by every way, with all that takes it kept open: a key of the EU, then another secret, then none. */
describe('Every way', function () {
  this.timeout(60_000);
  const app = useApp();
  const tunnel = useTunnel(app);
  const path = process.env['PATH'];
  const secrets: string[] = [];
  let workspace: string;
  let folder: string;
  let files = 0;

  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const hostOf = (url: string | undefined): string | undefined => url && new URL(url).host;
  const newFile = (): string => join(folder, String((files += 1)));
  const read = async (file: string): Promise<string> => {
    for (let tries = 0; tries < 400 && !existsSync(file); tries += 1) await setTimeout(50);
    return readFile(file, 'utf8');
  };

  /** A shell line that writes down, hashed, what is in its environment. */
  const tellInto = (file: string): string =>
    `printf %s "$POSTMAN_API_KEY" | sha256sum | cut -c-64 > ${file}.part; echo "$POSTMAN_API_BASE_URL" >> ${file}.part; mv ${file}.part ${file}`;
  const told = async (file: string): Promise<Seen> => {
    const [key, url] = (await read(file)).split('\n');
    return key === hash('') ? {} : { key, host: hostOf(url) };
  };
  const inShell = async (terminal: vscode.Terminal | undefined): Promise<Seen> => {
    if (!terminal) return {};
    const file = newFile();
    terminal.sendText(tellInto(file));
    const seen = await told(file);
    terminal.dispose();
    return seen;
  };
  /** The terminal that a task opens. */
  const opened = async (task: () => Promise<unknown>): Promise<vscode.Terminal | undefined> => {
    const before = new Set(vscode.window.terminals);
    await task();
    return vscode.window.terminals.find((terminal) => !before.has(terminal));
  };
  /** What arrives at Postman's hosts with a key, while a task runs. */
  const asked = async (task: () => Promise<unknown>): Promise<Seen> => {
    const { requests } = tunnel();
    requests.length = 0;
    await task();
    // The view of access keys asks of its own accord.
    const own = requests.filter((one) => one.path !== '/collection-access-keys');
    assert.equal(new Set(own.map(({ key, host }) => `${key} ${host}`)).size, own.length > 0 ? 1 : 0);
    return own[0] ? { key: own[0].key, host: own[0].host } : {};
  };
  const run = async (command: string, argument?: unknown): Promise<void> => app().run(command, argument);

  const newman = { type: 'postman-keyring', label: 'refunds', tool: 'newman', problemMatcher: [] };
  const runTask = async (): Promise<void> => {
    let task: vscode.Task | undefined;
    await until('the editor has read tasks.json', async () => {
      const tasks = await vscode.tasks.fetchTasks({ type: 'postman-keyring' });
      task = tasks.find(({ name }) => name === newman.label);
      return task !== undefined;
    });
    const ended = new Promise((resolve) => vscode.tasks.onDidEndTaskProcess(resolve));
    await vscode.tasks.executeTask(task!);
    await ended;
  };
  const debug = async (): Promise<Seen> => {
    const file = newFile();
    await vscode.debug.startDebugging(undefined, {
      name: 'Find key',
      type: 'node',
      request: 'launch',
      program: join(folder, 'program.cjs'),
      args: [file],
      runtimeExecutable: process.execPath,
      console: 'internalConsole',
      postmanApiKey: true,
    });
    return app().parts.keyring.keys.length === 0 ? {} : told(file);
  };
  const keyFile = async (): Promise<Seen> => {
    const wish = { format: 'env' };
    const file = await vscode.commands.executeCommand<string | undefined>(
      'postmanKeyring.inject.keyFile',
      wish,
    );
    if (file === undefined) return {};
    const { POSTMAN_API_KEY: key = '', POSTMAN_API_BASE_URL: url } = Object.fromEntries(
      (await readFile(file, 'utf8')).split('\n').map((line) => line.split('=')),
    ) as Record<string, string>;
    return { key: hash(key), host: hostOf(url) };
  };
  const mcp = async (id: string): Promise<Seen> => {
    const { inject } = await testApi();
    await section.update('mcp', [id], vscode.ConfigurationTarget.Global);
    const provider = createProvider(inject, vscode.Uri.file(folder), { fire: () => undefined });
    try {
      const [server] = provider.provide();
      const resolved = server && (await provider.resolve(server));
      if (!resolved) return {};
      if (resolved instanceof vscode.McpHttpServerDefinition) {
        const bearer = resolved.headers['Authorization'] ?? '';
        return { key: hash(bearer.replace('Bearer ', '')), host: resolved.uri.authority };
      }
      const { POSTMAN_API_KEY: key, POSTMAN_API_BASE_URL: url } = resolved.env;
      return { key: hash(String(key)), host: hostOf(String(url)) };
    } finally {
      provider.dispose();
      await section.update('mcp', undefined, vscode.ConfigurationTarget.Global);
    }
  };
  let client: RequestClient | undefined;
  const otherExtension = async (): Promise<void> => {
    const exported = await testApi();
    const sessions = await (await exported.extensions()).sessions();
    const [session] = await sessions.all();
    client ??= await (await exported.getApi(1)).createClient(session!);
    await client.get('/me').catch((error: unknown) => {
      assert.equal((error as { kind?: string }).kind, 'signedOut');
    });
  };
  const ask = async (name: string, input: object): Promise<void> => {
    await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  };

  const ways: Way[] = [
    {
      name: 'the Postman Terminal',
      first: [{ press: 'Allow' }],
      use: async () => inShell(await opened(async () => run('inject.openTerminal'))),
    },
    {
      name: 'all terminals',
      first: [{ press: 'Use in All Terminals' }],
      use: async () => {
        if (app().parts.notices.lines.length === 0) await run('inject.useInAllTerminals');
        // The editor hands what is new on to its terminals after a moment.
        await setTimeout(500);
        return inShell(vscode.window.createTerminal({ name: 'plain' }));
      },
    },
    {
      name: 'pmkey run',
      first: [{ press: 'Allow' }],
      use: async () => {
        const terminal = vscode.window.createTerminal({ name: 'pmkey' });
        const [file, end] = [newFile(), newFile()];
        terminal.sendText(`pmkey run -- sh -c '${tellInto(file)}'; touch ${end}`);
        await read(end);
        terminal.dispose();
        return existsSync(file) ? told(file) : {};
      },
    },
    { name: 'debugging', first: [{ press: 'Allow' }], use: debug },
    { name: 'a key file', first: [{ press: 'Allow for This Window' }], use: keyFile },
    { name: 'a task with newman', first: [{ press: 'Allow' }], use: async () => asked(runTask) },
    { name: 'newman in a terminal', moves: [{ pick: 'Refunds API' }], use: async () => newmanInTerminal() },
    { name: 'a remote MCP server', use: async () => mcp('remoteCode') },
    { name: 'a local MCP server', use: async () => mcp('localCode') },
    { name: 'another extension', use: async () => asked(otherExtension) },
    {
      name: 'an environment of Postman’s',
      moves: [{ pick: 'Payments' }, { pick: 'Staging' }, { type: 'postman-api-key' }, { press: 'Store Key' }],
      use: async () => asked(async () => run('inject.storeInEnvironment')),
    },
    {
      name: 'the Postman CLI',
      moves: [{ press: 'Sign In' }],
      use: async () => {
        await rm(join(folder, 'cli'), { force: true });
        const terminal = await opened(async () => run('inject.signInPostmanCli'));
        if (!terminal) return {};
        const [key = '', login] = (await read(join(folder, 'cli'))).split('\n');
        terminal.dispose();
        return {
          key: hash(key),
          host: login === 'login --with-api-key * --region eu' ? eu.api.slice(8) : login,
        };
      },
    },
    {
      name: 'Send Request',
      moves: [{ pick: 'Who am I' }],
      gone: [{ pick: 'Who am I' }],
      use: async () => asked(async () => run('inject.sendRequest')),
    },
    {
      name: 'a language model',
      moves: [{ press: 'Allow' }],
      use: async () => asked(async () => ask('postman_keyring_request', { path: '/me' })),
    },
  ];
  const newmanInTerminal = async (): Promise<Seen> =>
    asked(async () => {
      const terminal = await opened(async () => run('inject.runNewman'));
      if (!terminal) return;
      await endOf(terminal);
    });

  before(async function () {
    if (process.platform === 'win32') this.skip();
    workspace = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    folder = await mkdtemp(join(tmpdir(), 'keyring-ways-'));
    const bin = join(extension!.extensionPath, 'node_modules', '.bin');
    // It takes the key as an argument, and is asked for no more than what it was given.
    const cli = `#!/bin/sh\necho "$3\n$1 $2 * $4 $5" > '${folder}/cli.part'; mv '${folder}/cli.part' '${folder}/cli'`;
    await writeFile(join(folder, 'postman'), cli, { mode: 0o755 });
    process.env['PATH'] = [folder, bin, path].join(delimiter);
    const environment = process.platform === 'darwin' ? 'env.osx' : 'env.linux';
    const terminals = vscode.workspace.getConfiguration('terminal.integrated');
    await terminals.update(environment, { PATH: process.env['PATH'] }, vscode.ConfigurationTarget.Global);
    await mkdir(join(workspace, '.vscode'), { recursive: true });
    const collection = app().sandbox.issueAccessKey({ collection: 'Refunds API' }).collectionUid;
    const tasks = { version: '2.0.0', tasks: [{ ...newman, collection }] };
    await writeFile(join(workspace, '.vscode', 'tasks.json'), JSON.stringify(tasks));
    await writeFile(
      join(folder, 'program.cjs'),
      `const { POSTMAN_API_KEY: key = '', POSTMAN_API_BASE_URL: url = '' } = process.env;
       const text = require('node:crypto').createHash('sha256').update(key).digest('hex') + '\\n' + url + '\\n';
       require('node:fs').writeFileSync(process.argv[2] + '.part', text);
       require('node:fs').renameSync(process.argv[2] + '.part', process.argv[2]);`,
    );
  });
  after(async () => {
    process.env['PATH'] = path;
    const terminals = vscode.workspace.getConfiguration('terminal.integrated');
    const environment = process.platform === 'darwin' ? 'env.osx' : 'env.linux';
    await terminals.update(environment, undefined, vscode.ConfigurationTarget.Global);
    await rm(join(workspace, '.vscode'), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  for (const { name, use, moves = [], first = [], gone = [] } of ways) {
    it(`${name}: goes to the EU, has the new key after Regenerate, and none after Delete`, async () => {
      const { hands, issue, parts } = app();
      const [one, two] = [issue().key, issue({ name: 'two' }).key];
      secrets.push(one.secret.reveal(), two.secret.reveal());
      const { id } = await parts.keyring.add(one, { name: 'CI', region: eu.id, expiry: { kind: 'unknown' } });
      const { account } = await parts.proof.verify(id);
      const host = name === 'a remote MCP server' ? 'mcp.eu.postman.com' : 'api.eu.postman.com';
      hands.will(...first, ...moves);
      assert.deepEqual(await use(), { key: one.fingerprint, host }, hands.last());
      await parts.keyring.replace(id, two, { account });
      hands.will(...moves);
      assert.deepEqual(await use(), { key: two.fingerprint, host }, hands.last());
      await parts.keyring.remove(id);
      hands.will(...gone);
      assert.deepEqual(await use(), {});
      await run('inject.stopAllTerminals');
    });
  }

  it('leaves no key on the disk: in the workspace, the editor’s folder, its logs, or a shell’s history', async () => {
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await until('the terminals are gone', () => vscode.window.terminals.length === 0);
    assert.equal(secrets.length, 2 * ways.length);
    // The run's own folder: the workspace, what the server keeps of its user and its logs, and temporary files.
    const { files: searched, found } = await keysOnDisk(secrets, [dirname(workspace)]);
    assert.ok(searched > 20, `${searched} files`);
    assert.deepEqual(found, []);
    // What is no secret of a key is found there: in the activity log.
    const { found: known } = await keysOnDisk([secrets[0]!.slice(0, 29)], [dirname(workspace)]);
    assert.ok(
      known.some((file) => file.includes('activity')),
      'nothing was searched',
    );
    for (const history of [
      '.bash_history',
      '.zsh_history',
      '.sh_history',
      '.local/share/fish/fish_history',
    ]) {
      const text = await readFile(join(homedir(), history), 'utf8').catch(() => '');
      assert.ok(!secrets.some((secret) => text.includes(secret)), history);
    }
  });
});
