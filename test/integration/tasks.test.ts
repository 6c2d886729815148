import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';

import manifest from '../../package.json' with { type: 'json' };
import { createRun } from '../../src/inject/tasks/run.ts';
import { testApi, until, useApp } from './app.ts';
import { useWorkspaceNewman } from './newman.ts';
import { assertNoTrace } from './traces.ts';

/** With tasks of a tasks.json, the real newman, and a Postman CLI that writes down what it was given. */
describe('a task with a key', function () {
  this.timeout(60_000);
  const app = useApp();
  const spy = useWorkspaceNewman();
  const path = process.env['PATH'];
  let settings: string;
  let bin: string;

  /** Puts tasks into the workspace and runs the first of them: its exit code. */
  const run = async (definition: object): Promise<number | undefined> => {
    const label = `collection ${Math.random()}`;
    const task = { type: 'postman-keyring', label, problemMatcher: [], ...definition };
    await writeFile(join(settings, 'tasks.json'), JSON.stringify({ version: '2.0.0', tasks: [task] }));
    let found: vscode.Task | undefined;
    await until('the task is there', async () => {
      const tasks = await vscode.tasks.fetchTasks({ type: 'postman-keyring' });
      return (found = tasks.find(({ name }) => name === label)) !== undefined;
    });
    const ended = new Promise<number | undefined>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== label) return;
        listener.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(found!);
    recorded.push(
      JSON.stringify(await vscode.tasks.fetchTasks()),
      JSON.stringify(vscode.tasks.taskExecutions),
    );
    recorded.push(...vscode.window.terminals.map(({ creationOptions }) => JSON.stringify(creationOptions)));
    return ended;
  };
  const recorded: string[] = [];

  before(async function () {
    if (process.platform === 'win32') this.skip();
    settings = join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, '.vscode');
    await mkdir(settings, { recursive: true });
    bin = await mkdtemp(join(tmpdir(), 'keyring-tasks-'));
    const cli = `#!/bin/sh\nprintf '%s\\n' "$POSTMAN_API_KEY" "$POSTMAN_API_BASE_URL" "$@" > ${bin}/given\nexit 7\n`;
    await writeFile(join(bin, 'postman'), cli, { mode: 0o755 });
    const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
    const newman = join(extension?.extensionPath ?? '', 'node_modules', '.bin');
    process.env['PATH'] = [bin, newman, path].join(delimiter);
  });
  after(async () => {
    process.env['PATH'] = path;
    await rm(settings, { recursive: true });
    await rm(bin, { recursive: true });
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it('runs a collection of the account with newman, and no task has the key', async () => {
    const { hands, sandbox, stored } = app();
    const { key } = await stored('CI');
    await stored('other');
    hands.will('leave', { press: 'Allow' });
    const collection = sandbox.issueAccessKey({ collection: 'Refunds API' }).collectionUid;
    assert.equal(await run({ tool: 'newman', collection, key: 'CI' }), 126);
    assert.match(hands.asked[0] ?? '', /^Run the task “collection .*” with the key “CI”\?/);
    assert.deepEqual(sandbox.requests(), []);
    assert.equal(await run({ tool: 'newman', collection, key: 'CI' }), 0);
    const [first, ...rest] = sandbox.requests();
    assert.deepEqual([first?.path, first?.hasKey], [`/collections/${collection}`, true]);
    assert.deepEqual(spy.askers(), [[`/collections/${collection}`, 'keyring-for-postman']]);
    const { options, process: self } = await spy.seen();
    assert.equal(options.collection.info.name, 'Refunds API');
    assert.ok(!JSON.stringify(options).includes('PMAK-'));
    assert.ok(self.includes(`"POSTMAN_API_KEY":"${key.secret.reveal()}"`));
    assert.equal(rest.filter(({ path: one }) => one.startsWith('/echo/refunds/')).length, 7);
    assert.ok(rest.every(({ hasKey }) => !hasKey));
    assert.ok(recorded.length > 0 && recorded.every((text) => !text.includes('PMAK-')));
    assert.match(recorded.join('\n'), /postman-keyring/);
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('runs nothing where the collection cannot be had, and says why', async () => {
    const { hands, sandbox, stored } = app();
    await stored('CI');
    hands.will({ press: 'Allow' });
    const collection = sandbox.issueAccessKey({ collection: 'Refunds API' }).collectionUid;
    const task = { tool: 'newman', collection: collection.replace(/.{4}$/, '0000'), key: 'CI' };
    assert.equal(await run(task), 126);
    assert.match(hands.last(), /has no such collection any more/);
  });

  it('runs a file without a key, and ends as newman ends', async () => {
    const request = { method: 'GET', url: `${app().sandbox.url}/echo/one` };
    const exec = ["pm.test('fails', () => pm.response.to.have.status(299))"];
    const item = { name: 'one', request, event: [{ listen: 'test', script: { exec } }] };
    const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
    await writeFile(join(settings, 'c.json'), JSON.stringify({ info: { name: 'c', schema }, item: [item] }));
    assert.equal(await run({ tool: 'newman', collection: '.vscode/c.json', args: ['--bail'] }), 1);
    assert.deepEqual(
      app()
        .sandbox.requests()
        // The views that are open ask of their own accord.
        .filter(({ path: one }) => one.startsWith('/echo/'))
        .map(({ hasKey, path: one }) => [one, hasKey]),
      [['/echo/one', false]],
    );
  });

  it('gives the Postman CLI the key by its environment, and refuses where it would take it elsewhere', async () => {
    const { hands, issue, parts } = app();
    const { key } = issue();
    const add = async (name: string, region: string, one = issue().key): Promise<unknown> =>
      parts.keyring.add(one, { name, region, expiry: { kind: 'unknown' } });
    await add('us', 'us', key);
    await add('eu', 'eu');
    const task = { tool: 'postman', collection: 'c.json', args: ['--bail', '$HOME'] };
    hands.will({ press: 'Allow' }, { press: 'Allow' });
    assert.equal(await run({ ...task, key: 'us' }), 7);
    const file = join(settings, '..', 'c.json');
    const lines = [key.secret.reveal(), '', 'collection', 'run', file, '--bail', '$HOME', ''];
    assert.equal(await readFile(join(bin, 'given'), 'utf8'), lines.join('\n'));
    assert.equal(await run({ ...task, key: 'eu' }), 126);
    assert.match(hands.last(), /to the EU after a sign-in only/);
    assert.deepEqual(hands.heard.at(-1)?.actions, ['Configure Task']);
    assert.equal(await run({ ...task, key: 'nobody' }), 126);
    assert.match(hands.last(), /“nobody” is neither the name nor the account/);
  });

  it('has no key where its terminal was closed while the person was asked', async () => {
    const { hands, parts, sandbox, stored } = app();
    await stored('CI');
    await stored('other');
    const activity = await (await testApi()).inject.activity();
    const before = (await activity.entries()).length;
    const asking = { ...parts.prompts };
    const close = async (): Promise<void> => {
      const closed = new Promise((resolve) => vscode.tasks.onDidEndTask(resolve));
      for (const terminal of vscode.window.terminals) terminal.dispose();
      await closed;
    };
    let picks = 0;
    const pick: typeof asking.pick = async (...question) => {
      await close();
      picks++;
      return asking.pick(...question);
    };
    const confirm: typeof asking.confirm = async (...question) => {
      await close();
      return asking.confirm(...question);
    };
    Object.assign(parts.prompts, { confirm, pick });
    hands.will({ pick: 'CI' }, { press: 'Allow' });
    const collection = sandbox.issueAccessKey({ collection: 'Refunds API' }).collectionUid;
    try {
      await run({ tool: 'newman', collection });
      await until('a key is picked', () => picks === 1);
      await setTimeout(200);
      const asked = hands.asked.length;
      await run({ tool: 'newman', collection, key: 'CI' });
      await until('it is asked', () => hands.asked.length === asked + 1);
      await setTimeout(200);
    } finally {
      Object.assign(parts.prompts, asking);
    }
    assert.deepEqual([(await activity.entries()).length, sandbox.requests()], [before, []]);
  });

  it('says in the terminal why nothing runs, and ends what runs with Ctrl+C', async () => {
    const started = async (
      command: string | undefined,
      ...args: string[]
    ): Promise<{ said: () => string; code: Promise<number>; press: (input: string) => void }> => {
      const program = { command, args, environment: {}, missing: 'There is no such program.' };
      const terminal = createRun(bin, async () => Promise.resolve(program));
      let text = '';
      terminal.onDidWrite((words) => (text += words));
      const code = new Promise<number>((resolve) => terminal.onDidClose!((one) => resolve(one ?? -1)));
      terminal.open(undefined);
      return Promise.resolve({ said: () => text, code, press: (input) => terminal.handleInput?.(input) });
    };
    for (const command of [undefined, join(bin, 'no-such-program')]) {
      const missing = await started(command);
      assert.equal(await missing.code, 127);
      assert.equal(missing.said(), 'There is no such program.\r\n');
    }
    const elsewhere = createRun(join(bin, 'gone'), async () => Promise.reject(new Error('prepared')));
    const nothing = new Promise((resolve) => elsewhere.onDidClose!(resolve));
    const sentence = new Promise((resolve) => elsewhere.onDidWrite(resolve));
    elsewhere.open(undefined);
    assert.match(String(await sentence), /^The folder that this task runs in is not there any more: .*gone/);
    assert.equal(await nothing, 126);
    const waiting = createRun(bin, async () => new Promise(() => undefined));
    const given = new Promise((resolve) => waiting.onDidClose!(resolve));
    waiting.open(undefined);
    waiting.handleInput?.('\x03');
    assert.equal(await given, 130);
    const talk = Promise.withResolvers<undefined>();
    const heard: string[] = [];
    const closed = createRun(bin, async (say) => {
      await talk.promise;
      say('Late.');
      return undefined;
    });
    closed.onDidWrite((words) => heard.push(words));
    closed.open(undefined);
    closed.close();
    talk.resolve(undefined);
    await setTimeout(50);
    assert.deepEqual(heard, []);
    const long = await started('/bin/sh', '-c', 'trap "" INT; echo begun; sleep 30; echo ended');
    await until('it runs', () => long.said().includes('begun\r\n'));
    // A shell that is just starting a program may lose a signal.
    await setTimeout(200);
    long.press('\x03');
    await setTimeout(200);
    long.press('\x03');
    assert.equal(await long.code, 130);
    assert.ok(!long.said().includes('ended'));
  });
});
