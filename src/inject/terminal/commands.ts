import type * as vscode from 'vscode';
import type { CommandTable } from '../../host/commands.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import type { Inject } from '../parts.ts';
import type { AllTerminals } from './allTerminals.ts';
import { openTerminal } from './openTerminal.ts';
import { stopAllTerminals, useInAllTerminals } from './useInAllTerminals.ts';

/** The commands of this way, by their ids in the manifest. */
export function terminalCommands(
  inject: Inject,
  context: Pick<vscode.ExtensionContext, 'extension' | 'extensionUri'> & { readonly workspaceState: Memento },
  allTerminals: () => Promise<AllTerminals>,
): CommandTable {
  return {
    'postmanKeyring.inject.openTerminal': openTerminal(inject, context),
    'postmanKeyring.inject.stopAllTerminals': stopAllTerminals(inject, allTerminals),
    'postmanKeyring.inject.useInAllTerminals': useInAllTerminals(inject, allTerminals),
  };
}
