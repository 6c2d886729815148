import type { Locator, Page } from 'playwright-core';

/** The messages in the corner of the window. */
export class Notifications {
  readonly #toasts: Locator;

  constructor(page: Page) {
    this.#toasts = page.locator('.notifications-toasts .notification-toast:visible');
  }

  /** Waits for a message and gives its whole text. */
  async waitFor(words: string | RegExp, timeout?: number): Promise<string> {
    const toast = this.#toast(words);
    await toast.waitFor(timeout === undefined ? {} : { timeout });
    return toast.locator('.notification-list-item-message').innerText();
  }

  /** The messages that are on the screen. */
  async texts(): Promise<string[]> {
    return this.#toasts.locator('.notification-list-item-message').allInnerTexts();
  }

  /** The buttons of a message. */
  async buttons(words: string | RegExp): Promise<string[]> {
    return this.#toast(words).locator('.notification-list-item-buttons-container a').allInnerTexts();
  }

  async press(words: string | RegExp, button: string): Promise<void> {
    await this.#toast(words).getByRole('button', { name: button, exact: true }).click();
  }

  async waitUntilGone(words: string | RegExp): Promise<void> {
    await this.#toast(words).waitFor({ state: 'hidden' });
  }

  /** Puts every message away. */
  async clear(): Promise<void> {
    while ((await this.#toasts.count()) > 0) {
      const toast = this.#toasts.first();
      await toast.hover();
      await toast.locator('.codicon-notifications-clear').click();
    }
  }

  #toast(words: string | RegExp): Locator {
    return this.#toasts.filter({ hasText: words }).first();
  }
}
