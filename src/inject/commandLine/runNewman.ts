import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { iconless } from '../../host/iconless.ts';
import { pathOnly, shellLine } from '../../host/shellLine.ts';
import { mustBeWhereTerminalsAre } from '../../host/whereTerminalsAre.ts';
import type { Inject } from '../parts.ts';
import { shellWith, type Context } from '../terminal/options.ts';
import { chooseCollection } from './chooseCollection.ts';
import { newmanVariables } from './newmanVariables.ts';
import { idOf } from './rowId.ts';

const title = 'Run Collection with newman';

/**
 * Runs a collection of the account with the person's own newman, in a terminal. The key is in the environment of its
 * shell alone.
 */
export function runNewman(
  parts: Pick<Inject, 'client' | 'handOut' | 'keyring' | 'prompts'>,
  context: Context,
): Command {
  const script = vscode.Uri.joinPath(context.extensionUri, 'media', 'run-newman.mjs').fsPath;
  return async (argument) => {
    mustBeWhereTerminalsAre(context);
    const { keyId, name, uid } = await chooseCollection(
      parts,
      async (what) => parts.handOut('newman', { id: idOf(argument), what }),
      title,
    );
    const handed = await parts.handOut('newman', { id: keyId, what: `newman: ${name}` });
    const variables = { ...pathOnly(process.platform), ...(await newmanVariables(parts, handed, uid)) };
    const terminal = vscode.window.createTerminal({
      ...(await shellWith(variables, context)),
      name: iconless(`newman: ${name}`),
      iconPath: new vscode.ThemeIcon('play'),
    });
    terminal.show();
    terminal.sendText(shellLine(script, process.platform));
  };
}
