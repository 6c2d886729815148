import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import type { Page } from 'playwright-core';

import { vsix } from '../../scripts/package.ts';
import { parseAccessKey } from '../../src/postman/accessKey.ts';
import { parseCollectionLink } from '../../src/postman/collectionLink.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/start.ts';
import type { EditorWindow, Theme } from '../host/editorWindow.ts';
import { plainSpaces } from '../host/text.ts';
import { Workbench } from '../host/workbench.ts';
import { keysOnDisk } from './keysOnDisk.ts';

const pictures = join(import.meta.dirname, '../../docs/images');

/** One person shares a collection and takes it back; another, without API key and account, reads it meanwhile. */
describe('collection access keys, with two persons’ hands', function () {
  // Every step stands on the one before.
  this.bail(true);

  let sandbox: Sandbox;
  let project: string;
  let workbench: Workbench;
  let window: EditorWindow;
  let theirs: Workbench;
  let receiver: EditorWindow;
  let link: string;
  /** The four characters by which the shared key is known. */
  let end: string;

  before(async () => {
    await mkdir(pictures, { recursive: true });
    project = join(await mkdtemp(join(tmpdir(), 'keyring-project-')), 'orders-api');
    await mkdir(project);
    sandbox = await startSandbox({ seed: 'team' });
    const settings = { 'postmanKeyring.region': 'custom', 'postmanKeyring.customUrl': sandbox.url };
    [workbench, theirs] = await Promise.all([
      Workbench.start({ vsix, settings }),
      Workbench.start({ vsix, settings }),
    ]);
    window = await (await workbench.person()).openWindow(project);
  });

  after(async () => {
    await Promise.all([workbench.stop(), theirs.stop()]);
    await sandbox.close();
    await rm(join(project, '..'), { recursive: true, force: true });
  });

  const view = (where = window): ReturnType<EditorWindow['view']> => where.view('Collection Access Keys');
  const shared = (): ReturnType<EditorWindow['view']> => receiver.view('Shared Collections');
  const row = async (text: string | RegExp, where = window): Promise<string> => {
    await view(where).row(text).waitFor();
    return plainSpaces(await view(where).row(text).innerText());
  };
  const run = async (command: string, choice?: string): Promise<void> => {
    await window.runCommand(`Postman Keyring: ${command}`);
    if (choice !== undefined) await window.quickInput.pick(choice);
  };
  const told = async (words: RegExp): Promise<void> =>
    view().message.filter({ hasText: words }).waitFor({ timeout: 10_000 });

  it('are listed by collection as they come, once there is an API key', async () => {
    await window.openContainer('Postman Keyring');
    await view().welcome.waitFor();
    assert.match(
      await view().welcome.innerText(),
      /read it without an account[\s\S]*Open Shared Collection[\s\S]*API key/,
    );
    sandbox.configure({ pageSize: 40 });
    sandbox.faults.add({ kind: 'delay', ms: 1000, path: '/collection-access-keys', skip: 1 });
    await window.runCommand('Postman Keyring: Add Existing Key…');
    await window.quickInput.enter(sandbox.issueKey({ name: 'laptop' }).key);
    await window.quickInput.waitFor(/Name of the key/);
    await window.quickInput.enter('laptop');
    await window.quickInput.waitFor(/When does the key expire/);
    await window.quickInput.pick('Never');
    await told(/\d+ keys so far…/);
    await view().message.waitFor({ state: 'hidden' });
    sandbox.faults.clear();
    assert.match(await row(/^Accounts/), /3 keys · 1 expiring/);
    assert.match(await view().pane.locator('.pane-header').innerText(), /120/);
    await window.view('API Keys').fold();
  });

  it('say how long they live, whose they are and what is known of them', async () => {
    await view()
      .row(/^Accounts/)
      .click();
    assert.match(await row(/••2R7E.*Jonas Weber/), /\d+ days left · Jonas Weber · never used · made /);
    assert.match(await view().tooltip('••2R7E'), /Accounts[\s\S]*PMAT-\*{22}2R7E[\s\S]*Northwind, team \d+/);
    await view().tooltip('[x](command:workbench.action.quit)');
    assert.equal(await window.page.locator('.monaco-hover:visible a').count(), 0, 'a name is no link');
  });

  it('are filtered, and the view says by what', async () => {
    await view().press('Filter Access Keys');
    await window.quickInput.waitFor(/Which keys/);
    await window.quickInput.pick('Never used');
    await told(/^Filter: never used · 24 of 120$/);
    await run('Filter Access Keys…', 'Text…');
    await window.quickInput.waitFor(/Words that stand/);
    await window.quickInput.enter('zebra');
    await view().welcome.filter({ hasText: 'No access key fits the filter' }).waitFor();
    await view().welcome.getByRole('button', { name: 'Clear Filter' }).click();
    await row(/^Access Review/);
    await view().message.waitFor({ state: 'hidden' });
  });

  it('are grouped by who made them, by their end, and not at all', async () => {
    await run('Group Access Keys By…', 'Creator');
    assert.match(await row(/^You/), /18 keys/);
    assert.match(await row(/left the team/), /\d+left the team · 5 keys/);
    await run('Group Access Keys By…', 'Expiry');
    await row(/^Within 7 days/);
    await run('Group Access Keys By…', 'No groups');
    assert.match(await row('••2R7E'), /^Accounts••2R7E · \d+ days left · Jonas Weber/);
    await run('Group Access Keys By…', 'Collection');
    await row(/^Accounts\s*3 keys/);
  });

  it('look right in light, dark and high contrast', async () => {
    const themes: [Theme, string][] = [
      ['Light Modern', 'light'],
      ['Default High Contrast', 'high-contrast'],
      ['Dark Modern', 'dark'],
    ];
    for (const name of [/^Disputes/, /^Accounts/, /^Access Review/]) await view().row(name).click();
    await window.page.keyboard.press('Escape');
    await window.page
      .locator('.statusbar-item', { hasText: 'Activating Extensions' })
      .waitFor({ state: 'hidden' });
    for (const [theme, name] of themes) {
      await window.setTheme(theme);
      await setTimeout(300);
      await window.screenshot(join(pictures, `access-keys-${name}.png`));
    }
    await view().tooltip('••2R7E');
    await setTimeout(300);
    await window.page.screenshot({ path: join(pictures, 'access-keys-tooltip.png') });
  });

  const chooseToShare = async (name: string): Promise<void> => {
    await window.runCommand('Postman Keyring: Share Collection…');
    await window.quickInput.waitFor(/Choose the collection/);
    await window.quickInput.pick(name);
  };

  it('warn of secrets in a collection before it is shared', async () => {
    await chooseToShare('Card Vault');
    await window.dialog.waitFor();
    assert.match(
      await window.dialog.innerText(),
      /seems to hold secrets[\s\S]*Nightly report, header X-Api-Key: a Postman API key/,
    );
    await setTimeout(300);
    await window.screenshot(join(pictures, 'share-warning.png'));
    await window.answerDialog('Cancel');
    assert.equal(window.page.context().pages().length, 1, 'no page has opened');
    await view().press('Collapse All');
  });

  /** Shares on the collection's page, as far as the link is copied there. */
  const shareOn = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('tab', { name: 'Via API' }).click();
    await page.getByRole('button', { name: 'Generate New Key' }).click();
    link = await page.getByRole('textbox', { name: /^Link to the collection/ }).inputValue();
    // It shows the key in full, which a picture need not.
    const mask = [page.locator('#share-link'), page.locator('#share-key')];
    await page.screenshot({ path: join(pictures, 'share-page.png'), mask, maskColor: '#d5d9e0' });
    await page.getByRole('button', { name: 'Copy link' }).click();
  };

  it('are made on the page of the collection, and taken from there', async () => {
    sandbox.forgetRequests();
    const page = await window.popup(async () => chooseToShare('Refunds API'));
    await window.page.bringToFront();
    assert.match(await window.notifications.waitFor(/Share “Refunds API”/), /Via API[\s\S]*Paste instead/);
    await page.bringToFront();
    await shareOn(page);
    end = parseCollectionLink(link)?.key.lastFour ?? '';
    await window.page.bringToFront();
    await window.quickInput.waitFor(/Whoever has the link can read this collection/);
    await page.close();
    assert.match(await window.quickInput.title(), /Share “Refunds API”/);
    assert.equal(await window.readClipboard(), '');
    await window.notifications.waitFor(
      `The access key ••${end} of “Refunds API” is in the keyring, and its link works`,
    );
    await window.screenshot(join(pictures, 'share-sheet.png'));
    await window.quickInput.pick(/^\s*Link$/);
    await window.notifications.waitFor(/The link to “Refunds API” is in the clipboard/);
    assert.equal(await window.readClipboard(), link);
    const opened = sandbox
      .requests()
      .filter(({ status, path }) => status === 200 && path.endsWith(uidOf(link)));
    assert.ok(opened.length >= 2, 'looked at for secrets, and proven by its link');
    await view()
      .row(/^Refunds API/)
      .click();
    assert.match(await row(`••${end}`), /60 days left · you, kept · used today/);
  });

  it('are shown as a QR code to whoever stands beside', async () => {
    await window.notifications.clear();
    await view().chooseInMenu(`••${end}`, 'Show Share Sheet…');
    await window.quickInput.pick(/QR Code$/);
    const page = window.page
      .frameLocator('iframe.webview.ready')
      .frameLocator('iframe[title="QR code: Refunds API"]');
    await page.getByRole('img', { name: /QR code of a link/ }).waitFor();
    assert.ok(!(await page.locator('html').innerHTML()).includes('PMAT'));
    await setTimeout(500);
    await window.screenshot(join(pictures, 'share-qr.png'));
    await window.runCommand('View: Close Editor');
  });

  it('open their collection for whoever has the link, without API key and account', async () => {
    receiver = await (await theirs.person()).openWindow();
    await receiver.openContainer('Postman Keyring');
    await view(receiver).welcome.getByRole('button', { name: 'Open Shared Collection' }).click();
    await receiver.quickInput.waitFor(/Paste the link that was shared/);
    assert.equal(await receiver.quickInput.isMasked(), true);
    await receiver.quickInput.enter(link);
    await shared().row('Refunds API').waitFor();
    assert.deepEqual(await shared().rows(), [
      'Refunds APIreceived · 7 requests',
      'Refunds',
      'Changes',
      'GET Health',
    ]);
    await shared().row('Changes').click();
    await shared().row('POST Create refunds').click();
    await receiver.page.locator('.tab', { hasText: 'Create refunds.' }).waitFor();
    assert.match(
      await receiver.editorText(),
      /# Refunds API \/ Changes[\s\S]*POST \{\{baseUrl\}\}\/refunds\nAccept: application\/json/,
    );
    await setTimeout(300);
    await receiver.screenshot(join(pictures, 'shared-collection.png'));
  });

  it('are kept by whoever received them', async () => {
    await shared().chooseInMenu('Refunds API', 'Keep Link of Shared Collection…');
    await receiver.quickInput.waitFor(/Name under which its link is kept/);
    await receiver.quickInput.enter('Refunds of Northwind');
    await receiver.notifications.waitFor('The link to “Refunds of Northwind” is in the keyring');
    assert.match(await row('Refunds of Northwind', receiver), new RegExp(`••${end} · 60 days left`));
    assert.match(await row(/^Received/, receiver), /1 key$/);
    await receiver.notifications.clear();
  });

  it('are revoked in the view, and gone', async () => {
    await window.page.bringToFront();
    const before = sandbox.accessKeys().length;
    await view().row(`••${end}`).click();
    await view().chooseInMenu(`••${end}`, 'Revoke Access Key…');
    await window.dialog.waitFor();
    assert.match(
      await window.dialog.innerText(),
      new RegExp(
        `Revoke the access key ••${end} of “Refunds API”\\?[\\s\\S]*It has been used[\\s\\S]*cannot be undone`,
      ),
    );
    await setTimeout(300);
    await window.screenshot(join(pictures, 'revoke.png'));
    await window.answerDialog('Revoke');
    await window.notifications.waitFor('1 access key is revoked');
    await view().row(`••${end}`).waitFor({ state: 'detached' });
    assert.equal(sandbox.accessKeys().length, before - 1);
    assert.equal((await fetch(link)).status, 401);
  });

  it('that are revoked say so to whoever had them, and take away nothing that was read', async () => {
    await receiver.page.bringToFront();
    await shared().pressInRow('Refunds API', 'Refresh Shared Collection');
    assert.equal(
      await receiver.notifications.waitFor(/no longer works/),
      'The link no longer works: it was revoked or has expired. Ask whoever sent it for a new one.',
    );
    await shared()
      .row(/Refunds API.*no longer shared/)
      .waitFor();
    await row(/Refunds of Northwind.*refused/, receiver);
    assert.match(await receiver.editorText(), /POST \{\{baseUrl\}\}\/refunds/);
    await receiver.screenshot(join(pictures, 'shared-revoked.png'));
  });

  it('wrote no link and no access key in plain text anywhere', async () => {
    const key = /PMAT-\w+/.exec(link)?.[0] ?? '';
    assert.ok(parseAccessKey(key));
    const folders = [workbench.folder, theirs.folder, project];
    assert.deepEqual((await keysOnDisk([key], folders)).found, []);
    for (const [number, text] of [`x${link}`, Buffer.from(`x${link}`).toString('base64')].entries()) {
      const planted = join(workbench.dataFolder, `planted-${number}.txt`);
      await writeFile(planted, text);
      assert.deepEqual((await keysOnDisk([key], folders)).found, [planted], 'the search finds what is there');
      await rm(planted);
    }
    for (const one of [window, receiver]) {
      const stored = String(await one.page.evaluate(everythingStored));
      assert.match(stored, /secrets\.provider/, 'the secret storage is in the browser’s localStorage');
      assert.ok(stored.length > 1000);
      assert.ok(!/PMAT-[0-9A-Z]{26}/i.test(stored), 'and encrypted there');
    }
    for (const one of [workbench, theirs]) assert.ok(!/PMAT-[0-9A-Z]{26}/i.test(one.serverLog));
  });
});

function uidOf(link: string): string {
  return parseCollectionLink(link)?.collectionUid ?? '';
}

/** Runs in the page: all of localStorage, and all records of all databases, as text. */
const everythingStored = `(async () => {
  const whole = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const asText = (_, value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
  const parts = [{ ...localStorage }];
  for (const { name } of await indexedDB.databases()) {
    const database = await whole(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      parts.push(await whole(database.transaction(store).objectStore(store).getAll()));
    database.close();
  }
  return JSON.stringify(parts, asText);
})()`;
