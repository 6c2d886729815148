import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import type { Inject } from '../parts.ts';
import { createWorkspaceLeave } from '../workspaceLeave.ts';
import { optionsOf, type Context } from './options.ts';

/**
 * Opens a terminal with the key of now in its shell's environment, and nowhere else. The first time the person is asked:
 * `${command:…}` in a file of the workspace opens one as they do.
 */
export function openTerminal(
  inject: Inject,
  context: Context & { readonly workspaceState: Memento },
): Command {
  const leave = createWorkspaceLeave(inject.prompts, context.workspaceState, 'terminal');
  return async () => {
    const options = await optionsOf(inject, context, async ({ stored }) =>
      leave.ask(stored, 'Postman Terminal'),
    );
    vscode.window.createTerminal(options).show();
  };
}
