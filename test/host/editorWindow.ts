import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { Notifications } from './notifications.ts';
import { QuickInput } from './quickInput.ts';
import { plainSpaces } from './text.ts';
import { View } from './view.ts';

/** Windows that are open: a failing test takes a picture of each. */
export const openWindows = new Set<EditorWindow>();

export type Theme = 'Light Modern' | 'Dark Modern' | 'Default High Contrast' | 'Default High Contrast Light';

/** How the editor calls each theme in its list, and how its own style sheets do. */
const themes: Readonly<Record<Theme, { readonly label: string; readonly css: string }>> = {
  'Light Modern': { label: 'Light Modern', css: 'vs' },
  'Dark Modern': { label: 'Dark Modern', css: 'vs-dark' },
  'Default High Contrast': { label: 'Dark High Contrast', css: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', css: 'hc-light' },
};

/** What only an editor in a browser shows is left out of pictures. */
const onlyInBrowsers = ['host', 'forwardedPorts', 'workbench\\.keyboardLayout']
  .map((id) => `#status\\.${id} { display: none !important }`)
  .join('\n');

/** What a person sees and does in one window of the editor. */
export class EditorWindow {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  /** What the page's console complained about. */
  readonly complaints: string[] = [];
  readonly #address: string;

  private constructor(page: Page, address: string) {
    this.page = page;
    this.#address = address;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    openWindows.add(this);
    page.once('close', () => openWindows.delete(this));
  }

  static async open(page: Page, address: string, folder?: string): Promise<EditorWindow> {
    const window = new EditorWindow(page, address);
    await window.open(folder);
    return window;
  }

  async open(folder?: string): Promise<void> {
    const query = new URLSearchParams(folder === undefined ? { ew: 'true' } : { folder });
    await this.page.goto(`${this.#address}?${query.toString()}`);
    await this.#ready();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** Runs a command by its full title ("Postman Keyring: Set Region") from the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  /** Brings a view container to the front, by its title in the activity bar. */
  async openContainer(title: string): Promise<void> {
    const tab = this.page.locator(`.activitybar .action-item[role="tab"]:has([aria-label^="${title}"])`);
    if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.click();
    await this.page.locator('.sidebar .composite.title', { hasText: new RegExp(title, 'i') }).waitFor();
  }

  /** A view of the container in front, by its title. */
  view(title: string): View {
    return new View(this.page, title);
  }

  /** The status bar's items as they read, from left to right. */
  async statusBar(): Promise<string[]> {
    const items = await this.page.locator('.statusbar-item:visible').allInnerTexts();
    return items.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter((text) => text !== '');
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item:visible', { hasText: text }).locator('a').first();
  }

  /** What the editor in front shows of its document. */
  async editorText(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .view-lines').first();
    return plainSpaces(await lines.innerText());
  }

  /** The titles of the open editors. */
  async tabs(): Promise<string[]> {
    return this.page.locator('.tabs-container .tab .label-name').allInnerTexts();
  }

  /** The question the editor asks in the middle of the window. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  async answerDialog(button: string): Promise<void> {
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /** Does something that opens a web page, and gives that page. */
  async popup(action: () => Promise<void>): Promise<Page> {
    const [page] = await Promise.all([this.page.context().waitForEvent('page'), action()]);
    await page.waitForLoadState();
    return page;
  }

  async readClipboard(): Promise<string> {
    await this.page.bringToFront();
    return this.page.evaluate('navigator.clipboard.readText()');
  }

  async writeClipboard(text: string): Promise<void> {
    await this.page.bringToFront();
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.pick(themes[theme].label);
    await this.page.locator(`.monaco-workbench.${themes[theme].css}`).waitFor();
  }

  /** A picture of the window, or of one part of it. */
  async screenshot(path: string, part?: Locator): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    // A pointer that rests on a row would leave its hover in the picture.
    await this.page.mouse.move(640, 799);
    await (part ?? this.page).screenshot({
      path,
      animations: 'disabled',
      caret: 'hide',
      style: onlyInBrowsers,
    });
  }

  async #ready(): Promise<void> {
    await this.page.bringToFront();
    await this.page.locator('.monaco-workbench .statusbar .statusbar-item').first().waitFor();
    // The workbench marks when it knows the extensions' commands, views and themes; before that it shows a window without.
    await this.page.waitForFunction('performance.getEntriesByName("code/didLoadExtensions").length > 0');
  }
}
