import type { CommandTable } from '../../host/commands.ts';
import type { Inject } from '../parts.ts';
import { insertHelper } from './insertHelper.ts';

/** The commands of this way, by their ids in the manifest. */
export function codeCommands(inject: Inject): CommandTable {
  return { 'postmanKeyring.inject.insertHelper': insertHelper(inject) };
}
