import * as vscode from 'vscode';
import { Cancelled } from '../../host/knownProblem.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import { orTold } from '../orTold.ts';
import type { Inject } from '../parts.ts';
import { createWorkspaceLeave } from '../workspaceLeave.ts';
import { optionsOf, type Context } from './options.ts';
import { systemOf } from './system.ts';

/** Its title in the manifest, by which the settings name it. */
const title = 'Postman Terminal';

/**
 * The Postman Terminal as a profile. VS Code does not say whether the person chose it, or opened any terminal and the
 * default one is this: where it is the workspace that made it so, they are asked.
 * @throws Cancelled, without a message: VS Code would show that of any other error in its own words, and once more
 */
export function createProfile(
  inject: Inject,
  context: Context & { readonly workspaceState: Memento },
): () => Promise<vscode.TerminalProfile> {
  const leave = createWorkspaceLeave(inject.prompts, context.workspaceState, 'terminal');
  const again = async (): Promise<void> =>
    vscode.commands.executeCommand('postmanKeyring.inject.openTerminal');
  return async () => {
    const options = await orTold(inject, { what: title, again }, async () =>
      optionsOf(inject, context, async ({ stored }) => {
        if (isDefaultOfWorkspace()) await leave.ask(stored, title);
      }),
    );
    if (!options) throw new Cancelled();
    return new vscode.TerminalProfile(options);
  };
}

function isDefaultOfWorkspace(): boolean {
  const set = vscode.workspace
    .getConfiguration('terminal.integrated.defaultProfile')
    .inspect(systemOf(process.platform));
  return set?.globalValue !== title && [set?.workspaceValue, set?.workspaceFolderValue].includes(title);
}
