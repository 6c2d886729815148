import * as vscode from 'vscode';
import { createDocuments } from '../host/documents.ts';
import type { Disposable } from '../keyring/emitter.ts';

const scheme = 'postman-keyring-answer';

/** Answers as read-only documents, kept in memory for as long as they are open. */
export interface AnswerDocuments extends Disposable {
  add(path: string, text: string): vscode.Uri;
}

export function createAnswerDocuments(): AnswerDocuments {
  const documents = createDocuments(scheme);
  const subscriptions = vscode.Disposable.from(
    documents,
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      documents.remove(uri);
    }),
  );
  let count = 0;
  return {
    add: (path, text) => {
      count += 1;
      const name = path.replace(/\?.*$/, '').replaceAll('/', ' ').trim() || 'answer';
      return documents.put(`/GET ${name} (${count}).json`, () => text);
    },
    dispose: () => {
      subscriptions.dispose();
    },
  };
}
