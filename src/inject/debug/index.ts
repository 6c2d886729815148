import * as vscode from 'vscode';
import { lazily } from '../../postman/lazily.ts';
import type { Inject } from '../parts.ts';

/** Keys for programs that are debugged: `"postmanApiKey"` in launch.json, for every type of debugger. */
export function registerDebug(
  inject: Inject,
  context: Pick<vscode.ExtensionContext, 'subscriptions' | 'workspaceState'>,
): vscode.Disposable {
  const launches = lazily(async () => (await import('./launches.ts')).createLaunches(inject, context));
  return vscode.debug.registerDebugConfigurationProvider('*', {
    // What it returns goes to the debugger alone, and never into launch.json.
    resolveDebugConfigurationWithSubstitutedVariables: async (folder, launch) =>
      'postmanApiKey' in launch ? (await launches())(folder, launch) : launch,
  });
}
