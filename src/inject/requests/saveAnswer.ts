import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { Cancelled, KnownProblem } from '../../host/knownProblem.ts';
import type { Inject } from '../parts.ts';
import type { Answers } from './answers.ts';

const title = 'Save Answer';

/** Saves the body of an answer, with every key in it masked. */
export function saveAnswer({ log, prompts }: Pick<Inject, 'log' | 'prompts'>, answers: Answers): Command {
  return async (argument) => {
    const { asked, body } = answers.of(argument);
    const words = asked.path.replace(/\?.*$/, '').replace(/[^\w.-]+/g, ' ');
    const name = `${words.slice(0, 80).trim() || 'answer'}.json`;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({
      title,
      filters: { JSON: ['json'] },
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    });
    if (!target) throw new Cancelled();
    try {
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(body));
    } catch (error) {
      log.error(title, error);
      throw new KnownProblem('The answer could not be saved there. Choose another place.', {
        title: 'Save As…',
        run: async () => vscode.commands.executeCommand('postmanKeyring.inject.saveAnswer', argument),
      });
    }
    const where = target.scheme === 'file' ? target.fsPath : target.path;
    // Not awaited: it may stand there for a while.
    void prompts
      .tell(`The answer is saved as ${where}.`, 'Open')
      .then(async (open) =>
        open === 'Open' ? vscode.commands.executeCommand('vscode.open', target) : undefined,
      )
      .catch((error: unknown) => {
        log.error(title, error);
      });
  };
}
