import * as vscode from 'vscode';
import { registerCommands } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { createLocalSandbox } from './localSandbox.ts';

/** A local Postman, for trying everything with no account and no network. */
export function registerSandbox(parts: Parts, storage: vscode.Uri): vscode.Disposable {
  const sandbox = createLocalSandbox(parts, storage.fsPath);
  return vscode.Disposable.from(
    sandbox,
    registerCommands(
      {
        'postmanKeyring.sandbox.start': async () => sandbox.start(),
        'postmanKeyring.sandbox.stop': async () => sandbox.stop(),
      },
      parts,
    ),
  );
}
