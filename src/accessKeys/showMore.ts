import type { Command } from '../host/commands.ts';
import type { AccessKeyParts } from './parts.ts';

/** Shows the next keys of a level that has too many to show at once. */
export function showMore({ contents }: Pick<AccessKeyParts, 'contents'>): Command {
  return async (argument) => {
    if (typeof argument !== 'object' || argument === null || !('id' in argument)) return;
    if (typeof argument.id === 'string') (await contents()).showMore(argument.id);
  };
}
