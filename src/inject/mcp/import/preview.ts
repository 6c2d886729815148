import * as vscode from 'vscode';
import { createDocuments } from '../../../host/documents.ts';
import type { Disposable } from '../../../keyring/emitter.ts';
import { maskCredentials } from '../../../postman/credential.ts';

/** What a change of a file would be, side by side, with every key in it masked. */
export interface Previews extends Disposable {
  /** Shows the change for as long as the task takes. */
  during<T>(change: Change, task: () => Promise<T>): Promise<T>;
}

export interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export function createPreviews(): Previews {
  const documents = createDocuments('postman-keyring-mcp');
  return {
    during: async ({ path, before, after }, task) => {
      const name = vscode.Uri.file(path).path;
      const left = documents.put(`/before${name}`, () => maskCredentials(before));
      const right = documents.put(`/after${name}`, () => maskCredentials(after));
      try {
        await vscode.commands.executeCommand('vscode.diff', left, right, `${path}: without the key`);
        return await task();
      } finally {
        await close(left);
        documents.remove(left);
        documents.remove(right);
      }
    },
    dispose: () => {
      documents.dispose();
    },
  };
}

async function close(left: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const own = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && input.original.toString() === left.toString(),
  );
  await vscode.window.tabGroups.close(own);
}
