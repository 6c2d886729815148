import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import type { Page } from 'playwright-core';

import { vsix } from '../../scripts/package.ts';
import { findApiKeys } from '../../src/postman/findApiKeys.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/start.ts';
import type { EditorWindow, Theme } from '../host/editorWindow.ts';
import type { Person } from '../host/person.ts';
import { Workbench } from '../host/workbench.ts';
import { keysOnDisk } from './keysOnDisk.ts';

const pictures = join(import.meta.dirname, '../../docs/images');

/** A person's way through the main job, in one editor and one sandbox. */
describe('API keys, with a person’s hands', function () {
  // Every step stands on the one before.
  this.bail(true);

  let sandbox: Sandbox;
  let workbench: Workbench;
  let person: Person;
  let window: EditorWindow;
  let project: string;
  /** Every key that was ever shown, for the search at the end. */
  const seen: string[] = [];

  before(async () => {
    await mkdir(pictures, { recursive: true });
    project = join(await mkdtemp(join(tmpdir(), 'keyring-project-')), 'orders-api');
    await mkdir(project);
    sandbox = await startSandbox({ seed: 'team' });
    workbench = await Workbench.start({
      vsix,
      settings: { 'postmanKeyring.region': 'custom', 'postmanKeyring.customUrl': sandbox.url },
    });
    person = await workbench.person();
    window = await person.openWindow(project);
  });

  after(async () => {
    await workbench.stop();
    await sandbox.close();
    await rm(join(project, '..'), { recursive: true, force: true });
  });

  const view = (): ReturnType<EditorWindow['view']> => window.view('API Keys');
  /** Rows follow what happens in their own time. */
  const rowSays = async (name: string, words: RegExp): Promise<void> => {
    await view().row(name).filter({ hasText: words }).waitFor();
  };

  /** Presses Copy in the dialog that shows a key once. */
  const copyShownKey = async (page: Page): Promise<string> => {
    const dialog = page.getByRole('dialog', { name: /^API key (re)?generated$/ });
    const key = await dialog.getByRole('textbox', { name: 'API key' }).inputValue();
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await dialog.getByRole('button', { name: 'Copied' }).waitFor();
    seen.push(key);
    return key;
  };

  /** @param expiry what to answer when the account's expiry setting is asked for, which is once */
  const generate = async (name: string, expiry?: string): Promise<string> => {
    await window.runCommand('Postman Keyring: Generate API Key…');
    await window.quickInput.waitFor(/Name of the key/);
    const page = await window.popup(async () => window.quickInput.enter(name));
    await page.getByRole('button', { name: 'Generate API Key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Generate API Key' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Generate', exact: true }).click();
    const key = await copyShownKey(page);
    await window.page.bringToFront();
    await window.notifications.waitFor(`“${name}” is in the keyring`);
    if (expiry !== undefined) {
      await window.quickInput.waitFor(/When does the key expire/);
      await window.quickInput.pick(expiry);
    }
    await page.close();
    return key;
  };

  const addKey = async (where: EditorWindow, key: string, name: string): Promise<void> => {
    await where.runCommand('Postman Keyring: Add Existing Key…');
    await where.quickInput.waitFor(/Add Existing Key/);
    await where.quickInput.enter(key);
    await where.quickInput.waitFor(/Name of the key/);
    await where.quickInput.enter(name);
    await where.view('API Keys').row(name).waitFor();
  };

  it('an empty keyring welcomes with what to do', async () => {
    await window.openContainer('Postman Keyring');
    await view().welcome.waitFor();
    assert.match(
      await view().welcome.innerText(),
      /Generate API Key[\s\S]*Add Existing Key[\s\S]*Try the Sandbox/,
    );
    await window.screenshot(join(pictures, 'welcome.png'));
  });

  it('a wait for a key shows how to go on', async () => {
    await window.runCommand('Postman Keyring: Generate API Key…');
    await window.quickInput.waitFor(/Name of the key/);
    const page = await window.popup(async () => window.quickInput.enter('laptop'));
    await window.page.bringToFront();
    const text = await window.notifications.waitFor(/Generate “laptop”/);
    assert.match(text, /Paste instead/);
    await setTimeout(300);
    await window.screenshot(join(pictures, 'generate.png'));
    await window.notifications.press(/Generate “laptop”/, 'Cancel');
    await window.notifications.waitUntilGone(/Generate “laptop”/);
    await page.close();
    assert.deepEqual(
      sandbox.requests().filter(({ path }) => path === '/me'),
      [],
    );
  });

  it('takes a pasted key instead, from the link in the notification', async () => {
    await window.runCommand('Postman Keyring: Generate API Key…');
    await window.quickInput.waitFor(/Name of the key/);
    const page = await window.popup(async () => window.quickInput.enter('pasted'));
    await page.close();
    await window.page.bringToFront();
    const { key } = sandbox.issueKey({ user: 'priya-raman' });
    seen.push(key);
    await window.notifications.waitFor(/Generate “pasted”/);
    await window.page.locator('.notification-toast a', { hasText: 'Paste instead' }).click();
    await window.quickInput.waitFor(/Paste the API key/);
    assert.equal(await window.quickInput.isMasked(), true);
    await window.quickInput.enter(key);
    await window.notifications.waitFor('“pasted” is in the keyring');
    await window.quickInput.waitFor(/When does the key expire/);
    await window.quickInput.cancel();
    await rowSays('pasted', /Active/);
    await view().row('pasted').click();
    await view().chooseInMenu('pasted', 'Delete Key…');
    await window.answerDialog('Forget Here');
    await window.notifications.waitFor('“pasted” is forgotten');
    await window.notifications.clear();
  });

  it('generates a key: palette, page, Copy, and it is there and proven', async () => {
    sandbox.forgetRequests();
    await generate('laptop', '90 days after it was made');
    await rowSays('laptop', /Active, in use · ••[0-9a-f]{2} · today/);
    assert.equal(await window.readClipboard(), '');
    assert.equal(sandbox.requests().filter(({ path, status }) => path === '/me' && status === 200).length, 1);
    assert.match((await window.statusBar()).join(' | '), /laptop/);
  });

  it('sends a request with it, and the answer has no key in it', async () => {
    await window.notifications.clear();
    await window.runCommand('Postman Keyring: Send Request…');
    await window.quickInput.waitFor(/Choose what to ask Postman/);
    await window.quickInput.pick('Who am I');
    await window.page.locator('.tab', { hasText: 'GET me (1).json' }).waitFor();
    const text = await window.editorText();
    assert.match(text, /"response": "200 OK, \d+ ms/);
    assert.match(text, /"apiKey": "laptop"/);
    for (const key of seen) assert.ok(!text.includes(key));
    await window.screenshot(join(pictures, 'request.png'));
    await window.runCommand('View: Close All Editors');
  });

  it('regenerates a key: the old one is dead, and said so', async () => {
    const old = seen.at(-1);
    await view().row('laptop').click();
    await view().chooseInMenu('laptop', 'Regenerate Key…');
    await window.dialog.waitFor();
    const page = await window.popup(async () => window.answerDialog('Open Page'));
    await page.getByRole('button', { name: 'More actions for laptop' }).click();
    await page.getByRole('menuitem', { name: 'Regenerate' }).click();
    await page
      .getByRole('dialog', { name: 'Regenerate API key?' })
      .getByRole('button', { name: 'Regenerate' })
      .click();
    await copyShownKey(page);
    await window.page.bringToFront();
    assert.match(
      await window.notifications.waitFor('is regenerated'),
      /The old key is dead: Postman refuses it/,
    );
    await page.close();
    const refused = await fetch(`${sandbox.url}/me`, { headers: { 'X-Api-Key': String(old) } });
    assert.equal(refused.status, 401);
    await rowSays('laptop', /Active/);
  });

  it('a collection of keys shows what each is', async () => {
    await generate('CI pipeline');
    await generate('Monitoring');
    const daniel = sandbox.issueKey({ user: 'daniel-okafor', name: 'From Daniel' });
    seen.push(daniel.key);
    await window.runCommand('Postman Keyring: Add Existing Key…');
    await window.quickInput.waitFor(/Add Existing Key/);
    assert.equal(await window.quickInput.isMasked(), true);
    await window.quickInput.enter(daniel.key);
    await window.quickInput.waitFor(/Name of the key/);
    await window.quickInput.enter('From Daniel');
    await window.quickInput.waitFor(/When does the key expire/);
    await window.quickInput.pick('Never');
    await rowSays('From Daniel', /Active/);
    await rowSays('Daniel Okafor', /Northwind · Local/);
    sandbox.revoke(daniel.id);
    await view().row('From Daniel').click();
    await view().chooseInMenu('From Daniel', 'Verify Key');
    await window.notifications.waitFor(/refuses this API key/);
    await rowSays('From Daniel', /Refused/);
    await window.notifications.clear();
  });

  it('looks right in light, dark and high contrast', async () => {
    const themes: [Theme, string][] = [
      ['Light Modern', 'light'],
      ['Default High Contrast', 'high-contrast'],
      ['Dark Modern', 'dark'],
    ];
    // A row that is selected shows its buttons over its words.
    await view().row('laptop').click();
    await window.page.keyboard.press('Escape');
    for (const [theme, name] of themes) {
      await window.setTheme(theme);
      await setTimeout(300);
      await window.screenshot(join(pictures, `keys-${name}.png`));
    }
    const tooltip = await view().tooltip('laptop');
    assert.match(tooltip.replaceAll('\u00a0', ' '), /derived from the key itself/);
    assert.equal(await window.page.locator('.monaco-hover:visible a').count(), 0, 'nothing in it is a link');
    await setTimeout(300);
    await window.page.screenshot({ path: join(pictures, 'tooltip.png') });
    await window.runCommand('Postman Keyring: Show Keys and Actions');
    await window.quickInput.waitFor(/Choose a key to use/);
    await window.screenshot(join(pictures, 'actions.png'));
    await window.quickInput.cancel();
  });

  it('the foot of the window is quiet, or says what is wrong', async () => {
    const foot = window.page.locator('.statusbar');
    await window.notifications.clear();
    await window.screenshot(join(pictures, 'status-error.png'), foot);
    assert.match((await window.statusBar()).join(' | '), /1 of 4 keys is refused by Postman/);
    await view().row('From Daniel').click();
    await view().chooseInMenu('From Daniel', 'Delete Key…');
    await window.answerDialog('Forget Here');
    await window.notifications.waitFor('“From Daniel” is forgotten');
    await window.notifications.clear();
    await window.statusBarItem('laptop').waitFor();
    await window.screenshot(join(pictures, 'status-quiet.png'), foot);
    await setExpiryInDays('CI pipeline', 5);
    await window.statusBarItem('1 of 3 keys expires in 5 days').waitFor();
    assert.match(await window.notifications.waitFor('“CI pipeline” expires in 5 days'), /in 5 days\.$/);
    assert.deepEqual(await window.notifications.buttons('“CI pipeline” expires in 5 days'), [
      'Regenerate',
      'Remind Tomorrow',
      "Don't Remind for This Key",
    ]);
    await window.screenshot(join(pictures, 'status-warning.png'), foot);
    await window.screenshot(join(pictures, 'warning.png'));
    await window.statusBarItem('1 of 3 keys expires in 5 days').click();
    await window.quickInput.waitFor(/Choose a key to regenerate or renew it/);
    assert.deepEqual(await window.quickInput.items(), ['CI pipeline']);
    await window.quickInput.cancel();
    await window.notifications.press('“CI pipeline” expires in 5 days', 'Remind Tomorrow');
  });

  const setExpiryInDays = async (name: string, days: number): Promise<void> => {
    await view().row(name).click();
    await view().chooseInMenu(name, 'Set Expiry…');
    await window.quickInput.waitFor(/When does the key expire/);
    await window.quickInput.pick('On a date…');
    await window.quickInput.waitFor(/stops working/);
    await window.quickInput.enter(new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE'));
  };

  it('renames a key', async () => {
    await view().row('Monitoring').click();
    await view().chooseInMenu('Monitoring', 'Rename Key…');
    await window.quickInput.waitFor(/Name of the key/);
    await window.quickInput.enter('[Monitor](command:evil) $(alert) <https:evil.example>');
    await rowSays('[Monitor](command:evil) $(alert)', /Active/);
    await view().row('[Monitor]').click();
    await view().chooseInMenu('[Monitor](command:evil) $(alert) <https:evil.example>', 'Verify Key');
    await window.notifications.waitFor(/Monitor.* works/);
    const toast = window.page.locator('.notification-toast', { hasText: 'Monitor' });
    assert.equal(await toast.locator('.notification-list-item-message a').count(), 0, 'a name is no link');
    await view().tooltip('[Monitor]');
    assert.equal(await window.page.locator('.monaco-hover:visible a').count(), 0, 'nor in the tooltip');
    await window.notifications.clear();
  });

  it('deletes a key at Postman, with proof', async () => {
    await view().row('CI pipeline').click();
    await view().chooseInMenu('CI pipeline', 'Delete Key…');
    const page = await window.popup(async () => window.answerDialog('Revoke at Postman, Then Forget'));
    await page.getByRole('button', { name: 'More actions for CI pipeline' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page
      .getByRole('dialog', { name: 'Delete API key?' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await page.getByRole('main').getByText('The key is deleted.').waitFor();
    await page.close();
    await window.page.bringToFront();
    assert.match(await window.notifications.waitFor('“CI pipeline” is forgotten'), /Postman refuses it/);
    await view().row('CI pipeline').waitFor({ state: 'detached' });
    assert.equal((await view().rows()).length, 3, 'two keys under one account');
  });

  it('has everything still there after a reload, and the secret too', async () => {
    const before = await view().rows();
    await window.reload();
    await window.openContainer('Postman Keyring');
    await view().row('laptop').waitFor();
    assert.deepEqual(await view().rows(), before);
    await window.runCommand('Postman Keyring: Verify Key');
    await window.notifications.waitFor('“laptop” works');
  });

  it('shows in a second window what the first one changes', async () => {
    const second = await person.openWindow(project);
    await second.openContainer('Postman Keyring');
    await second.view('API Keys').row('laptop').waitFor();
    await window.page.bringToFront();
    await view().row('laptop').click();
    await view().chooseInMenu('laptop', 'Rename Key…');
    await window.quickInput.waitFor(/Name of the key/);
    await window.quickInput.enter('renamed elsewhere');
    await second.view('API Keys').row('renamed elsewhere').waitFor({ timeout: 5000 });
    // Both windows learn of the date; one of them warns.
    await window.page.bringToFront();
    await window.notifications.clear();
    await second.notifications.clear();
    await setExpiryInDays('renamed elsewhere', 3);
    await second.statusBarItem('1 of 2 keys expires in 3 days').waitFor();
    await setTimeout(4000);
    const toasts = [...(await window.notifications.texts()), ...(await second.notifications.texts())];
    assert.deepEqual(toasts, ['“renamed elsewhere” expires in 3 days.']);
    // Windows in a browser do not see each other's secrets: one that has not seen a new one must not write over it.
    const { key } = sandbox.issueKey({ name: 'late' });
    seen.push(key);
    await addKey(window, key, 'from the first');
    await second.view('API Keys').row('from the first').waitFor({ timeout: 5000 });
    const other = sandbox.issueKey({ name: 'later' }).key;
    seen.push(other);
    await second.page.bringToFront();
    await second.runCommand('Postman Keyring: Add Existing Key…');
    await second.quickInput.waitFor(/Add Existing Key/);
    await second.quickInput.enter(other);
    await second.quickInput.waitFor(/Name of the key/);
    await second.quickInput.enter('from the second');
    await second.dialog.waitFor();
    assert.match(await second.dialog.innerText(), /Another window changed the keyring/);
    await second.answerDialog('Cancel');
    await second.close();
    await window.page.bringToFront();
    await window.reload();
    await window.openContainer('Postman Keyring');
    await rowSays('from the first', /Active/);
  });

  it('wrote no key in plain text anywhere', async () => {
    assert.ok(seen.length >= 5);
    const { found, files } = await keysOnDisk(seen, [workbench.folder, project]);
    assert.deepEqual(found, []);
    const planted = join(workbench.dataFolder, 'planted.txt');
    await writeFile(planted, `x${String(seen[0])}`);
    assert.deepEqual(
      (await keysOnDisk(seen, [workbench.folder])).found,
      [planted],
      'the search finds what is there',
    );
    assert.ok(files > 20, `${files} files were searched`);
    const stored = JSON.stringify(await window.page.evaluate('({ ...localStorage })'));
    assert.match(stored, /secrets\.provider/, 'the secret storage is in the browser’s localStorage');
    for (const key of seen) assert.ok(!stored.includes(key), 'and encrypted there');
    assert.deepEqual(findApiKeys(stored), []);
    for (const key of seen) assert.ok(!workbench.serverLog.includes(key));
  });
});
