import * as vscode from 'vscode';

/** The document that a command is about: whose title or CodeLens was clicked, else the one in front. */
export function uriOf(argument: unknown): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
}

/** Told of documents that are closed; VS Code tells so, too, of one that only gets another language. */
export function onDidClose(listener: (uri: vscode.Uri) => void): vscode.Disposable {
  return vscode.workspace.onDidCloseTextDocument((document) => {
    if (!vscode.workspace.textDocuments.includes(document)) listener(document.uri);
  });
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
