import * as vscode from 'vscode';
import { lazily } from '../../postman/lazily.ts';
import type { Inject } from '../parts.ts';

/** Tasks that run a collection with a key: those of tasks.json, and no others. */
export function registerTasks(
  inject: Inject,
  context: Pick<vscode.ExtensionContext, 'extensionUri' | 'workspaceState'>,
): vscode.Disposable {
  const tasks = lazily(async () => (await import('./task.ts')).createTasks(inject, context));
  return vscode.tasks.registerTaskProvider('postman-keyring', {
    provideTasks: () => [],
    resolveTask: async (task) => (await tasks())(task),
  });
}
