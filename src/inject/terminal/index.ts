import * as vscode from 'vscode';
import { lazily } from '../../postman/lazily.ts';
import type { Inject } from '../parts.ts';

/** The Postman Terminal among the terminal profiles. */
export function registerTerminal(inject: Inject, context: vscode.ExtensionContext): vscode.Disposable {
  const profile = lazily(async () => (await import('./profile.ts')).createProfile(inject, context));
  return vscode.window.registerTerminalProfileProvider('postmanKeyring.terminal', {
    provideTerminalProfile: async () => (await profile())(),
  });
}
