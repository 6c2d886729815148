import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import type { Locator } from 'playwright-core';

import { vsix } from '../../scripts/package.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/start.ts';
import type { EditorWindow, Theme } from '../host/editorWindow.ts';
import { browserState } from '../host/browserState.ts';
import { plainSpaces } from '../host/text.ts';
import { Workbench } from '../host/workbench.ts';
import { keysOnDisk } from './keysOnDisk.ts';

const pictures = join(import.meta.dirname, '../../docs/images');

/** A key goes to work in one window, by the hands of a person who looks at it; then the editor is closed and searched. */
describe('an API key at work', function () {
  // Every step stands on the one before.
  this.bail(true);

  let sandbox: Sandbox;
  let folder: string;
  let workbench: Workbench;
  let window: EditorWindow;
  let key: string;
  let count = 0;

  before(async () => {
    sandbox = await startSandbox({ seed: 'team' });
    folder = await mkdtemp(join(tmpdir(), 'keyring-work-'));
    const home = join(folder, 'home');
    for (const one of [home, join(folder, 'orders-api')]) await mkdir(one);
    await writeFile(join(home, '.bashrc'), "PS1='$ '\n");
    workbench = await Workbench.start({
      vsix,
      settings: { 'postmanKeyring.region': 'custom', 'postmanKeyring.customUrl': sandbox.url },
      // Where its shells write their history.
      env: { HOME: home, HISTFILE: join(home, '.bash_history'), SHELL: '/bin/bash' },
    });
    window = await (await workbench.person()).openWindow(join(folder, 'orders-api'));
  });
  after(async () => {
    await workbench.stop();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  const run = async (command: string): Promise<void> => window.runCommand(`Postman Keyring: ${command}`);
  /** Types a line into the terminal in front. */
  const type = async (line: string): Promise<void> => {
    await window.page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
    await window.page.keyboard.type(line);
    await window.page.keyboard.press('Enter');
  };
  /** SHA-256 of a variable of the terminal's, in hex: typed there, and read from a file. */
  const hashIn = async (before = ''): Promise<string> => {
    const file = join(folder, `hash-${(count += 1)}`);
    await type(
      `${before}sh -c 'printf %s "$POSTMAN_API_KEY" | sha256sum > ${file}.part; mv ${file}.part ${file}'`,
    );
    for (let tries = 0; tries < 200; tries += 1) {
      const text = await readFile(file, 'utf8').catch(() => '');
      if (text !== '') return text.slice(0, 64);
      await setTimeout(50);
    }
    return assert.fail('the terminal does not answer');
  };
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const killTerminals = async (): Promise<void> => {
    await window.runCommand('Terminal: Kill All Terminals');
    await window.page.locator('.terminal-wrapper').first().waitFor({ state: 'detached' });
  };
  /** The only terminal that is there. */
  const openTerminal = async (): Promise<void> => {
    await killTerminals();
    await window.runCommand('Terminal: Create New Terminal');
    await window.page
      .locator('.terminal-wrapper.active .xterm-helper-textarea')
      .waitFor({ state: 'attached' });
    // The shell starts.
    await setTimeout(1000);
  };
  const terminalTab = (name: string | RegExp): Locator =>
    window.page.locator('.panel').getByText(name).first();
  const inFront = async (words: RegExp): Promise<void> => {
    for (let tries = 0; tries < 100; tries += 1) {
      if (words.test(await window.editorText().catch(() => ''))) return;
      await setTimeout(100);
    }
    assert.fail(`not in front: ${String(words)}`);
  };

  it('is in the Postman Terminal, which its name says', async () => {
    key = sandbox.issueKey({ name: 'laptop' }).key;
    await window.openContainer('Postman Keyring');
    await run('Add Existing Key…');
    await window.quickInput.enter(key);
    await window.quickInput.waitFor(/Name of the key/);
    await window.quickInput.enter('laptop');
    await window.quickInput.waitFor(/When does the key expire/);
    await window.quickInput.pick('Never');
    await window.view('API Keys').row('laptop').waitFor();
    await run('Open Postman Terminal');
    await window.dialog.getByText(/Open “Postman Terminal” with the key “laptop”/).waitFor();
    await window.answerDialog('Allow for This Workspace');
    await terminalTab(/Postman: laptop/).waitFor();
    assert.equal(await hashIn(), hash(key));
  });

  it('is given to a program by pmkey after a question, and to no terminal', async () => {
    await openTerminal();
    assert.equal(await hashIn(), hash(''));
    await type('pmkey run -- sh -c \'echo "${#POSTMAN_API_KEY} characters"\'');
    await window.dialog.getByText(/A terminal asks for the key “laptop” to run “sh”/).waitFor();
    await window.screenshot(join(pictures, 'pmkey.png'));
    await window.answerDialog('Allow');
    assert.equal(await hashIn('pmkey run -- '), hash(key));
  });

  it('is in all terminals when the person wants it, also after a reload, and the view says so', async () => {
    await run('Use Key in All Terminals…');
    await window.dialog.getByText(/Use the active key in all new terminals/).waitFor();
    await window.screenshot(join(pictures, 'all-terminals.png'));
    await window.answerDialog('Use in All Terminals');
    const message = window.view('API Keys').message;
    await message.filter({ hasText: 'have “laptop” in POSTMAN_API_KEY' }).waitFor();
    // The editor would bring them back in its own time.
    await killTerminals();
    await window.reload();
    await window.openContainer('Postman Keyring');
    await message.filter({ hasText: 'have “laptop” in POSTMAN_API_KEY' }).waitFor();
    // The window hands on what new terminals get after a moment.
    await setTimeout(1000);
    await openTerminal();
    assert.equal(await hashIn(), hash(key));
    const state = await browserState(window.page);
    assert.match(state, /allTerminals/, 'that it is wanted is kept');
    assert.ok(!state.includes(key), 'and the key is not');
    await run('Stop Using Key in All Terminals');
    await message.waitFor({ state: 'hidden' });
    await openTerminal();
    assert.equal(await hashIn(), hash(''));
    await killTerminals();
  });

  it('sends a request whose answer has no key in it', async () => {
    await run('Send Request…');
    await window.quickInput.pick('Who am I');
    await inFront(/"fullName"/);
    assert.match(await window.editorText(), /"response": "200 OK, \d+ ms/);
  });

  it('is asked for before it goes to everyone who reads an environment', async () => {
    await run('Store Key in a Postman Environment…');
    await window.quickInput.pick('Payments');
    await window.quickInput.pick('Staging');
    await window.quickInput.waitFor(/postman-api-key|variable/i);
    await window.quickInput.accept();
    await window.dialog
      .getByText(/Give “laptop” of Maya Lindqvist to everyone who can read “Staging”/)
      .waitFor();
    await window.screenshot(join(pictures, 'environment.png'));
    await window.answerDialog('Cancel');
    assert.ok(sandbox.requests().every(({ method }) => method === 'GET'));
  });

  it('looks right in the terminal and in the activity log, in light, dark and high contrast', async () => {
    const themes: [Theme, string][] = [
      ['Light Modern', 'light'],
      ['Default High Contrast', 'high-contrast'],
      ['Dark Modern', 'dark'],
    ];
    await window.runCommand('View: Close All Editors');
    await run('Show Activity Log');
    await inFront(/Which API key was handed out/);
    await run('Open Postman Terminal');
    await terminalTab(/Postman: laptop/).waitFor();
    assert.equal(await hashIn(), hash(key));
    await type('clear; pmkey status');
    // What is typed before that has ended would stand in the middle of it.
    await setTimeout(2000);
    await type('echo "${#POSTMAN_API_KEY} characters for $POSTMAN_API_BASE_URL"');
    await window.notifications.clear();
    for (const [theme, name] of themes) {
      await window.setTheme(theme);
      await setTimeout(300);
      await window.screenshot(join(pictures, `at-work-${name}.png`));
    }
    const log = plainSpaces(await window.editorText());
    for (const way of ['Postman Terminal', 'pmkey', 'All terminals', 'Request', 'Postman environment'])
      assert.ok(log.includes(way), `${way} in ${log}`);
  });

  it('is nowhere on the disk once the editor is closed', async () => {
    await killTerminals();
    await setTimeout(500);
    // On the desktop that is on the disk too.
    const state = await browserState(window.page);
    await writeFile(join(folder, 'state.json'), state);
    assert.match(state, /\/me/, 'the history of requests is in it');
    await workbench.quit();
    const history = await readFile(join(folder, 'home', '.bash_history'), 'utf8');
    assert.match(history, /pmkey run -- sh -c/, 'the shells wrote a history');
    const { files, found } = await keysOnDisk([key], [workbench.folder, folder]);
    assert.ok(files > 50);
    assert.deepEqual(found, []);
  });
});
