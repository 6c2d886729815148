import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { Cancelled, KnownProblem, type WayOut } from '../../host/knownProblem.ts';
import { idOf } from '../commandLine/rowId.ts';
import type { Inject } from '../parts.ts';
import { askVariable } from './askVariable.ts';
import { environmentFile } from './environmentFile.ts';
import { privatePlace, writePrivately } from './privateFile.ts';

const title = 'Export Environment File';
const fileName = 'Postman API.postman_environment.json';

type Exporting = Pick<Inject, 'handOut' | 'log' | 'prompts'>;

/**
 * Writes a file that Postman imports as an environment: without the key, which is typed in there and then stays on that
 * computer; or with it, when the person insists, and then outside the workspace and readable by them alone.
 */
export function exportEnvironment(parts: Exporting): Command {
  const { prompts } = parts;
  return async (argument) => {
    const withKey = await prompts.pick(
      [
        { label: 'Without the Key', description: 'you paste it in Postman', value: false },
        { label: 'With the Key…', description: 'in plain text, in a file', value: true },
      ],
      { title, placeHolder: 'Choose what the file has in it' },
    );
    const variable = await askVariable(prompts, title);
    await (withKey ? exportWithKey : exportWithout)(parts, variable, argument);
  };
}

async function exportWithout(
  { log, prompts }: Exporting,
  variable: string,
  argument: unknown,
): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await askTarget(folder && vscode.Uri.joinPath(folder, fileName));
  await unlessUnwritable(log, argument, async () =>
    vscode.workspace.fs.writeFile(target, new TextEncoder().encode(textOf(variable, ''))),
  );
  // Not awaited: it may stand there for hours.
  void tellOf(prompts, target, variable, idOf(argument));
}

async function exportWithKey(
  { handOut, log, prompts }: Exporting,
  variable: string,
  argument: unknown,
): Promise<void> {
  const target = await askTarget();
  const place = async (): Promise<string> =>
    unlessUnwritable(log, argument, async () => placeOf(target, argument));
  // What is refused anyway is not asked for.
  const path = await place();
  const { key } = await handOut('environment', {
    id: idOf(argument),
    what: 'an environment file',
    agree: async ({ stored }) =>
      prompts.confirm(
        `Write “${stored.name}” into a file in plain text?`,
        'Everyone and every program that can read the file has the key, and so has every backup of it. Delete it as soon as ' +
          'Postman has imported it. Without the key the file is as good: you paste the key in Postman.\n\n' +
          path,
        'Write the Key',
      ),
  });
  // Whatever the links have come to meanwhile.
  if ((await place()) !== path)
    throw new KnownProblem('The folder was changed while you were asked. Choose it again.', again(argument));
  await unlessUnwritable(log, argument, async () =>
    writePrivately(path, textOf(variable, key.secret.reveal())),
  );
  void prompts.warn(`The file with the key is ${path}. Delete it as soon as Postman has imported it.`);
}

async function askTarget(usual = vscode.Uri.file(join(homedir(), fileName))): Promise<vscode.Uri> {
  const target = await vscode.window.showSaveDialog({
    title,
    filters: { 'Postman environment': ['json'] },
    defaultUri: usual,
  });
  if (!target) throw new Cancelled();
  return target;
}

/** Where a file with a key in it really is going to be. @throws KnownProblem, Node's own error */
async function placeOf(target: vscode.Uri, argument: unknown): Promise<string> {
  if (target.scheme !== 'file')
    throw new KnownProblem('A file with a key in it is written to this computer alone.', again(argument));
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
  const place = await privatePlace(target.fsPath, folders);
  if ('why' in place) throw new KnownProblem(place.why, again(argument));
  return place.path;
}

function textOf(variable: string, value: string): string {
  return environmentFile({ id: randomUUID(), name: 'Postman API', variable, value, at: Date.now() });
}

async function unlessUnwritable<T>(
  log: Exporting['log'],
  argument: unknown,
  write: () => PromiseLike<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof KnownProblem) throw error;
    log.error(title, error);
    throw new KnownProblem('The file could not be written there. Choose another place.', again(argument));
  }
}

function again(argument: unknown): WayOut {
  return {
    title: 'Export Again',
    run: async () => vscode.commands.executeCommand('postmanKeyring.inject.exportEnvironment', argument),
  };
}

async function tellOf(
  prompts: Exporting['prompts'],
  target: vscode.Uri,
  variable: string,
  id: string | undefined,
): Promise<void> {
  const where = target.scheme === 'file' ? target.fsPath : target.path;
  const sentence = `Saved as ${where}. Import it in Postman, and paste the key as the current value of ${variable}: it stays on that computer.`;
  if ((await prompts.tell(sentence, 'Copy Key')) === 'Copy Key')
    await vscode.commands.executeCommand(
      'postmanKeyring.apiKeys.copyKey',
      id === undefined ? undefined : { id },
    );
}
