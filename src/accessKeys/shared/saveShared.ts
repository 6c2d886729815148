import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { Cancelled, KnownProblem } from '../../host/knownProblem.ts';
import type { Parts } from '../../host/parts.ts';
import { chooseOpened } from './chooseOpened.ts';
import { fileName } from './documentName.ts';
import { nameOf } from './row.ts';
import type { Shared } from './shared.ts';

const title = 'Save Shared Collection';

/** Saves an open collection as the file that Postman imports. */
export function saveShared(
  parts: Pick<Parts, 'log' | 'prompts'>,
  shared: Pick<Shared, 'opened' | 'openAnother'>,
): Command {
  const { log, prompts } = parts;
  return async (argument) => {
    const { collection, json } = await chooseOpened(parts, shared, argument, title);
    const name = `${fileName(nameOf(collection))}.postman_collection.json`;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({
      title,
      filters: { 'Postman collection': ['json'] },
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    });
    if (!target) throw new Cancelled();
    try {
      await vscode.workspace.fs.writeFile(
        target,
        new TextEncoder().encode(`${JSON.stringify(json, undefined, 2)}\n`),
      );
    } catch (error) {
      log.error(title, error);
      throw new KnownProblem('The collection could not be saved there. Choose another place.');
    }
    void offerToOpen(prompts, target);
  };
}

async function offerToOpen(prompts: Parts['prompts'], target: vscode.Uri): Promise<void> {
  const open = 'Open';
  const where = target.scheme === 'file' ? target.fsPath : target.path;
  if ((await prompts.tell(`The collection is saved as ${where}.`, open)) === open)
    await vscode.commands.executeCommand('vscode.open', target);
}
