import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

import manifest from '../../package.json' with { type: 'json' };
import { ensureDebugpy, ensureDelve } from '../fixtures/debuggers/install.ts';
import { until, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';

/** With the real debugpy and the real Delve, and programs that write down what they find, hashed. */
describe('a key for a debugged program in Python and Go', function () {
  // The first time they are installed, and Go builds its library for debugging.
  this.timeout(240_000);
  const app = useApp();
  const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
  const fixture = (name: string): string =>
    join(extension?.extensionPath ?? '', 'test', 'fixtures', 'debuggers', name);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyring-debuggers-'));
  });
  after(async () => rm(folder, { recursive: true }));

  /** Launches from launch.json until the session is over: the program has the key, and nothing else has. */
  const assertFound = async (launch: object): Promise<void> => {
    const { hands, region, stored } = app();
    const { key } = await stored();
    const [root] = vscode.workspace.workspaceFolders!;
    const settings = join(root!.uri.fsPath, '.vscode');
    const file = join(settings, 'launch.json');
    const out = join(folder, 'found');
    const env = { POSTMAN_API_BASE_URL: 'https://evil.example', OTHER: 'other' };
    const common = {
      name: 'Find key',
      request: 'launch',
      args: [out],
      cwd: folder,
      env,
      postmanApiKey: true,
    };
    const text = JSON.stringify({ version: '0.2.0', configurations: [{ ...common, ...launch }] });
    await mkdir(settings, { recursive: true });
    await writeFile(file, text);
    await rm(out, { force: true });
    const ended: vscode.DebugSession[] = [];
    const listener = vscode.debug.onDidTerminateDebugSession((session) => ended.push(session));
    try {
      const read = (): unknown[] =>
        vscode.workspace.getConfiguration('launch', root).get<object[]>('configurations', []);
      await until('the editor has read launch.json', () => read().length > 0);
      hands.will({ press: 'Allow' });
      assert.ok(await vscode.debug.startDebugging(root, 'Find key'));
      while (ended.length === 0) await new Promise((done) => setTimeout(done, 50));
      const found: unknown = JSON.parse(await readFile(out, 'utf8'));
      assert.deepEqual(found, { key: key.fingerprint, url: region.api, other: 'other' });
      assert.ok(ended.every(({ configuration }) => !('postmanApiKey' in configuration)));
      assert.equal(await readFile(file, 'utf8'), text);
      assert.deepEqual(hands.heard, [], 'nothing was taken out of a request for a terminal');
    } finally {
      listener.dispose();
      await rm(settings, { recursive: true });
    }
    await assertNoTrace(app(), key.secret.reveal());
  };

  for (const console of ['internalConsole', 'integratedTerminal'])
    it(`is in the environment of a Python program (${console})`, async function () {
      const python = await ensureDebugpy();
      if (python === undefined) return skip(this, 'no Python with debugpy: pip install debugpy');
      await assertFound({ type: 'debugpy', python, program: fixture('find.py'), console });
      for (const terminal of vscode.window.terminals) terminal.dispose();
    });

  it('is in the environment of a Go program', async function () {
    if (!(await ensureDelve())) return skip(this, 'no Go and Delve on the PATH');
    await assertFound({
      type: 'go',
      mode: 'debug',
      program: fixture('find.go'),
      output: join(folder, 'program'),
    });
  });
});

function skip(test: Mocha.Context, why: string): void {
  console.log(`Skipped, ${why}`);
  test.skip();
}
