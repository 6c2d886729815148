import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { iconless } from '../../host/iconless.ts';
import type { Inject } from '../parts.ts';
import { chooseCollection } from './chooseCollection.ts';
import { idOf } from './rowId.ts';
import { scriptLine } from './shellSyntax.ts';

const title = 'Run Collection with newman';

/**
 * Runs a collection of the account with the person's own newman, in a terminal. The key goes there through the
 * environment, and `media/run-newman.mjs` takes it out before newman starts.
 * @param script path of `media/run-newman.mjs`
 */
export function runNewman(parts: Pick<Inject, 'client' | 'handOut' | 'prompts'>, script: string): Command {
  return async (argument) => {
    const handed = await parts.handOut('newman', { id: idOf(argument), what: title });
    const { uid, name } = await chooseCollection(parts, handed, title);
    const terminal = vscode.window.createTerminal({
      name: iconless(`newman: ${name}`),
      iconPath: new vscode.ThemeIcon('play'),
      // By names that the script knows, whatever the person calls their own variable.
      env: {
        POSTMAN_API_KEY: handed.key.secret.reveal(),
        POSTMAN_API_BASE_URL: handed.region.api,
        POSTMAN_COLLECTION_UID: uid,
      },
      // It would be brought back after a restart, and written down for that with its environment.
      isTransient: true,
    });
    terminal.show();
    terminal.sendText(scriptLine(script, process.platform));
  };
}
