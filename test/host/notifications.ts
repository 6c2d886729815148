import type { Locator, Page } from 'playwright-core';

import { plainSpaces } from './text.ts';

/** How long a message may take to come up by itself before it is looked for behind the bell. */
const patience = 3000;

/**
 * The messages of the window. When more than three come within 800 ms the editor shows no more of them, and each goes
 * after a while: so they are looked for where they pop up, and then behind the bell, as a person would. There the old
 * ones are too: `clear()` before an action whose message may have come before.
 */
export class Notifications {
  readonly #toasts: Locator;
  readonly #center: Locator;
  readonly #bell: Locator;

  constructor(page: Page) {
    this.#toasts = page.locator('.notifications-toasts .notification-toast:visible');
    this.#center = page.locator('.notifications-center.visible');
    this.#bell = page.locator('#status\\.notifications a');
  }

  /** Waits for a message and gives its whole text. */
  async waitFor(words: string | RegExp, timeout = 30_000): Promise<string> {
    const message = await this.#find(words, timeout);
    const text = await message.locator('.notification-list-item-message').innerText();
    await this.#closeCenter();
    return plainSpaces(text);
  }

  /** The messages that are on the screen. */
  async texts(): Promise<string[]> {
    return (await this.#toasts.locator('.notification-list-item-message').allInnerTexts()).map(plainSpaces);
  }

  /** The buttons of a message. */
  async buttons(words: string | RegExp): Promise<string[]> {
    const message = await this.#find(words);
    await message.hover();
    const buttons = await message.locator('.notification-list-item-buttons-container a').allInnerTexts();
    await this.#closeCenter();
    return buttons;
  }

  async press(words: string | RegExp, button: string): Promise<void> {
    const message = await this.#find(words);
    await message.hover();
    await message.getByRole('button', { name: button, exact: true }).click();
    await this.#closeCenter();
  }

  async waitUntilGone(words: string | RegExp): Promise<void> {
    await this.#toasts.filter({ hasText: words }).first().waitFor({ state: 'hidden' });
  }

  /** Puts every message away, those behind the bell too. */
  async clear(): Promise<void> {
    await this.#openCenter();
    const all = this.#center.locator('.notifications-center-header .codicon-notifications-clear-all');
    // With no message there is nothing to press.
    await all.click({ timeout: 1000 }).catch(() => undefined);
    await this.#closeCenter();
  }

  async #find(words: string | RegExp, timeout = 30_000): Promise<Locator> {
    const toast = this.#toasts.filter({ hasText: words }).first();
    const shown = await toast.waitFor({ timeout: Math.min(patience, timeout) }).then(
      () => true,
      () => false,
    );
    if (shown) return toast;
    await this.#openCenter();
    const item = this.#center.locator('.notification-list-item').filter({ hasText: words }).first();
    try {
      await item.waitFor({ timeout: Math.max(1000, timeout - patience) });
    } catch (error) {
      await this.#closeCenter();
      throw error;
    }
    return item;
  }

  async #openCenter(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      // The center may be on its way out when it is looked at: then the bell is pressed once more.
      if (!(await this.#center.isVisible())) await this.#bell.click();
      try {
        await this.#center.waitFor({ timeout: 3000 });
        return;
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
  }

  async #closeCenter(): Promise<void> {
    if (!(await this.#center.isVisible())) return;
    await this.#bell.click();
    await this.#center.waitFor({ state: 'hidden' });
  }
}
