import * as vscode from 'vscode';
import type { Inject } from '../parts.ts';

/** Completes `X-Api-Key:` in HTTP files; loaded when the editor asks for the first time. */
export function registerCode({ settings }: Pick<Inject, 'settings'>): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    [{ language: 'http' }, { language: 'rest' }, { pattern: '**/*.{http,rest}' }],
    {
      provideCompletionItems: async (document, position) =>
        (await import('./completion.ts')).completionsAt(document, position, settings.variableName),
    },
    ':',
    ' ',
  );
}
