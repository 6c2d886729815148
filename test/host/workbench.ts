import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import { command } from '../../scripts/setup/command.ts';
import { ensureEditor, type Editor } from '../../scripts/setup/editor.ts';
import { launchBrowser } from './browser.ts';
import { Person } from './person.ts';
import { serverEnvironment } from './server/serverEnvironment.ts';
import { ServerProcess } from './server/serverProcess.ts';
import { changeSettings, settingsOfRun, writeSettings, type Settings } from './settings.ts';

export interface WorkbenchOptions {
  readonly vsix: string;
  readonly settings?: Settings;
  /** On top of this process's environment; it reaches the extension host. */
  readonly env?: Readonly<Record<string, string>>;
}

/** An editor as a person has it: the packaged extension installed in it, nothing else, and gone when it stops. */
export class Workbench {
  /** Everything the editor, its extensions and their logs write to disk is in here. */
  readonly folder: string;
  /** The editor's user data: `User/`, `logs/` and the like. */
  readonly dataFolder: string;
  readonly #server: ServerProcess;
  readonly #browser: Browser;
  readonly #onExit: () => void;

  private constructor(folder: string, server: ServerProcess, browser: Browser) {
    this.folder = folder;
    this.dataFolder = join(folder, 'data');
    this.#server = server;
    this.#browser = browser;
    this.#onExit = () => {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    };
    process.on('exit', this.#onExit);
  }

  static async start(options: WorkbenchOptions): Promise<Workbench> {
    const [editor, folder] = await Promise.all([
      ensureEditor(),
      mkdtemp(join(tmpdir(), 'keyring-workbench-')),
    ]);
    try {
      await writeSettings(join(folder, 'data'), settingsOfRun(options.settings));
      await installExtension(editor, folder, options.vsix);
      const [server, browser] = await Promise.all([
        startCodeServer(editor, folder, options.env),
        launchBrowser(),
      ]);
      return new Workbench(folder, server, browser);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get address(): string {
    return `http://127.0.0.1:${this.#server.port}/`;
  }

  /** The last lines the server wrote. */
  get serverLog(): string {
    return this.#server.tail;
  }

  /** Somebody at a computer: a browser profile, so secrets of their own. */
  async person(): Promise<Person> {
    return Person.sitDown(this.#browser, this.address);
  }

  /** Changes the user's settings on disk. Windows read them when they load: an open one has to be reloaded. */
  async changeSettings(changes: Settings): Promise<void> {
    await changeSettings(this.dataFolder, changes);
  }

  /** Ends the editor and its windows; what they have written stays on the disk. */
  async quit(): Promise<void> {
    await Promise.all([this.#browser.close(), this.#server.stop()]);
  }

  async stop(): Promise<void> {
    process.off('exit', this.#onExit);
    await this.quit();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The arguments that keep all of code-server's files in one folder. */
export function codeServerArguments(editor: Editor, folder: string): string[] {
  return [
    editor.entry,
    ...['--config', join(folder, 'config.yaml'), '--session-socket', join(folder, 'session.sock')],
    ...['--user-data-dir', join(folder, 'data'), '--extensions-dir', join(folder, 'extensions')],
  ];
}

export async function installExtension(editor: Editor, folder: string, vsix: string): Promise<void> {
  await writeFile(join(folder, 'config.yaml'), 'auth: none\n');
  const args = [...codeServerArguments(editor, folder), '--install-extension', vsix, '--force'];
  await command(editor.node, args, { env: serverEnvironment(folder) });
}

export async function startCodeServer(
  editor: Editor,
  folder: string,
  env: Readonly<Record<string, string>> = {},
  port?: number,
): Promise<ServerProcess> {
  return ServerProcess.start(
    editor.node,
    (chosen) => [
      ...codeServerArguments(editor, folder),
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${chosen}`, '--disable-telemetry'],
      ...['--disable-update-check', '--disable-getting-started-override', '--disable-workspace-trust'],
    ],
    { env: { ...serverEnvironment(folder), ...env }, ...(port !== undefined && { port }) },
  );
}
