import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { installExtension, startCodeServer } from '../../test/host/workbench.ts';
import { command, onPath } from '../setup/command.ts';
import { ensureEditor } from '../setup/editor.ts';
import { timed } from '../setup/say.ts';
import { usualOrFree } from './sandbox.ts';

/** Secrets are kept per address in the browser: the same port every time keeps them. */
const usualPort = 4020;

export interface StartedEditor {
  readonly address: string | undefined;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

/** The workbench in a browser, served from here. */
export async function startInBrowser(folder: string, project: string, vsix: string): Promise<StartedEditor> {
  const editor = await ensureEditor();
  await onceFor(vsix, folder, async () => installExtension(editor, folder, vsix));
  const port = await usualOrFree(usualPort, 'The editor');
  const server = await startCodeServer(editor, folder, {}, port);
  const address = `http://127.0.0.1:${port}/?${new URLSearchParams({ folder: project }).toString()}`;
  return {
    address,
    exited: server.exited,
    stop: async () => server.stop(),
    kill: () => {
      server.kill();
    },
  };
}

/** The VS Code on this computer, with data of its own: the person's editor stays as it is. */
export async function startOnDesktop(folder: string, project: string, vsix: string): Promise<StartedEditor> {
  const code = onPath('code');
  if (code === undefined) {
    throw new Error(
      'There is no `code` on PATH. In VS Code: "Shell Command: Install \'code\' command in PATH".',
    );
  }
  const own = ['--user-data-dir', join(folder, 'data'), '--extensions-dir', join(folder, 'extensions')];
  await onceFor(vsix, folder, async () => command(code, [...own, '--install-extension', vsix, '--force']));
  const child = spawn(code, [...own, '--new-window', '--wait', project], {
    stdio: 'ignore',
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', () => {
      resolve();
    });
  });
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has gone already.
    }
  };
  return {
    address: undefined,
    exited,
    kill,
    stop: async () => {
      kill();
      return Promise.resolve();
    },
  };
}

/** Installs the VSIX when it is not the one that is there. */
async function onceFor(vsix: string, folder: string, install: () => Promise<void>): Promise<void> {
  const stamp = join(folder, 'installed');
  const hash = createHash('sha256')
    .update(await readFile(vsix))
    .digest('hex');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === hash) return;
  await timed('Installing the extension', install);
  await writeFile(stamp, hash);
}
