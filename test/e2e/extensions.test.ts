import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { createVSIX } from '@vscode/vsce';

import { vsix } from '../../scripts/package.ts';
import { ensureEditor } from '../../scripts/setup/editor.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/start.ts';
import type { EditorWindow } from '../host/editorWindow.ts';
import { installExtension, Workbench } from '../host/workbench.ts';
import { keysOnDisk } from './keysOnDisk.ts';

const root = join(import.meta.dirname, '../..');
const pictures = join(root, 'docs/images');
const consumer = 'Keyring Consumer';

/** Another extension asks for a key, and the person answers in VS Code's own dialogs. */
describe('A key for another extension', function () {
  // Every step stands on the one before.
  this.bail(true);

  let sandbox: Sandbox;
  let workbench: Workbench;
  let window: EditorWindow;
  const seen: string[] = [];

  before(async () => {
    sandbox = await startSandbox({ seed: 'team' });
    workbench = await Workbench.start({
      vsix,
      settings: { 'postmanKeyring.region': 'custom', 'postmanKeyring.customUrl': sandbox.url },
    });
    await installExtension(await ensureEditor(), workbench.folder, await packageConsumer());
    const project = join(workbench.folder, 'project');
    await mkdir(project);
    window = await (await workbench.person()).openWindow(project);
  });
  after(async () => {
    await workbench.stop();
    await sandbox.close();
  });

  const greet = async (): Promise<void> => {
    await window.notifications.clear();
    await window.runCommand('Keyring Tests: Greet');
  };
  const isAsked = async (): Promise<void> => {
    await window.dialog.getByText(`${consumer}' wants to sign in using Postman API Key`).waitFor();
  };
  const addKey = async (key: string, name: string): Promise<void> => {
    await window.quickInput.enter(key);
    await window.quickInput.waitFor(/Name of the key/);
    await window.quickInput.enter(name);
  };
  const labelOf = (name: string): RegExp => new RegExp(`^${name} \\(Maya Lindqvist, Local\\) · [0-9a-f]{8}`);
  const openAccounts = async (): Promise<void> => {
    await window.page.locator('.activitybar [aria-label^="Accounts"]').first().click();
  };

  it('is refused by Cancel, and nothing is asked of Postman', async () => {
    await greet();
    await isAsked();
    await window.answerDialog('Cancel');
    await window.notifications.waitFor(/No greeting \(not ours\): User did not consent/);
    assert.deepEqual(sandbox.requests(), []);
  });

  it('is lent after Allow: with none in the keyring, one that is added on the way', async () => {
    const { key } = sandbox.issueKey({ user: 'maya-lindqvist' });
    seen.push(key);
    await greet();
    await isAsked();
    await window.screenshot(join(pictures, 'consent.png'));
    await window.answerDialog('Allow');
    await window.quickInput.waitFor(/Sign In with a Postman API Key/);
    const items = await window.quickInput.items();
    assert.deepEqual(
      items.map((item) => item.trim()),
      ['Generate API Key…', 'Add Existing Key…'],
    );
    await window.quickInput.pick(/Add Existing Key…/);
    await window.quickInput.waitFor(/Add Existing Key/);
    await addKey(key, 'CI');
    await window.notifications.waitFor('Hello Maya Lindqvist');
    // What is asked of a new key still stands there, and the other extension did not wait for it.
    await window.quickInput.waitFor(/When does the key expire/);
    await window.quickInput.cancel();
  });

  it('is lent again unasked, also after a reload', async () => {
    await greet();
    await window.notifications.waitFor('Hello Maya Lindqvist');
    await window.reload();
    await greet();
    await window.notifications.waitFor('Hello Maya Lindqvist');
    assert.equal(await window.dialog.count(), 0);
  });

  it('stands among the accounts, and is taken back there without being deleted', async () => {
    await openAccounts();
    const account = window.page.getByRole('menuitem', { name: labelOf('CI') });
    await account.waitFor();
    await account.hover();
    // The menu takes a click for the one that opened it.
    await window.page.getByRole('menuitem', { name: 'Sign Out' }).hover();
    await window.page.keyboard.press('Enter');
    await window.dialog.waitFor();
    await window.answerDialog('Sign Out');
    await window.notifications.clear();
    await window.runCommand('Keyring Tests: Greet Again');
    await window.notifications.waitFor(/No greeting \(signedOut\)/);
    await window.openContainer('Postman Keyring');
    await window.view('API Keys').row('CI').waitFor();
  });

  it('is asked for anew then, and the person may choose which', async () => {
    const { key } = sandbox.issueKey({ user: 'priya-raman' });
    seen.push(key);
    await window.runCommand('Postman Keyring: Add Existing Key…');
    await window.quickInput.waitFor(/Add Existing Key/);
    await addKey(key, 'Priya');
    await window.quickInput.waitFor(/When does the key expire/);
    await window.quickInput.cancel();
    await greet();
    await isAsked();
    await window.answerDialog('Allow');
    // The editor's own list: the sessions that there are, and another sign-in, which has the other keys.
    await window.quickInput.waitFor(/wants to access a Postman API Key account/);
    await window.quickInput.pick('Sign in to another account');
    await window.quickInput.waitFor(/Sign In with a Postman API Key/);
    await window.quickInput.pick(/CI \(Maya/);
    await window.notifications.waitFor('Hello Maya Lindqvist');
  });

  it('is gone for the other extension when it is deleted', async () => {
    const view = window.view('API Keys');
    await view.row('CI').click();
    await view.chooseInMenu('CI', 'Delete Key…');
    await window.answerDialog('Forget Here');
    await window.notifications.waitFor('“CI” is forgotten');
    await window.runCommand('Keyring Tests: Greet Again');
    await window.notifications.waitFor(/No greeting \(signedOut\)/);
  });

  it('leaves no trace: not in what the other extension saw and wrote down, nor anywhere else', async () => {
    const { files, found } = await keysOnDisk(seen, [workbench.folder]);
    assert.ok(files > 50);
    assert.deepEqual(found, []);
    const { found: written } = await keysOnDisk(['pmks_'], [workbench.folder]);
    assert.ok(
      written.some((path) => path.includes('keyring-tests.consumer')),
      'it wrote nothing down',
    );
  });

  async function packageConsumer(): Promise<string> {
    const packagePath = join(workbench.folder, 'consumer.vsix');
    const cwd = join(root, 'test/fixtures/consumer');
    await createVSIX({
      cwd,
      packagePath,
      dependencies: false,
      skipLicense: true,
      allowMissingRepository: true,
    });
    return packagePath;
  }
});
