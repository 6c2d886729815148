import * as vscode from 'vscode';
import { explained } from '../../host/explained.ts';
import { Cancelled } from '../../host/knownProblem.ts';
import { showProblem } from '../../host/prompts.ts';
import type { Inject } from '../parts.ts';
import { optionsOf, type Context } from './options.ts';

/**
 * The Postman Terminal as a profile.
 * @throws Cancelled, without a message: VS Code would show that of any other error in its own words, and once more
 */
export async function profileOf(inject: Inject, context: Context): Promise<vscode.TerminalProfile> {
  const { log, prompts } = inject;
  try {
    return new vscode.TerminalProfile(await optionsOf(inject, context));
  } catch (error) {
    if (!(error instanceof Cancelled)) {
      log.error('Postman Terminal', error);
      const again = async (): Promise<void> =>
        vscode.commands.executeCommand('postmanKeyring.inject.openTerminal');
      void showProblem(prompts, ...explained(error, again, log));
    }
    throw new Cancelled();
  }
}
