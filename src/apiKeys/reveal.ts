import type { Command } from '../host/commands.ts';
import type { KeysView } from './view.ts';

/** Shows a key in the view: what other capabilities open by a click. */
export function reveal(view: Pick<KeysView, 'reveal'>): Command {
  return async (argument) => {
    if (typeof argument !== 'object' || argument === null || !('id' in argument)) return;
    if (typeof argument.id === 'string') await view.reveal(argument.id);
  };
}
