import type { Command } from '../host/commands.ts';
import { chosenFirst } from './chosenFirst.ts';
import type { AccessKeyParts } from './parts.ts';
import type { SortBy } from './viewState.ts';

const choices: readonly (readonly [SortBy, string])[] = [
  ['name', 'Name'],
  ['expires', 'Expiry, the soonest first'],
  ['created', 'Creation, the newest first'],
  ['lastUsed', 'Last use, the latest first'],
  ['unused', 'Unused for the longest time first'],
];

/** Chooses the order of the keys in the view. */
export function sortBy({ contents, prompts }: Pick<AccessKeyParts, 'contents' | 'prompts'>): Command {
  return async () => {
    const shown = await contents();
    const chosen = await prompts.pick(chosenFirst(choices, shown.state.sortBy), {
      title: 'Sort Collection Access Keys',
      placeHolder: 'Sort by what?',
    });
    await shown.change({ sortBy: chosen });
  };
}
