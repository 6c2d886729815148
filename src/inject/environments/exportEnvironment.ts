import { randomUUID } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { Cancelled, KnownProblem } from '../../host/knownProblem.ts';
import { idOf } from '../commandLine/rowId.ts';
import type { Inject } from '../parts.ts';
import { askVariable } from './askVariable.ts';
import { environmentFile } from './environmentFile.ts';

const title = 'Export Environment File';
const fileName = 'Postman API.postman_environment.json';

type Exporting = Pick<Inject, 'handOut' | 'log' | 'prompts'>;

/**
 * Writes a file that Postman imports as an environment: without the key, which is typed in there and then stays on that
 * computer; or with it, when the person insists, and then outside the workspace and readable by them alone.
 */
export function exportEnvironment(parts: Exporting): Command {
  const { log, prompts } = parts;
  return async (argument) => {
    const withKey = await prompts.pick(
      [
        { label: 'Without the Key', description: 'you paste it in Postman', value: false },
        { label: 'With the Key…', description: 'in plain text, in a file', value: true },
      ],
      { title, placeHolder: 'Choose what the file has in it' },
    );
    const variable = await askVariable(prompts, title);
    const id = idOf(argument);
    const target = await askTarget(withKey);
    const value = withKey ? await keyFor(parts, id) : '';
    const text = environmentFile({ id: randomUUID(), name: 'Postman API', variable, value, at: Date.now() });
    try {
      await (withKey ? writePrivately(target.fsPath, text) : writeOpenly(target, text));
    } catch (error) {
      log.error(title, error);
      throw new KnownProblem('The file could not be written there. Choose another place.', again(argument));
    }
    // Not awaited: it may stand there for hours.
    void tellOf(prompts, target, withKey, variable, id);
  };
}

async function keyFor({ handOut, prompts }: Exporting, id: string | undefined): Promise<string> {
  const { key, stored } = await handOut('environment', { id, what: 'an environment file' });
  await prompts.confirm(
    `Write “${stored.name}” into a file in plain text?`,
    'Everyone and every program that can read the file has the key, and so has every backup of it. Delete it as soon as ' +
      'Postman has imported it. Without the key the file is as good: you paste the key in Postman.',
    'Write the Key',
  );
  return key.secret.reveal();
}

async function askTarget(withKey: boolean): Promise<vscode.Uri> {
  const folder = withKey ? undefined : vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title,
    filters: { 'Postman environment': ['json'] },
    defaultUri: folder ? vscode.Uri.joinPath(folder, fileName) : vscode.Uri.file(join(homedir(), fileName)),
  });
  if (!target) throw new Cancelled();
  if (!withKey) return target;
  if (target.scheme !== 'file')
    throw new KnownProblem('A file with a key in it is written to this computer alone.', again());
  if (vscode.workspace.getWorkspaceFolder(target))
    throw new KnownProblem(
      'A file with a key in it has no place in the workspace, which may be committed. Choose another folder.',
      again(),
    );
  return target;
}

function again(argument?: unknown): { title: string; run: () => unknown } {
  return {
    title: 'Export Again',
    run: async () => vscode.commands.executeCommand('postmanKeyring.inject.exportEnvironment', argument),
  };
}

async function writePrivately(path: string, text: string): Promise<void> {
  await writeFile(path, '', { mode: 0o600 });
  // A file that was there keeps the rights it had.
  await chmod(path, 0o600);
  await writeFile(path, text);
}

async function writeOpenly(target: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
}

async function tellOf(
  prompts: Exporting['prompts'],
  target: vscode.Uri,
  withKey: boolean,
  variable: string,
  id: string | undefined,
): Promise<void> {
  const where = target.scheme === 'file' ? target.fsPath : target.path;
  if (withKey) {
    void prompts.warn(`The file with the key is ${where}. Delete it as soon as Postman has imported it.`);
    return;
  }
  const sentence = `Saved as ${where}. Import it in Postman, and paste the key as the current value of ${variable}: it stays on that computer.`;
  if ((await prompts.tell(sentence, 'Copy Key')) === 'Copy Key')
    await vscode.commands.executeCommand(
      'postmanKeyring.apiKeys.copyKey',
      id === undefined ? undefined : { id },
    );
}
