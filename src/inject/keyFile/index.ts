import * as vscode from 'vscode';
import { lazily } from '../../postman/lazily.ts';
import type { Inject } from '../parts.ts';

/**
 * The path of a file with a key in it, for `${input:…}` and `${command:…}`. Not among the commands of the manifest: it
 * is of use only to who can take what it returns.
 */
export function registerKeyFile(
  inject: Inject,
  { subscriptions }: Pick<vscode.ExtensionContext, 'subscriptions'>,
): vscode.Disposable {
  const keyFile = lazily(async () => (await import('./keyFile.ts')).createKeyFile(inject, subscriptions));
  return vscode.commands.registerCommand('postmanKeyring.inject.keyFile', async (wish: unknown) =>
    (await keyFile())(wish),
  );
}
