import * as vscode from 'vscode';
import type { Disposable } from '../keyring/emitter.ts';

const scheme = 'postman-keyring-answer';

/** Read-only documents, kept in memory for as long as they are open. */
export interface AnswerDocuments extends Disposable {
  add(path: string, text: string): vscode.Uri;
}

export function createAnswerDocuments(): AnswerDocuments {
  const texts = new Map<string, string>();
  let count = 0;
  const subscriptions = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      texts.delete(document.uri.toString());
    }),
  );
  return {
    add: (path, text) => {
      count += 1;
      const name = path.replace(/\?.*$/, '').replaceAll('/', ' ').trim() || 'answer';
      const uri = vscode.Uri.from({ scheme, path: `/GET ${name} (${count}).json` });
      texts.set(uri.toString(), text);
      return uri;
    },
    dispose: () => {
      subscriptions.dispose();
    },
  };
}
