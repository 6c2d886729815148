import type * as vscode from 'vscode';
import type { CommandTable, Own } from '../../host/commands.ts';
import type { Inject } from '../parts.ts';
import { chooseServers } from './chooseServers.ts';
import { importMcp } from './import/importMcp.ts';
import { createPreviews } from './import/preview.ts';

/** The commands of this way, by their ids in the manifest. */
export function mcpCommands(
  inject: Inject,
  own: Own,
  { globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>,
): CommandTable {
  const previews = own(createPreviews());
  return {
    'postmanKeyring.inject.chooseMcpServers': chooseServers(inject),
    'postmanKeyring.inject.importMcp': importMcp(inject, previews, globalStorageUri.fsPath),
  };
}
