import * as vscode from 'vscode';

/** The document that a command is about: whose title or CodeLens was clicked, else the one in front. */
export function uriOf(argument: unknown): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
}

/** Tells `when` clauses which documents something is about: `resource in postmanKeyring.<name>`. */
export async function setResources(name: string, uris: Iterable<string>): Promise<void> {
  await vscode.commands.executeCommand('setContext', `postmanKeyring.${name}`, [...uris]);
}

/** Lenses in the first line, each a command on that document. */
export function lensesFor(
  uri: vscode.Uri,
  commands: readonly (readonly [title: string, verb: string])[],
): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  return commands.map(
    ([title, verb]) =>
      new vscode.CodeLens(top, { title, command: `postmanKeyring.inject.${verb}`, arguments: [uri] }),
  );
}
