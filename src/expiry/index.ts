import { join } from 'node:path';
import * as vscode from 'vscode';
import { registerCommands } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { registerStatusBar } from './statusBar.ts';
import { startWatching } from './startWatching.ts';

interface Context {
  readonly extensionUri: vscode.Uri;
  readonly globalStorageUri: vscode.Uri;
}

/** When keys end: the status bar, warnings, the health check, the timeline, the calendar and the report. */
export function registerExpiry(parts: Parts, { extensionUri, globalStorageUri }: Context): vscode.Disposable {
  const folder = join(globalStorageUri.fsPath, 'expiry');
  return vscode.Disposable.from(
    registerStatusBar(parts),
    startWatching(parts, folder),
    registerCommands(
      'postmanKeyring.expiry',
      async (own) => (await import('./commands.ts')).commands(parts, own, extensionUri),
      parts,
    ),
  );
}
