import * as vscode from 'vscode';
import { registerCommands } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { registerView } from './view.ts';

/** The API Keys view and its commands. */
export function registerApiKeys(parts: Parts): vscode.Disposable {
  const view = registerView(parts);
  return vscode.Disposable.from(
    view,
    registerCommands(
      'postmanKeyring.apiKeys',
      async () => (await import('./commands.ts')).commands(parts, view),
      parts,
    ),
  );
}
