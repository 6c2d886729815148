import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { idOf } from '../commandLine/rowId.ts';
import type { Inject } from '../parts.ts';
import { usualName } from './words.ts';

const reference = `{{vault:${usualName}}}`;

/** Copies how requests in Postman refer to a secret of its vault, and says how the key gets there. The key is not copied. */
export function copyForVault({ clipboard, prompts }: Pick<Inject, 'clipboard' | 'prompts'>): Command {
  return async (argument) => {
    await clipboard.write(reference);
    // Not awaited: it may stand there for hours.
    void tellSteps(prompts, idOf(argument));
  };
}

async function tellSteps(prompts: Pick<Inject['prompts'], 'tell'>, id: string | undefined): Promise<void> {
  const steps =
    `${reference} is copied, for the value of X-Api-Key. In Postman, open Vault in the footer (Ctrl or Cmd+Shift+V), ` +
    `add the secret ${usualName}, and paste the key as its value: it stays on that computer, encrypted.`;
  if ((await prompts.tell(steps, 'Copy Key')) === 'Copy Key')
    await vscode.commands.executeCommand(
      'postmanKeyring.apiKeys.copyKey',
      id === undefined ? undefined : { id },
    );
}
