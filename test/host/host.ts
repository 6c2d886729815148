import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { settingsOfRun, writeSettings } from './settings.ts';

interface HostOptions {
  readonly vscodeExecutablePath?: string;
  readonly version?: string;
  readonly launchArgs?: string[];
}

/**
 * Where the tests run: VS Code Server from npm, or a desktop VS Code: the one named in `VSCODE_PATH`, else one that
 * @vscode/test-electron downloads.
 */
export async function hostOptions(desktop: boolean): Promise<HostOptions> {
  if (!desktop) return { vscodeExecutablePath: join(import.meta.dirname, 'server', 'vscode-server') };
  const folder = await mkdtemp(join(tmpdir(), 'keyring-desktop-'));
  const dataFolder = join(folder, 'data');
  await writeSettings(dataFolder, settingsOfRun());
  const launchArgs = [`--user-data-dir=${dataFolder}`, `--extensions-dir=${join(folder, 'extensions')}`];
  const installed = process.env['VSCODE_PATH'];
  return installed === undefined
    ? { version: 'stable', launchArgs }
    : { vscodeExecutablePath: installed, launchArgs };
}
