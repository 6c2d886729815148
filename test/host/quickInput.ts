import { setTimeout as sleep } from 'node:timers/promises';

import type { Locator, Page } from 'playwright-core';

import { exactly, plainSpaces } from './text.ts';

const commandDeadline = 20_000;

/** The box at the top of the window: palette, picks and inputs. */
export class QuickInput {
  readonly #page: Page;
  readonly #box: Locator;
  readonly #input: Locator;

  constructor(page: Page) {
    this.#page = page;
    // The box that fades out is not the one that a command opens next.
    this.#box = page.locator('.quick-input-widget:not(.quick-input-widget-closing):visible');
    this.#input = this.#box.locator('.quick-input-box input');
  }

  /** The title over the box. */
  async title(): Promise<string> {
    return plainSpaces(await this.#box.locator('.quick-input-title').innerText());
  }

  /** What stands under the input: its prompt, or why the text is not taken. */
  async message(): Promise<string> {
    return plainSpaces(await this.#box.locator('.quick-input-message').innerText());
  }

  async placeholder(): Promise<string> {
    return (await this.#input.getAttribute('placeholder')) ?? '';
  }

  /** Whether what is typed shows as dots. */
  async isMasked(): Promise<boolean> {
    return (await this.#input.getAttribute('type')) === 'password';
  }

  async value(): Promise<string> {
    return this.#input.inputValue();
  }

  /** Waits for the box, by its title, placeholder or prompt when several come one after the other. */
  async waitFor(words?: string | RegExp): Promise<void> {
    if (words === undefined) return this.#input.waitFor();
    const spoken = this.#box.filter({ hasText: words });
    const placeholder = this.#box.filter({ has: this.#page.getByPlaceholder(words) });
    await spoken.or(placeholder).first().waitFor();
  }

  async type(text: string): Promise<void> {
    await this.#input.waitFor();
    await this.#input.fill(text);
  }

  /** Types and presses Enter. */
  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.#input.press('Enter');
  }

  async accept(): Promise<void> {
    await this.#input.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#box.waitFor({ state: 'hidden' });
  }

  /** The labels of the choices. */
  async items(): Promise<string[]> {
    await this.#rows.first().waitFor();
    return this.#rows.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
  }

  /** Chooses the item of this label; in a list too long for the window it is typed first. */
  async pick(label: string | RegExp): Promise<void> {
    const row = this.#row(label);
    await this.#rows.first().waitFor();
    if (typeof label === 'string' && !(await appears(row, 1000))) await this.type(label);
    await row.click();
  }

  /** A button of the box's title bar, or of an item's row. */
  async press(button: string): Promise<void> {
    await this.#box.locator(`.action-label[aria-label="${button}"]`).first().click();
  }

  async runCommand(title: string): Promise<void> {
    const end = Date.now() + commandDeadline;
    // The palette does not take in what extensions bring after it opened: so it is opened anew until the command is there.
    for (;;) {
      await this.#page.keyboard.press('F1');
      await this.#input.waitFor();
      await this.#input.fill(`>${title}`);
      const row = this.#row(title);
      if (await appears(row, 2000)) return row.click();
      const seen = await this.#rows.allInnerTexts();
      await this.cancel();
      if (Date.now() > end) throw new Error(`No command "${title}"; the palette has: ${seen.join(' | ')}`);
      await sleep(300);
    }
  }

  get #rows(): Locator {
    return this.#box.locator('.quick-input-list .monaco-list-row');
  }

  #row(label: string | RegExp): Locator {
    const exact = typeof label === 'string' ? exactly(label) : label;
    const name = this.#page.locator('.quick-input-list-row:first-child .label-name', { hasText: exact });
    return this.#rows.filter({ has: name }).first();
  }
}

async function appears(locator: Locator, timeout: number): Promise<boolean> {
  return locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}
