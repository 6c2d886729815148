import type { CommandTable } from '../../host/commands.ts';
import type { Inject } from '../parts.ts';
import type { Context } from '../terminal/options.ts';
import { copyCiSnippet } from './copyCiSnippet.ts';
import { copyGhSecret } from './copyGhSecret.ts';
import { runNewman } from './runNewman.ts';
import { signInPostmanCli } from './signInPostmanCli.ts';

/** The commands of this way, by their ids in the manifest. */
export function commandLineCommands(inject: Inject, context: Context): CommandTable {
  return {
    'postmanKeyring.inject.copyCiSnippet': copyCiSnippet(inject),
    'postmanKeyring.inject.copyGhSecret': copyGhSecret(inject),
    'postmanKeyring.inject.runNewman': runNewman(inject, context),
    'postmanKeyring.inject.signInPostmanCli': signInPostmanCli(inject, context),
  };
}
