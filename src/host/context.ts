import * as vscode from 'vscode';

/** Sets what `when` clauses of the manifest look for. @param name after `postmanKeyring.` */
export async function setContext(name: string, value: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', `postmanKeyring.${name}`, value);
}
