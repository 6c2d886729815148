import * as vscode from 'vscode';
import type { Command } from '../../host/commands.ts';
import { iconless } from '../../host/iconless.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import { pathOnly } from '../../host/shellLine.ts';
import { mustBeWhereTerminalsAre } from '../../host/whereTerminalsAre.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Agreed } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { setActive } from '../refusals.ts';
import { shellWith, type Context } from '../terminal/options.ts';
import { isKnownToCli, secretName } from './ci.ts';
import { idOf } from './rowId.ts';
import { loginLine } from './shellSyntax.ts';

const openOnly = 'Open Terminal';
const signIn = 'Sign In';

const explanation =
  'Open Terminal: the key is in that terminal’s environment, where the Postman CLI finds it without a sign-in, and gone ' +
  'when you close the terminal. For an account in the EU, collections run after a sign-in only.\n\n' +
  'Sign In: runs postman login in such a terminal. The CLI takes the key as an argument, which other programs of this ' +
  'computer can read for that moment, and keeps it in plain text in ~/.postman/postmanrc until postman logout.';

/**
 * Gives the Postman CLI a key. It reads POSTMAN_API_KEY by itself (tried with 1.34.0), so a terminal that has it is
 * all that most need; `postman login` takes the key as an argument and no other way, and writes it into a file. The
 * person is told so before.
 */
export function signInPostmanCli(
  { handOut, prompts }: Pick<Inject, 'handOut' | 'prompts'>,
  context: Context,
): Command {
  return async (argument) => {
    mustBeWhereTerminalsAre(context);
    let chosen = openOnly;
    const { key, region, stored } = await handOut('commandLine', {
      id: idOf(argument),
      what: 'the Postman CLI',
      agree: async (to) => {
        // What cannot work is not asked about.
        if (!isKnownToCli(to.region)) throw unknownToCli(to);
        chosen = await prompts.confirm(
          `How is the Postman CLI to get “${plainText(to.stored.name, 60)}”?`,
          explanation,
          openOnly,
          signIn,
        );
      },
    });
    const terminal = vscode.window.createTerminal({
      ...(await shellWith({ ...pathOnly(process.platform), [secretName]: key.secret.reveal() }, context)),
      name: iconless(`Postman CLI: ${stored.name}`),
      iconPath: new vscode.ThemeIcon('key'),
    });
    terminal.show();
    if (chosen === signIn) terminal.sendText(loginLine(vscode.env.shell, process.platform, region));
  };
}

function unknownToCli({ region, stored }: Agreed): KnownProblem {
  return new KnownProblem(
    `The Postman CLI knows Postman’s US and EU alone, and “${stored.name}” belongs to ${region.api}.`,
    setActive,
  );
}
