import * as vscode from 'vscode';
import type { Command } from '../host/commands.ts';

/** Leads to where requests are sent from, which is another capability. */
export const sendRequest: Command = async (argument) => {
  await vscode.commands.executeCommand('postmanKeyring.inject.sendRequest', argument);
};
