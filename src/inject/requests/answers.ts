import * as vscode from 'vscode';
import { createDocuments } from '../../host/documents.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import type { Answer } from '../../postman/client.ts';
import { plainText } from '../../postman/plainText.ts';
import { answerDocument, bodyText, type Asked } from './answerDocument.ts';
import { nextPath } from './nextPath.ts';
import { lensesFor, onDidClose, setResources, uriOf } from './ofDocument.ts';

const scheme = 'postman-keyring-answer';

/** An answer that is open, and what it was asked with. */
export interface ShownAnswer {
  readonly asked: Asked;
  /** Id of the key in the keyring. */
  readonly keyId: string;
  /** The body as a file has it, with every key in it masked: the answer itself, which may hold some, is let go. */
  readonly body: string;
  /** Path of the page after it. */
  readonly next: string | undefined;
}

/** Answers as read-only documents, kept in memory for as long as they are open. */
export interface Answers extends Disposable {
  show(of: Pick<ShownAnswer, 'asked' | 'keyId'> & { readonly answer: Answer }): Promise<void>;
  /** The answer that a command is about. @throws KnownProblem */
  of(argument: unknown): ShownAnswer;
}

export function createAnswers(): Answers {
  const documents = createDocuments(scheme);
  const shown = new Map<string, ShownAnswer>();
  const tell = async (): Promise<void> =>
    setResources(
      'answersWithNextPage',
      Array.from(shown).flatMap(([uri, { next }]) => (next === undefined ? [] : [uri])),
    );
  const subscriptions = vscode.Disposable.from(
    documents,
    onDidClose((uri) => {
      if (!shown.delete(uri.toString())) return;
      documents.remove(uri);
      void tell();
    }),
    vscode.languages.registerCodeLensProvider(
      { scheme },
      { provideCodeLenses: ({ uri }) => lensesOf(uri, shown.get(uri.toString())) },
    ),
  );
  let count = 0;
  return {
    show: async ({ asked, keyId, answer }) => {
      count += 1;
      const { method, path } = asked;
      const text = answerDocument(asked, answer);
      const uri = documents.put(`/${method} ${nameOf(path)} (${count}).json`, () => text);
      const next = method === 'GET' ? nextPath(path, answer.body) : undefined;
      shown.set(uri.toString(), { asked, keyId, body: bodyText(answer), next });
      await vscode.window.showTextDocument(uri, { preview: true });
      await tell();
    },
    of: (argument) => {
      const found = shown.get(uriOf(argument)?.toString() ?? '');
      if (!found) throw noAnswer();
      return found;
    },
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

/** For the title of a document: the path without its query. */
function nameOf(path: string): string {
  return plainText(path.replace(/\?.*$/, '').replaceAll('/', ' '), 80) || 'answer';
}

function lensesOf(uri: vscode.Uri, shown: ShownAnswer | undefined): vscode.CodeLens[] {
  if (!shown) return [];
  const nextPage = shown.next === undefined ? [] : [['Next Page', 'nextPage'] as const];
  return lensesFor(uri, [
    ...nextPage,
    ['Send Again', 'sendAgain'],
    ['Copy as Code', 'copyAsCode'],
    ['Save As…', 'saveAnswer'],
  ]);
}

function noAnswer(): KnownProblem {
  return new KnownProblem('There is no answer in front. Send a request first.', {
    title: 'Send Request',
    run: async () => vscode.commands.executeCommand('postmanKeyring.inject.sendRequest'),
  });
}
