import { join } from 'node:path';

import { isExecutable, onPath } from './command.ts';
import { canInstallDebianPackages, installDebianPackages } from './debian.ts';
import { timed } from './say.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const products = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .flatMap((variable) => process.env[variable] ?? [])
      .flatMap((folder) => products.map((product) => join(folder, product)));
  }
  return names.flatMap((name) => onPath(name) ?? []);
}

export function findBrowser(): string | undefined {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (!isExecutable(chosen)) throw new Error(`CHROME_PATH is ${chosen}, and there is no such program.`);
    return chosen;
  }
  return usualPlaces().find(isExecutable);
}

/** A Chromium that Playwright can drive: the one that is here, or Debian's when we may install it. */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (canInstallDebianPackages()) {
    await timed('Installing Chromium (apt-get)', async () =>
      installDebianPackages('chromium', 'fonts-inter', 'fonts-dejavu-core', 'fonts-noto-color-emoji'),
    );
    const installed = findBrowser();
    if (installed !== undefined) return installed;
  }
  throw new Error('No Chromium, Chrome or Edge was found: install one, or name it in CHROME_PATH.');
}
