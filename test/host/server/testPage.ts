import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';

import type { Browser, Page } from 'playwright-core';

import type { LaunchArguments } from './launchArguments.ts';
import type { ServerProcess } from './serverProcess.ts';

/** What test/integration/index.ts prints before anything else. */
const firstLine = 'Running the tests in VS Code';

/** The workbench's own chatter that comes later than that. */
const workbenchNoise = /^(Canceled: |(Ignoring|Updating) .*additional builtin extensions)/;

export interface Outcome {
  readonly exitCode: number;
  /** What the page complained about, for when the tests did not end well. */
  readonly trouble: readonly string[];
}

/** Opens the workbench as VS Code's own smoke tests do: what the tests print and how they end arrives in the page. */
export async function runInPage(
  browser: Browser,
  server: ServerProcess,
  launch: LaunchArguments & { readonly folder: string },
  deadline: number,
): Promise<Outcome> {
  const context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const trouble: string[] = [];
  watch(page, trouble);
  // The half of the key for the editor's secret storage that code-server's own entry keeps for it; without it no
  // secret is ever written down, and the workbench tries three times a second.
  const keyHalf = randomBytes(32);
  await page.route('**/mint-key', async (route) => route.fulfill({ body: keyHalf }));
  await page.exposeFunction('codeAutomationLog', printer(trouble));
  const exit = new Promise<number>((resolve) => {
    void page
      .exposeFunction('codeAutomationExit', (code: number) => resolve(code))
      .then(async () => page.goto(addressOf(server.port, launch)));
  });
  const ends = (words: string) => (): number => {
    trouble.push(words);
    return 1;
  };
  const exitCode = await Promise.race([
    exit,
    server.exited.then(ends('The server ended before the tests did.')),
    crashOf(page).then(ends('The page crashed.')),
    sleep(deadline, undefined, { ref: false }).then(
      ends(`The tests did not end within ${deadline / 1000} s (KEYRING_TEST_DEADLINE).`),
    ),
  ]);
  return { exitCode, trouble };
}

/** The workbench's own log arrives there too: what comes before the tests begin is told only when something goes wrong. */
function printer(trouble: string[]): (type: string, args: unknown[]) => void {
  let begun = false;
  return (type, args) => {
    const line = format(...args);
    begun ||= line.startsWith(firstLine);
    if (!begun || workbenchNoise.test(line)) trouble.push(line);
    else if (type === 'error' || type === 'warn') console.error(line);
    else console.log(line);
  };
}

function watch(page: Page, trouble: string[]): void {
  page.on('pageerror', (error) => trouble.push(`Page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`Page console: ${message.text()}`);
  });
}

async function crashOf(page: Page): Promise<void> {
  return new Promise((resolve) => page.once('crash', () => resolve()));
}

function addressOf(port: number, launch: LaunchArguments & { readonly folder: string }): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ...launch.extensionDevelopmentPaths.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ['extensionTestsPath', remote(launch.extensionTestsPath)],
  ];
  const query = new URLSearchParams({ folder: launch.folder, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}
