import type { Command } from '../host/commands.ts';
import { chosenFirst } from './chosenFirst.ts';
import type { AccessKeyParts } from './parts.ts';
import type { GroupBy } from './viewState.ts';

const choices: readonly (readonly [GroupBy, string])[] = [
  ['collection', 'Collection'],
  ['creator', 'Creator'],
  ['expiry', 'Expiry'],
  ['none', 'No groups'],
];

/** Chooses what the keys in the view are grouped by. */
export function groupBy({ contents, prompts }: Pick<AccessKeyParts, 'contents' | 'prompts'>): Command {
  return async () => {
    const shown = await contents();
    const chosen = await prompts.pick(chosenFirst(choices, shown.state.groupBy), {
      title: 'Group Collection Access Keys',
      placeHolder: 'Group by what?',
    });
    await shown.change({ groupBy: chosen });
  };
}
