import * as vscode from 'vscode';
import type { Disposable } from '../keyring/emitter.ts';

/** Read-only documents of one scheme: in memory, and in no file. */
export interface Documents extends Disposable {
  /** The document at `path`, whose text is asked for whenever the editor wants it. */
  put(path: string, text: () => string): vscode.Uri;
  remove(uri: vscode.Uri): void;
  /** Has those that are open ask for their text again. */
  refresh(): void;
}

export function createDocuments(scheme: string): Documents {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const texts = new Map<string, () => string>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString())?.() ?? '',
  });
  return {
    put: (path, text) => {
      const uri = vscode.Uri.from({ scheme, path });
      texts.set(uri.toString(), text);
      return uri;
    },
    remove: (uri) => {
      texts.delete(uri.toString());
    },
    refresh: () => {
      for (const { uri } of vscode.workspace.textDocuments) {
        if (texts.has(uri.toString())) changed.fire(uri);
      }
    },
    dispose: () => {
      registration.dispose();
      changed.dispose();
    },
  };
}
