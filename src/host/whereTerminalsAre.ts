import * as vscode from 'vscode';
import { KnownProblem } from './knownProblem.ts';

/** @throws KnownProblem where what runs in a terminal could neither ask here nor find this extension's scripts */
export function mustBeWhereTerminalsAre({ extension }: Pick<vscode.ExtensionContext, 'extension'>): void {
  if (vscode.env.remoteName !== undefined && extension.extensionKind === vscode.ExtensionKind.UI)
    throw notThere(extension.id);
}

function notThere(id: string): KnownProblem {
  return new KnownProblem(
    'Terminals of this window run on another computer, and this extension does not. Install it there too.',
    { title: 'Show Extension', run: async () => vscode.commands.executeCommand('extension.open', id) },
  );
}
