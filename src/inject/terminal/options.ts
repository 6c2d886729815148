import * as vscode from 'vscode';
import { iconless } from '../../host/iconless.ts';
import { offer } from '../../host/offer.ts';
import { mustBeWhereTerminalsAre } from '../../host/whereTerminalsAre.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Wish } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { variablesOf } from '../variables.ts';
import { keptFromNode } from './keptFromNode.ts';
import { shellOf } from './shell.ts';

export type Context = Pick<vscode.ExtensionContext, 'extension' | 'extensionUri'>;

/**
 * The Postman Terminal: one with the key of now.
 * @param agree what is asked before
 */
export async function optionsOf(
  { handOut, settings }: Pick<Inject, 'handOut' | 'settings'>,
  context: Context,
  agree?: Wish['agree'],
): Promise<vscode.TerminalOptions> {
  mustBeWhereTerminalsAre(context);
  const handed = await handOut('terminal', { what: 'the Postman Terminal', agree });
  return {
    ...(await shellWith(variablesOf(handed, settings), context)),
    name: iconless(`Postman: ${plainText(handed.stored.name, 60)}`),
    iconPath: new vscode.ThemeIcon('key'),
  };
}

/**
 * The person's shell with `variables`, whatever the terminal's environment has under their names. What is in
 * a terminal's options every extension can read, and VS Code writes it to its state when it quits, also that of
 * transient terminals: so they hold an address and a word that are good for one time, and `media/postman-shell.mjs` asks
 * there and starts the shell.
 */
export async function shellWith(
  variables: Readonly<Record<string, string>>,
  { extensionUri }: Pick<Context, 'extensionUri'>,
): Promise<vscode.TerminalOptions> {
  const { address, token } = await offer(variables);
  return {
    shellPath: process.execPath,
    shellArgs: [
      vscode.Uri.joinPath(extensionUri, 'media', 'postman-shell.mjs').fsPath,
      ...shellOf(vscode.env.shell, process.platform),
    ],
    env: {
      // Names of their own: what this extension puts into every new terminal would go over them.
      POSTMAN_TERMINAL_ADDRESS: address,
      POSTMAN_TERMINAL_TOKEN: token,
      // The editor itself is the only Node that is there for certain.
      ELECTRON_RUN_AS_NODE: '1',
      // The settings of a workspace can say there what Node loads, and this Node sees the key.
      ...keptFromNode(process),
    },
    // It is not brought back after a restart: it would have no key.
    isTransient: true,
  };
}
