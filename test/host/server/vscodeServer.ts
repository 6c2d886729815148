import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import type { Browser } from 'playwright-core';

import { ensureEditor } from '../../../scripts/setup/editor.ts';
import { endWith } from '../../../scripts/setup/ending.ts';
import { launchBrowser } from '../browser.ts';
import { settingsOfRun, writeSettings } from '../settings.ts';
import { parseLaunchArguments } from './launchArguments.ts';
import { runInPage } from './testPage.ts';
import { serverEnvironment } from './serverEnvironment.ts';
import { ServerProcess } from './serverProcess.ts';

const deadline = Number(process.env['KEYRING_TEST_DEADLINE'] ?? 900) * 1000;

/** One run: a server and a browser with nothing in them, until the tests say how they ended. */
class TestRun {
  #scratch: string | undefined;
  #server: ServerProcess | undefined;
  #browser: Browser | undefined;

  async run(args: readonly string[]): Promise<number> {
    const launch = parseLaunchArguments(args);
    const [editor, scratch] = await Promise.all([ensureEditor(), mkdtemp(join(tmpdir(), 'keyring-host-'))]);
    this.#scratch = scratch;
    const dataFolder = join(scratch, 'server');
    await writeSettings(join(dataFolder, 'data'), settingsOfRun());
    const folder = launch.folder ?? join(scratch, 'folder');
    await mkdir(folder, { recursive: true });
    // In a browser VS Code takes one extension that is being developed: the others are there as if installed.
    const [developed, ...others] = launch.extensionDevelopmentPaths;
    for (const path of others)
      await cp(path, join(scratch, 'extensions', basename(path)), { recursive: true });
    [this.#server, this.#browser] = await Promise.all([
      ServerProcess.start(editor.node, (port) => serverArguments(editor.serverMain, port, scratch), {
        env: serverEnvironment(scratch),
      }),
      launchBrowser(),
    ]);
    const { exitCode, trouble } = await runInPage(
      this.#browser,
      this.#server,
      { ...launch, folder, extensionDevelopmentPaths: developed === undefined ? [] : [developed] },
      deadline,
    );
    if (exitCode !== 0) console.error([...trouble, 'The server’s last words:', this.#server.tail].join('\n'));
    return exitCode;
  }

  async end(): Promise<void> {
    await Promise.all([this.#browser?.close().catch(() => undefined), this.#server?.stop()]);
    if (this.#scratch !== undefined) await rm(this.#scratch, { recursive: true, force: true, maxRetries: 5 });
  }

  /** When nothing can be awaited any more. */
  kill(): void {
    this.#server?.kill();
  }
}

function serverArguments(serverMain: string, port: number, scratch: string): string[] {
  return [
    serverMain,
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...['--accept-server-license-terms', '--enable-smoke-test-driver', '--telemetry-level', 'off'],
    ...['--server-data-dir', join(scratch, 'server'), '--extensions-dir', join(scratch, 'extensions')],
  ];
}

const run = new TestRun();
const end = endWith(async () => run.end());
process.on('exit', () => run.kill());
// Whoever started this may be killed without a word: then it has another parent, and nobody reads what it says.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void end(143);
}, 1000).unref();

try {
  await end(await run.run(process.argv.slice(2)));
} catch (error) {
  console.error(error);
  await end(1);
}
