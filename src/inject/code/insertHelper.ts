import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Prompts } from '../../host/prompts.ts';
import { regionOf } from '../../postman/region.ts';
import type { Inject } from '../parts.ts';
import { chooseOperation } from './chooseOperation.ts';
import { languageOf, languages, type Client, type Language } from './clients.ts';
import { codeOf, type Place } from './code.ts';
import { collectionUid } from './operations.ts';

const title = 'Insert Request Helper';

/**
 * Inserts a call to the Postman API at the cursor, which reads the key from the environment; without an open file,
 * into a new one. Of the key itself nothing is read.
 */
export function insertHelper({
  activeKey,
  prompts,
  settings,
}: Pick<Inject, 'activeKey' | 'prompts' | 'settings'>): Command {
  return async () => {
    const editor = editorToWriteIn();
    const language =
      (editor && languageOf(editor.document.languageId, editor.document.fileName)) ??
      (await pickLanguage(prompts));
    const client = await pickClient(prompts, language);
    const operation = await chooseOperation(prompts, title);
    const region = regionOf(activeKey.current?.region ?? '') ?? settings.region;
    const call = { operation, api: region.api, variableName: settings.variableName };
    const target = editor ?? (await openNew(language));
    await insert(target, codeOf(client.id, call, placeOf(target)));
  };
}

/** The editor that has the cursor; the Output panel is one too, and takes nothing. */
function editorToWriteIn(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.uri.scheme === 'output' ? undefined : editor;
}

async function pickLanguage(prompts: Pick<Prompts, 'pick'>): Promise<Language> {
  return prompts.pick(
    languages.map((value) => ({ label: value.label, value })),
    { title, placeHolder: 'Choose a language' },
  );
}

async function pickClient(
  prompts: Pick<Prompts, 'pick'>,
  { label, clients: [only, ...others] }: Language,
): Promise<Client> {
  if (others.length === 0) return only;
  return prompts.pick(
    [only, ...others].map((value) => ({ label: value.label, value })),
    { title, placeHolder: `Choose how ${label} sends the request` },
  );
}

async function openNew({ ids }: Language): Promise<vscode.TextEditor> {
  const known = await vscode.languages.getLanguages();
  const language = ids.find((id) => known.includes(id));
  return vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument(language === undefined ? {} : { language }),
  );
}

function placeOf({ document, selection }: vscode.TextEditor): Place {
  const before = new vscode.Range(new vscode.Position(0, 0), selection.start);
  return { languageId: document.languageId, text: document.getText(), before: document.getText(before) };
}

/** As a snippet: it takes on the file's indentation, stops where something is to be filled in, and is one step to undo. */
async function insert(editor: vscode.TextEditor, code: string): Promise<void> {
  const [first = '', ...rest] = code.split(collectionUid);
  const snippet = new vscode.SnippetString().appendText(first);
  for (const text of rest) snippet.appendPlaceholder(collectionUid).appendText(text);
  const { version } = editor.document;
  const isDone = await editor.insertSnippet(snippet, editor.selection);
  if (!isDone || editor.document.version === version)
    throw new KnownProblem('This file cannot be changed. Put the cursor into another one.');
}
