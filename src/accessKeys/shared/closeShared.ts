import type { Command } from '../../host/commands.ts';
import type { Parts } from '../../host/parts.ts';
import { chooseOpened } from './chooseOpened.ts';
import type { Shared } from './shared.ts';

/** Closes a shared collection, its documents with it, and forgets it unless it is kept. */
export function closeShared(
  parts: Pick<Parts, 'prompts'>,
  shared: Pick<Shared, 'opened' | 'openAnother'>,
): Command {
  return async (argument) => {
    const { id } = await chooseOpened(parts, shared, argument, 'Close Shared Collection');
    shared.opened.close(id);
  };
}
