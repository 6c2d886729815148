import * as vscode from 'vscode';
import type { WayOut } from './knownProblem.ts';

/** A way out of a problem by a command of the editor's. */
export function runs(title: string, command: string, ...args: unknown[]): WayOut {
  return { title, run: async () => vscode.commands.executeCommand(command, ...args) };
}
