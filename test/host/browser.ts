import { join } from 'node:path';

import { chromium, type Browser } from 'playwright-core';

import { ensureBrowser } from '../../scripts/setup/browser.ts';

/** Headless Chromium with an empty profile of its own, which Playwright removes when it closes. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureBrowser(),
    headless: true,
    // Who started it ends it, together with the rest; Playwright would end this whole process.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    env: { ...environment(), FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf') },
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
