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
 * The Postman Terminal as a profile. VS Code does not say whether it was the person who chose it, or a file of the
 * workspace: so they are asked the first time, unless they have made it their default.
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
        if (!isDefaultOfPerson()) await leave.ask(stored, title);
      }),
    );
    if (!options) throw new Cancelled();
    return new vscode.TerminalProfile(options);
  };
}

function isDefaultOfPerson(): boolean {
  const set = vscode.workspace
    .getConfiguration('terminal.integrated.defaultProfile')
    .inspect(systemOf(process.platform));
  return set?.globalValue === title;
}
