import * as vscode from 'vscode';
import { createDocuments } from '../host/documents.ts';
import type { Disposable } from '../keyring/emitter.ts';

/** Shows text in the read-only document of that name, in place of what it showed before. */
export type ShowText = (name: string, text: string) => Promise<void>;

export function createReports(): Disposable & { readonly show: ShowText } {
  const documents = createDocuments('postman-keyring-report');
  return {
    show: async (name, text) => {
      const uri = documents.put(`/${name}`, () => text);
      documents.refresh();
      await vscode.window.showTextDocument(uri, { preview: true });
    },
    dispose: () => {
      documents.dispose();
    },
  };
}
