import type { CommandTable, Own } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { createLocalSandbox } from './localSandbox.ts';

/** @param storage folder in which the sandbox keeps its state between starts */
export function commands(parts: Parts, own: Own, storage: string): CommandTable {
  const sandbox = own(createLocalSandbox(parts, storage));
  return {
    'postmanKeyring.sandbox.start': async () => sandbox.start(),
    'postmanKeyring.sandbox.stop': async () => sandbox.stop(),
  };
}
