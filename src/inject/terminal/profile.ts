import * as vscode from 'vscode';
import { Cancelled } from '../../host/knownProblem.ts';
import { orTold } from '../orTold.ts';
import type { Inject } from '../parts.ts';
import { optionsOf, type Context } from './options.ts';

/**
 * The Postman Terminal as a profile.
 * @throws Cancelled, without a message: VS Code would show that of any other error in its own words, and once more
 */
export async function profileOf(inject: Inject, context: Context): Promise<vscode.TerminalProfile> {
  const again = async (): Promise<void> =>
    vscode.commands.executeCommand('postmanKeyring.inject.openTerminal');
  const options = await orTold(inject, { what: 'Postman Terminal', again }, async () =>
    optionsOf(inject, context),
  );
  if (!options) throw new Cancelled();
  return new vscode.TerminalProfile(options);
}
