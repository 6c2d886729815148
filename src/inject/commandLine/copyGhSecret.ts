import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import { runs } from '../../host/runs.ts';
import { mustBeOn } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { untrusted } from '../refusals.ts';
import { ghSecretLine } from './ci.ts';

/** Copies the command that makes the key a secret of the GitHub repository. The key is not in it. */
export function copyGhSecret({
  clipboard,
  prompts,
  settings,
}: Pick<Inject, 'clipboard' | 'prompts' | 'settings'>): Command {
  return async () => {
    if (!vscode.workspace.isTrusted) throw untrusted();
    if (!settings.pmkey) throw withoutPmkey();
    mustBeOn('pmkey', settings);
    await clipboard.write(ghSecretLine);
    await prompts.tell(
      `Copied: ${ghSecretLine}. Run it in a terminal of this editor, in the repository’s folder. The key is not in it: ` +
        'pmkey asks here, and only then starts gh.',
    );
  };
}

function withoutPmkey(): KnownProblem {
  return new KnownProblem(
    'The command needs pmkey in terminals, which your settings switch off.',
    runs('Open Settings', 'workbench.action.openSettings', 'postmanKeyring.pmkey'),
  );
}
