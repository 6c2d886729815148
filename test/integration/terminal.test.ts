import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import sinon from 'sinon';
import * as vscode from 'vscode';

import { shortMask } from '../../src/keyring/shortMask.ts';
import { until, useApp } from './app.ts';
import type { Move } from './hands.ts';
import { assertNoTrace } from './traces.ts';

const { window } = vscode;

/** What a shell finds in its environment, read in it and told by way of a file, with no key in either. */
function useShells(): {
  /** SHA-256 of the variable's value; that of nothing where there is none. */
  hashIn: (terminal: vscode.Terminal, variable?: string) => Promise<string>;
  readIn: (terminal: vscode.Terminal, command: string) => Promise<string>;
} {
  let folder = '';
  let count = 0;
  before(async function () {
    if (process.platform === 'win32') this.skip();
    folder = await mkdtemp(join(tmpdir(), 'keyring-terminal-'));
  });
  after(async () => {
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    await until('the terminals are gone', () => {
      // A panel without any opens one of its own.
      for (const terminal of window.terminals) terminal.dispose();
      return window.terminals.length === 0;
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  const readIn = async (terminal: vscode.Terminal, command: string): Promise<string> => {
    count += 1;
    const file = join(folder, String(count));
    terminal.sendText(`${command} > '${file}.part'; mv '${file}.part' '${file}'`);
    for (let tries = 0; tries < 400; tries += 1) {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text !== undefined) return text.trim();
      await setTimeout(50);
    }
    return assert.fail(`the shell never said: ${command}`);
  };
  return {
    readIn,
    hashIn: async (terminal, variable = 'POSTMAN_API_KEY') => {
      const said = await readIn(terminal, `printenv ${variable} | tr -d '\\n' | sha256sum`);
      return said.replace(/\s.*$/, '');
    },
  };
}

const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const postman = (): vscode.Terminal[] => window.terminals.filter(({ name }) => name.startsWith('Postman: '));
const optionsOf = (terminal: vscode.Terminal): vscode.TerminalOptions => terminal.creationOptions;

describe('the Postman Terminal', function () {
  this.timeout(60_000);
  const app = useApp();
  const { hashIn, readIn } = useShells();
  /** @param moves what the person does: by default they allow it, as they have to the first time for each key */
  const open = async (...moves: Move[]): Promise<vscode.Terminal> => {
    app().hands.will(...moves, { press: 'Allow' });
    return openAgain();
  };
  const openAgain = async (): Promise<vscode.Terminal> => {
    await app().run('inject.openTerminal');
    const terminal = postman().at(-1);
    assert.ok(terminal, app().hands.last());
    return terminal;
  };

  it('has the key and its host in the shell, and nothing of them in what the editor knows', async () => {
    const { region, stored } = app();
    const { key } = await stored('CI');
    const terminal = await open();
    assert.equal(terminal.name, 'Postman: CI');
    assert.equal(await hashIn(terminal), key.fingerprint);
    assert.equal(await readIn(terminal, 'printenv POSTMAN_API_BASE_URL'), region.api);
    assert.equal(await readIn(terminal, 'env | grep -cE "^(POSTMAN_TERMINAL|ELECTRON_RUN)"'), '0');
    const options = optionsOf(terminal);
    assert.equal(options.isTransient, true);
    assert.ok(!JSON.stringify(options).includes(key.secret.reveal().slice(5)));
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('follows the active key at the moment it opens: another one, and a regenerated one', async () => {
    const { issue, parts, stored } = app();
    const { stored: one, key } = await stored('one');
    const { stored: two, key: other } = await stored('two');
    await parts.activeKey.useEverywhere(one.id);
    assert.equal(await hashIn(await open()), key.fingerprint);
    await parts.activeKey.useEverywhere(two.id);
    assert.equal(await hashIn(await open()), other.fingerprint);
    const { key: renewed } = issue({ name: 'renewed' });
    await parts.keyring.replace(two.id, renewed, {});
    assert.equal(await hashIn(await open()), renewed.fingerprint);
  });

  it('gives the shell what Node is to load, and lets nothing of it see the key', async () => {
    const { stored } = app();
    const { key } = await stored('CI');
    const folder = await mkdtemp(join(tmpdir(), 'keyring-evil-'));
    const evil = join(folder, 'evil.cjs');
    await writeFile(evil, `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'ran'))}, '')`);
    const settings = vscode.workspace.getConfiguration('terminal.integrated.env');
    const platform = process.platform === 'darwin' ? 'osx' : 'linux';
    const wanted = { NODE_OPTIONS: `--require ${evil}`, NODE_DEBUG: 'child_process' };
    await settings.update(platform, wanted, vscode.ConfigurationTarget.Workspace);
    try {
      const terminal = await open();
      assert.equal(
        await readIn(terminal, 'printenv NODE_OPTIONS NODE_DEBUG'),
        Object.values(wanted).join('\n'),
      );
      assert.equal(await hashIn(terminal), key.fingerprint);
      assert.deepEqual(await readdir(folder), ['evil.cjs']);
    } finally {
      await settings.update(platform, undefined, vscode.ConfigurationTarget.Workspace);
      await rm(folder, { recursive: true });
    }
  });

  it('is a terminal profile, and can be the default one', async () => {
    const { stored } = app();
    const { key } = await stored('CI');
    const settings = vscode.workspace.getConfiguration('terminal.integrated.defaultProfile');
    const platform = process.platform === 'darwin' ? 'osx' : 'linux';
    await settings.update(platform, 'Postman Terminal', vscode.ConfigurationTarget.Global);
    try {
      await vscode.commands.executeCommand('workbench.action.terminal.new');
      await until('the terminal is open', () => postman().length === 1);
      assert.equal(await hashIn(postman()[0]!), key.fingerprint);
    } finally {
      await settings.update(platform, undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('is not what a workspace makes the default one before the person says so', async () => {
    const { hands, stored } = app();
    const { key } = await stored('CI');
    const settings = vscode.workspace.getConfiguration('terminal.integrated.defaultProfile');
    const platform = process.platform === 'darwin' ? 'osx' : 'linux';
    const { Global, Workspace } = vscode.ConfigurationTarget;
    const another = async (): Promise<void> => {
      const before = postman().length;
      await vscode.commands.executeCommand('workbench.action.terminal.new');
      await until('the terminal is open', () => postman().length === before + 1);
    };
    await settings.update(platform, 'Postman Terminal', Workspace);
    try {
      hands.will('leave');
      await Promise.resolve(vscode.commands.executeCommand('workbench.action.terminal.new')).catch(
        () => undefined,
      );
      await until('it is asked', () => hands.asked.length === 1);
      assert.match(
        hands.asked[0] ?? '',
        /^Open “Postman Terminal” with the key “CI”\? All that runs there can read the key/,
      );
      assert.deepEqual([postman(), hands.heard], [[], []]);
      hands.will({ press: 'Allow' });
      await another();
      assert.equal(await hashIn(postman()[0]!), key.fingerprint);
      await another();
      // What the person has set themself is no wish of the workspace.
      await stored('other');
      await app().parts.activeKey.useEverywhere(app().parts.keyring.keys.at(-1)!.id);
      await settings.update(platform, 'Postman Terminal', Global);
      await another();
      assert.equal(hands.asked.length, 2);
    } finally {
      await settings.update(platform, undefined, Global);
      await settings.update(platform, undefined, Workspace);
    }
  });

  it('asks before it uses a key that has ended, each key once a window', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: known, key } = await stored('old');
    await parts.keyring.update(known.id, { expiry: { kind: 'date', at: Date.now() - 86_400_000 } });
    // That it has ended is said beside this too, some time.
    const failures = (): unknown[] => hands.heard.filter(({ how }) => how !== 'warn');
    hands.will('leave');
    await run('inject.openTerminal');
    assert.deepEqual([postman(), failures()], [[], []]);
    assert.equal(await hashIn(await open({ press: 'Use Anyway' })), key.fingerprint);
    assert.match(
      hands.asked.at(-2) ?? '',
      /“old” has expired\. Use it for the Postman Terminal all the same\?/,
    );
    await openAgain();
    assert.deepEqual(failures(), []);
  });

  it('asks which key where none is active, and leads to one where there is none', async () => {
    const { hands, run, stored } = app();
    await run('inject.openTerminal');
    assert.match(hands.last(), /no API key in the keyring yet/);
    assert.deepEqual(hands.heard.at(-1)?.actions, ['Generate API Key', 'Add Existing Key']);
    await stored('one');
    const { key } = await stored('two');
    assert.equal(await hashIn(await open({ pick: 'two' })), key.fingerprint);
  });

  it('opens in a trusted workspace only, and for a key whose host may see it', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: known } = await stored('CI');
    const trust = sinon.stub(vscode.workspace, 'isTrusted').value(false);
    await run('inject.openTerminal');
    trust.restore();
    assert.match(hands.last(), /in a trusted workspace only/);
    await parts.keyring.update(known.id, { region: 'https://evil.example' });
    await run('inject.openTerminal');
    assert.match(hands.last(), /neither Postman, nor this computer, nor the address in your settings/);
    assert.deepEqual(postman(), []);
  });

  it('is in the activity log, which goes on while it is read and can be cleared', async () => {
    const { hands, run, stored } = app();
    const { stored: known, key } = await stored('CI');
    hands.will({ press: 'Clear' });
    await run('inject.clearActivity');
    await run('inject.showActivity');
    const text = (): string => window.activeTextEditor?.document.getText() ?? '';
    assert.match(text(), /Nothing was handed out yet/);
    await open();
    await run('inject.showActivity');
    await until('it is noted', () =>
      text().includes(`CI (${shortMask(known.masked)})  the Postman Terminal`),
    );
    assert.ok(!text().includes(key.secret.reveal().slice(5)));
    hands.will({ press: 'Clear' });
    await run('inject.clearActivity');
    await until('it is empty', () => text().includes('Nothing was handed out yet'));
  });
});

describe('the key in all terminals', function () {
  this.timeout(60_000);
  const app = useApp();
  const { hashIn } = useShells();
  const plain = (): vscode.Terminal => {
    const terminal = window.createTerminal({ name: 'plain' });
    terminal.show();
    return terminal;
  };
  const turnOn = async (): Promise<void> => {
    app().hands.will({ press: 'Use in All Terminals' });
    await app().run('inject.useInAllTerminals');
  };
  const stop = async (): Promise<void> => app().run('inject.stopAllTerminals');
  afterEach(stop);

  it('is there when the person knows what it means, and gone at once when they stop it', async () => {
    const { hands, parts, stored } = app();
    const { key } = await stored('CI');
    assert.equal(await hashIn(plain()), nothing);
    await turnOn();
    assert.match(hands.asked.at(-1) ?? '', /writes their environment.*enablePersistentSessions to false/);
    assert.equal(hands.last(), 'New terminals of this workspace have “CI” in POSTMAN_API_KEY.');
    assert.deepEqual(parts.notices.lines, [hands.last()]);
    const terminal = plain();
    assert.equal(await hashIn(terminal), key.fingerprint);
    assert.equal(optionsOf(terminal).env, undefined);
    await stop();
    assert.deepEqual(parts.notices.lines, []);
    assert.equal(await hashIn(plain()), nothing);
    assert.equal(await hashIn(plain(), 'POSTMAN_API_BASE_URL'), nothing);
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('is the active one: regenerated, another one, none when it is deleted', async () => {
    const { hands, issue, parts, stored } = app();
    const { stored: one } = await stored('one');
    await turnOn();
    const { key: renewed } = issue({ name: 'renewed' });
    const has = (name: string) => () =>
      parts.notices.lines.some((line) => line.includes(`have “${name}” in`));
    await parts.keyring.replace(one.id, renewed, {});
    await setTimeout(500);
    assert.equal(await hashIn(plain()), renewed.fingerprint);
    const { stored: two, key: other } = await stored('two');
    await parts.activeKey.useEverywhere(two.id);
    await until('it is the other one', has('two'));
    await setTimeout(500);
    assert.equal(await hashIn(plain()), other.fingerprint);
    await parts.keyring.remove(two.id);
    await parts.keyring.remove(one.id);
    assert.match(parts.notices.lines.join(), /no key is active/);
    assert.equal(await hashIn(plain()), nothing);
    assert.equal(hands.heard.filter(({ how }) => how !== 'tell').length, 0);
  });

  it('goes under the name in the settings, and warns of a key that has ended without waiting', async () => {
    const { hands, parts, run, stored } = app();
    const { stored: known, key } = await stored('old');
    await parts.keyring.update(known.id, { expiry: { kind: 'date', at: Date.now() - 86_400_000 } });
    const section = vscode.workspace.getConfiguration('postmanKeyring');
    await section.update('variableName', 'MY_KEY', vscode.ConfigurationTarget.Global);
    try {
      await turnOn();
      assert.ok(
        hands.heard.some(({ how, message }) => how === 'warn' && message.includes('“old” has expired')),
      );
      const terminal = plain();
      assert.equal(await hashIn(terminal, 'MY_KEY'), key.fingerprint);
      assert.equal(await hashIn(terminal), nothing);
      // Nobody has agreed to anything by a warning.
      hands.will('leave');
      await run('inject.openTerminal');
      assert.match(hands.asked.at(-1) ?? '', /Use it for the Postman Terminal all the same/);
      assert.deepEqual(postman(), []);
    } finally {
      await section.update('variableName', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('leads the key to its own address alone, and leaves pmkey as it is', async () => {
    const { parts, region, stored } = app();
    await stored('local');
    await turnOn();
    const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
    assert.equal(await hashIn(plain(), 'POSTMAN_API_BASE_URL'), hashOf(region.api));
    const { stored: us } = await stored('us');
    await parts.keyring.update(us.id, { region: 'us' });
    await parts.activeKey.useEverywhere(us.id);
    await setTimeout(500);
    const settings = vscode.workspace.getConfiguration('terminal.integrated.env');
    const platform = process.platform === 'darwin' ? 'osx' : 'linux';
    const elsewhere = { POSTMAN_API_BASE_URL: 'https://elsewhere.example' };
    await settings.update(platform, elsewhere, vscode.ConfigurationTarget.Global);
    try {
      assert.equal(await hashIn(plain(), 'POSTMAN_API_BASE_URL'), hashOf('https://api.postman.com'));
      await stop();
      assert.notEqual(await hashIn(plain(), 'POSTMAN_KEYRING_PIPE'), nothing);
    } finally {
      await settings.update(platform, undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('is gone at once when the person switches this way off, and cannot be turned on then', async () => {
    const { hands, parts, run, stored } = app();
    await stored('CI');
    await turnOn();
    const section = vscode.workspace.getConfiguration('postmanKeyring');
    await section.update('disabledWays', ['allTerminals'], vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(parts.notices.lines, []);
      await setTimeout(500);
      assert.equal(await hashIn(plain()), nothing);
      await run('inject.useInAllTerminals');
      assert.match(hands.last(), /“All terminals” is switched off in your settings/);
    } finally {
      await section.update('disabledWays', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('is never turned on in a workspace that is not trusted', async () => {
    const { hands, parts, run, stored } = app();
    await stored('CI');
    const trust = sinon.stub(vscode.workspace, 'isTrusted').value(false);
    await run('inject.useInAllTerminals');
    trust.restore();
    assert.match(hands.last(), /in a trusted workspace only/);
    assert.deepEqual(parts.notices.lines, []);
  });
});
