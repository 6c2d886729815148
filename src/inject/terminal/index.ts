import * as vscode from 'vscode';
import type { Inject } from '../parts.ts';

/** The Postman Terminal among the terminal profiles. */
export function registerTerminal(inject: Inject, context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.window.registerTerminalProfileProvider('postmanKeyring.terminal', {
    provideTerminalProfile: async () => (await import('./profile.ts')).profileOf(inject, context),
  });
}
