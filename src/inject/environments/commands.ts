import type { CommandTable } from '../../host/commands.ts';
import type { Inject } from '../parts.ts';
import { copyForVault } from './copyForVault.ts';
import { exportEnvironment } from './exportEnvironment.ts';
import { storeInEnvironment } from './storeInEnvironment.ts';

/** The commands of this way, by their ids in the manifest. */
export function environmentCommands(inject: Inject): CommandTable {
  return {
    'postmanKeyring.inject.copyForVault': copyForVault(inject),
    'postmanKeyring.inject.exportEnvironment': exportEnvironment(inject),
    'postmanKeyring.inject.storeInEnvironment': storeInEnvironment(inject),
  };
}
