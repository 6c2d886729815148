// npm start [-- --desktop] [-- --no-open]: the extension in a real editor, with a local Postman behind it.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { changeSettings, writeFirstSettings } from '../test/host/settings.ts';
import type { ServerProcess } from '../test/host/server/serverProcess.ts';
import { ensurePackage } from './package.ts';
import { cacheFolder } from './setup/editor.ts';
import { endWith } from './setup/ending.ts';
import { say, secondsSince } from './setup/say.ts';
import { openInBrowser } from './start/browser.ts';
import { startInBrowser, startOnDesktop, type StartedEditor } from './start/editors.ts';
import { startSandbox } from './start/sandbox.ts';

const { values } = parseArgs({
  options: { desktop: { type: 'boolean', default: false }, 'no-open': { type: 'boolean', default: false } },
});

const begin = performance.now();
let sandbox: ServerProcess | undefined;
let editor: StartedEditor | undefined;
const state = { ending: false };
const end = endWith(async () => {
  state.ending = true;
  say('\nEnding the editor and the sandbox.');
  await Promise.all([editor?.stop(), sandbox?.stop()]);
});
process.on('exit', () => {
  editor?.kill();
  sandbox?.kill();
});

try {
  const folder = join(cacheFolder(), values.desktop ? 'start-desktop' : 'start');
  const project = join(folder, 'project');
  await mkdir(project, { recursive: true });
  const vsix = await ensurePackage();
  sandbox = await startSandbox(folder);
  await prepareSettings(join(folder, 'data'), sandbox);
  editor = await (values.desktop ? startOnDesktop : startInBrowser)(folder, project, vsix);
  const { address } = editor;
  say('');
  if (sandbox !== undefined) say(`  Sandbox  http://127.0.0.1:${sandbox.port}/`);
  say(`  Editor   ${address ?? 'the VS Code window that opens'}`);
  say(`\nReady in ${secondsSince(begin)}. Ctrl+C ends all of it.`);
  if (address !== undefined && !values['no-open'] && !openInBrowser(address))
    say('Open the editor’s address in a browser.');
  const words = await firstToEnd(editor, sandbox);
  if (!state.ending) say(words);
  await end(values.desktop ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

async function firstToEnd(opened: StartedEditor, postman: ServerProcess | undefined): Promise<string> {
  const editorEnds = opened.exited.then(() => 'The editor has ended.');
  if (postman === undefined) return editorEnds;
  return Promise.race([editorEnds, postman.exited.then(() => `The sandbox has ended.\n${postman.tail}`)]);
}

/** The editor's first settings are the quiet ones; what the person changes stays, but for where Postman is. */
async function prepareSettings(dataFolder: string, postman: ServerProcess | undefined): Promise<void> {
  await writeFirstSettings(dataFolder);
  if (postman === undefined) return;
  await changeSettings(dataFolder, {
    'postmanKeyring.region': 'custom',
    'postmanKeyring.customUrl': `http://127.0.0.1:${postman.port}`,
  });
}
