import type { Command } from '../host/commands.ts';
import type { AccessKeyParts } from './parts.ts';

/** Stops loading; what came stays. */
export function cancelLoading({ list }: Pick<AccessKeyParts, 'list'>): Command {
  return async () => {
    (await list()).cancel();
  };
}
