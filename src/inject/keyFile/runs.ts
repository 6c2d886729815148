import * as vscode from 'vscode';
import type { KeyFiles } from './files.ts';

/** Tells key files of the debug sessions and tasks that begin and end. */
export function followRuns(files: KeyFiles): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession(({ configuration, id, parentSession }) => {
      if (!parentSession) files.began(id, 'session', JSON.stringify(configuration));
    }),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      files.ended(id);
    }),
    vscode.tasks.onDidStartTask(({ execution }) => {
      files.began(execution, 'task');
    }),
    vscode.tasks.onDidEndTask(({ execution }) => {
      files.ended(execution);
    }),
  );
}
