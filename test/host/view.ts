import { setTimeout } from 'node:timers/promises';

import type { Locator, Page } from 'playwright-core';

import { exactly, plainSpaces } from './text.ts';

/** One view in the side bar. */
export class View {
  /** The view with its header. */
  readonly pane: Locator;
  readonly #page: Page;

  constructor(page: Page, title: string) {
    this.#page = page;
    const header = page.locator('.pane-header h3.title', { hasText: exactly(title) });
    this.pane = page.locator('.sidebar .pane').filter({ has: header });
  }

  /** The rows as they read: label and description. */
  async rows(): Promise<string[]> {
    const rows = await this.pane.locator('.monaco-list-row').allInnerTexts();
    return rows.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  }

  row(text: string | RegExp): Locator {
    return this.pane.locator('.monaco-list-row', { hasText: text }).first();
  }

  /** What the view says when it has no rows. */
  get welcome(): Locator {
    return this.pane.locator('.welcome-view-content');
  }

  /** What stands over the rows. */
  get message(): Locator {
    return this.pane.locator('.tree-explorer-viewlet-tree-view > .message');
  }

  /** Folds the view up to its header, or out again. */
  async fold(): Promise<void> {
    await this.pane.locator('.pane-header h3.title').click();
  }

  /** Presses a button of the view's toolbar, which is in the side bar's title when the view is alone. */
  async press(action: string): Promise<void> {
    const header = this.pane.locator('.pane-header');
    const title = this.#page.locator('.sidebar .composite.title');
    const toolbar = (await header.isVisible()) ? header : title;
    await toolbar.hover();
    await toolbar.locator(`.action-label[aria-label^="${action}"]`).click();
  }

  /** Presses a button in a row. */
  async pressInRow(row: string | RegExp, action: string): Promise<void> {
    await this.row(row).hover();
    await this.row(row).locator(`.action-label[aria-label^="${action}"]`).click();
  }

  /** The entries of a row's context menu. */
  async menu(row: string | RegExp): Promise<string[]> {
    await this.row(row).click({ button: 'right' });
    const entries = this.#menuEntries;
    await entries.first().waitFor();
    const labels = await entries.allInnerTexts();
    await this.#page.keyboard.press('Escape');
    return labels.map((label) => label.trim()).filter((label) => label !== '');
  }

  async chooseInMenu(row: string | RegExp, entry: string): Promise<void> {
    await this.row(row).click({ button: 'right' });
    const label = this.#menuEntries.filter({ hasText: exactly(entry) });
    await label.hover();
    // A menu that has just opened takes no click for 100 ms: it could be the end of the one that opened it.
    await setTimeout(200);
    await label.click();
    await label.waitFor({ state: 'hidden' });
  }

  /** What the hover over a row tells. A row that is drawn anew meanwhile loses it, and is pointed at again. */
  async tooltip(row: string | RegExp): Promise<string> {
    const hover = this.#page.locator('.monaco-hover:visible .hover-contents').first();
    for (let patience = 5; ; patience -= 1) {
      await this.row(row).hover();
      try {
        await hover.waitFor({ timeout: 3000 });
        return plainSpaces(await hover.innerText());
      } catch (error) {
        if (patience === 0) throw error;
        await this.#page.mouse.move(640, 799);
      }
    }
  }

  get #menuEntries(): Locator {
    return this.#page.locator('.monaco-menu .action-item:not(.disabled) .action-label:not(.separator)');
  }
}
