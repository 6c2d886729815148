import * as vscode from 'vscode';
import { registerCommands } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { registerStatusBar } from './statusBar.ts';
import { registerView } from './view.ts';

/** The API Keys view, its commands and its place in the status bar. */
export function registerApiKeys(parts: Parts): vscode.Disposable {
  return vscode.Disposable.from(
    registerView(parts),
    registerStatusBar(parts),
    registerCommands(
      'postmanKeyring.apiKeys',
      async (own) => (await import('./commands.ts')).commands(parts, own),
      parts,
    ),
  );
}
