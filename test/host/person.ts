import type { Browser, BrowserContext } from 'playwright-core';

import { EditorWindow } from './editorWindow.ts';

/** One browser profile: its windows share their secrets, another person's do not. The clipboard is the whole browser's. */
export class Person {
  readonly context: BrowserContext;
  readonly #address: string;

  private constructor(context: BrowserContext, address: string) {
    this.context = context;
    this.#address = address;
  }

  static async sitDown(browser: Browser, address: string): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    return new Person(context, address);
  }

  /** Opens a window of the editor, on a folder or on none. */
  async openWindow(folder?: string): Promise<EditorWindow> {
    return EditorWindow.open(await this.context.newPage(), this.#address, folder);
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
