import type * as vscode from 'vscode';
import { registerCommands } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';

/** A local Postman, for trying everything with no account and no network. */
export function registerSandbox(parts: Parts, storage: vscode.Uri): vscode.Disposable {
  return registerCommands(
    'postmanKeyring.sandbox',
    async (own) => (await import('./commands.ts')).commands(parts, own, storage.fsPath),
    parts,
  );
}
