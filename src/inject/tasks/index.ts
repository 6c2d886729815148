import * as vscode from 'vscode';
import type { Inject } from '../parts.ts';

/** Tasks that run a collection with a key: those of tasks.json, and no others. */
export function registerTasks(
  inject: Inject,
  { extensionUri }: Pick<vscode.ExtensionContext, 'extensionUri'>,
): vscode.Disposable {
  return vscode.tasks.registerTaskProvider('postman-keyring', {
    provideTasks: () => [],
    resolveTask: async (task) => (await import('./task.ts')).runnable(inject, extensionUri, task),
  });
}
