import * as vscode from 'vscode';
import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Past } from './history.ts';
import { lensesFor, onDidClose, setResources, uriOf } from './ofDocument.ts';

/** A request whose body is being written. */
export interface Draft {
  readonly request: Past;
  /** Of the key in the keyring that it is to be sent with; the active one without. */
  readonly keyId: string | undefined;
  readonly note: string | undefined;
}

/** Bodies as untitled JSON documents, which have *Send* over their first line. */
export interface Drafts extends Disposable {
  /** @param body what it begins as */
  open(draft: Draft, body: unknown): Promise<void>;
  /** The draft that a command is about. @throws KnownProblem */
  of(argument: unknown): { readonly draft: Draft; readonly document: vscode.TextDocument };
}

export function createDrafts(): Drafts {
  const drafts = new Map<string, Draft>();
  const changed = new vscode.EventEmitter<void>();
  const tell = async (): Promise<void> => {
    changed.fire();
    await setResources('requestBodies', drafts.keys());
  };
  const subscriptions = vscode.Disposable.from(
    changed,
    onDidClose((uri) => {
      if (drafts.delete(uri.toString())) void tell();
    }),
    vscode.languages.registerCodeLensProvider(
      { scheme: 'untitled' },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: ({ uri }) => lensesOf(uri, drafts.get(uri.toString())),
      },
    ),
  );
  return {
    open: async (draft, body) => {
      const content = `${JSON.stringify(body, undefined, 2)}\n`;
      const document = await vscode.workspace.openTextDocument({ language: 'json', content });
      drafts.set(document.uri.toString(), draft);
      await vscode.window.showTextDocument(document, { preview: false });
      await tell();
    },
    of: (argument) => {
      const uri = uriOf(argument)?.toString();
      const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
      const draft = uri === undefined ? undefined : drafts.get(uri);
      if (!draft || !document) throw noDraft();
      return { draft, document };
    },
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

function lensesOf(uri: vscode.Uri, draft: Draft | undefined): vscode.CodeLens[] {
  if (!draft) return [];
  const { method, path } = draft.request;
  return lensesFor(uri, [[`Send ${method} ${iconless(plainText(path))}`, 'sendBody']]);
}

function noDraft(): KnownProblem {
  return new KnownProblem('This is no body of a request. Choose a request first.', {
    title: 'Send Request',
    run: async () => vscode.commands.executeCommand('postmanKeyring.inject.sendRequest'),
  });
}
