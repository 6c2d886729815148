import type * as vscode from 'vscode';
import type { CommandTable, Own } from '../host/commands.ts';
import type { Memento } from '../keyring/activeKey.ts';
import { askAgain } from './askAgain.ts';
import { codeCommands } from './code/commands.ts';
import { commandLineCommands } from './commandLine/commands.ts';
import { mcpCommands } from './mcp/commands.ts';
import { debugWithKey } from './debug/debugWithKey.ts';
import { environmentCommands } from './environments/commands.ts';
import type { Opened } from './open.ts';
import type { Inject } from './parts.ts';
import { requestCommands } from './requests/commands.ts';
import { clearActivity, createActivityDocument } from './showActivity.ts';
import { terminalCommands } from './terminal/commands.ts';

/** Every command of this capability by its id in the manifest. Loaded when the first of them is run. */
export function commands(
  inject: Inject,
  own: Own,
  context: Pick<vscode.ExtensionContext, 'extension' | 'extensionUri' | 'globalStorageUri'> & {
    readonly workspaceState: Memento;
  },
  { activity, allTerminals }: Pick<Opened, 'activity' | 'allTerminals'>,
): CommandTable {
  const document = own(createActivityDocument({ activity, log: inject.log }));
  return {
    'postmanKeyring.inject.askAgain': askAgain(inject, context.workspaceState),
    'postmanKeyring.inject.clearActivity': clearActivity({ activity, prompts: inject.prompts }),
    'postmanKeyring.inject.debugWithKey': debugWithKey(inject),
    'postmanKeyring.inject.showActivity': async () => document.show(),
    ...codeCommands(inject),
    ...commandLineCommands(inject, context),
    ...mcpCommands(inject, own, context),
    ...environmentCommands(inject),
    ...requestCommands(inject, own, context.workspaceState),
    ...terminalCommands(inject, context, allTerminals),
  };
}
