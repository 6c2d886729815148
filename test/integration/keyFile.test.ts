import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';

import { until, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';

/** Asked for by VS Code itself, in the places where people write it. */
describe('a key file', function () {
  this.timeout(40_000);
  const app = useApp();
  let folder: string;
  const id = 'postmanKeyring.inject.keyFile';
  const ask = async (wish?: unknown): Promise<unknown> => vscode.commands.executeCommand(id, wish);
  const found = async (
    name: string,
  ): Promise<{ path: string; text: string; modes: number[] } | undefined> => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    return text.endsWith('\n')
      ? (JSON.parse(text) as { path: string; text: string; modes: number[] })
      : undefined;
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyring-key-file-'));
    await writeFile(
      join(folder, 'program.cjs'),
      `const { readFileSync, statSync, writeFileSync } = require('node:fs');
       const [path, out] = process.argv.slice(2);
       const modes = [path, require('node:path').dirname(path)].map((one) => statSync(one).mode & 0o777);
       const sha = require('node:crypto').createHash('sha256').update(readFileSync(path, 'utf8')).digest('hex');
       writeFileSync(out, JSON.stringify({ path, text: sha, modes }) + '\\n');`,
    );
  });
  after(async () => rm(folder, { recursive: true }));

  it('is there for a debug session, by its path, and gone when the session has ended', async () => {
    const { hands, stored } = app();
    const { key } = await stored();
    hands.will({ press: 'Allow' });
    let isOver = false;
    const listener = vscode.debug.onDidTerminateDebugSession(() => (isOver = true));
    await vscode.debug.startDebugging(undefined, {
      name: 'Read key',
      type: 'node',
      request: 'launch',
      runtimeExecutable: process.execPath,
      program: join(folder, 'program.cjs'),
      args: [`\${command:${id}}`, join(folder, 'debug')],
    });
    await until('the program has ended', () => isOver);
    listener.dispose();
    const { modes, path, text } = (await found('debug'))!;
    assert.equal(text, key.fingerprint);
    if (process.platform !== 'win32') assert.deepEqual(modes, [0o600, 0o700]);
    await until('the file is gone', () => !existsSync(dirname(path)));
    assert.match(hands.asked.join(), /“Read key” asks for a file with the key “work” in it/);
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('is made only with the person’s leave, which is for one key', async () => {
    const { hands, stored } = app();
    await stored('work');
    const { key, stored: ci } = await stored('CI');
    hands.will('leave', { press: 'Allow for This Window' });
    assert.equal(await ask({ key: 'CI' }), undefined);
    assert.deepEqual(hands.heard, []);
    const first = await ask({ key: 'CI' });
    const second = await ask({ key: 'CI', format: 'env' });
    assert.ok(typeof first === 'string' && typeof second === 'string');
    assert.equal(await readFile(first, 'utf8'), key.secret.reveal());
    const lines = [`POSTMAN_API_KEY=${key.secret.reveal()}`, `POSTMAN_API_BASE_URL=${app().region.api}`, ''];
    assert.equal(await readFile(second, 'utf8'), lines.join('\n'));
    hands.will('leave');
    assert.equal(await ask({ key: 'work' }), undefined);
    await app().parts.keyring.remove(ci.id);
    await until('its files are gone', () => !existsSync(first) && !existsSync(second));
    assert.equal(await ask({ key: 'CI' }), undefined);
    assert.match(hands.last(), /“CI” is neither the name nor the account of a key/);
  });
});
