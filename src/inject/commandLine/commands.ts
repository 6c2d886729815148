import * as vscode from 'vscode';
import type { CommandTable } from '../../host/commands.ts';
import type { Inject } from '../parts.ts';
import { copyCiSnippet } from './copyCiSnippet.ts';
import { copyGhSecret } from './copyGhSecret.ts';
import { runNewman } from './runNewman.ts';
import { signInPostmanCli } from './signInPostmanCli.ts';

/** The commands of this way, by their ids in the manifest. */
export function commandLineCommands(inject: Inject, extensionUri: vscode.Uri): CommandTable {
  const script = vscode.Uri.joinPath(extensionUri, 'media', 'run-newman.mjs').fsPath;
  return {
    'postmanKeyring.inject.copyCiSnippet': copyCiSnippet(inject),
    'postmanKeyring.inject.copyGhSecret': copyGhSecret(inject),
    'postmanKeyring.inject.runNewman': runNewman(inject, script),
    'postmanKeyring.inject.signInPostmanCli': signInPostmanCli(inject),
  };
}
