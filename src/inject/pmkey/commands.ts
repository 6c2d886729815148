import type { CommandTable } from '../../host/commands.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import type { Inject } from '../parts.ts';
import { askAgain } from './askAgain.ts';

/** The commands of this way, by their ids in the manifest. */
export function pmkeyCommands(inject: Pick<Inject, 'prompts'>, workspaceState: Memento): CommandTable {
  return { 'postmanKeyring.inject.askAgain': askAgain(inject, workspaceState) };
}
