import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** An editor that asks nothing, offers nothing and looks nothing up: what is on the screen is ours. */
const quiet: Settings = {
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'telemetry.feedback.enabled': false,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'workbench.colorTheme': 'Dark Modern',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'compact',
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
  'files.simpleDialog.enable': true,
  'terminal.integrated.showLinkHover': false,
};

/** `KEYRING_TEST_SETTINGS` is JSON: settings a run wants on top of the quiet ones. */
export function settingsOfRun(extra: Settings = {}): Settings {
  const fromRun = JSON.parse(process.env['KEYRING_TEST_SETTINGS'] ?? '{}') as Settings;
  return { ...quiet, ...fromRun, ...extra };
}

/** The server keeps the user's settings in this file; a window reads it when it loads, and not again. */
function settingsFile(dataFolder: string): string {
  return join(dataFolder, 'User', 'settings.json');
}

export async function writeSettings(dataFolder: string, settings: Settings): Promise<void> {
  const file = settingsFile(dataFolder);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(settings, undefined, 2));
}

export async function writeFirstSettings(dataFolder: string): Promise<void> {
  if (!existsSync(settingsFile(dataFolder))) await writeSettings(dataFolder, settingsOfRun());
}

export async function changeSettings(dataFolder: string, changes: Settings): Promise<void> {
  const file = settingsFile(dataFolder);
  const present = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Settings) : {};
  await writeSettings(dataFolder, { ...present, ...changes });
}
