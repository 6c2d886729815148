import type { Command } from '../../host/commands.ts';
import type { Parts } from '../../host/parts.ts';
import { chooseOpened } from './chooseOpened.ts';
import type { Shared } from './shared.ts';

/** Shows the JSON of an open collection. */
export function showJson(
  parts: Pick<Parts, 'prompts'>,
  shared: Pick<Shared, 'documents' | 'opened' | 'openAnother'>,
): Command {
  return async (argument) => {
    const { id } = await chooseOpened(parts, shared, argument, 'Open as JSON');
    await shared.documents.showJson(id);
  };
}
