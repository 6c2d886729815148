import type { Command } from '../host/commands.ts';

/** Brings the row of an access key to the front, by the id of its node or by one of its own ids. */
export type Reveal = (id: string) => Promise<void>;

/** Shows an access key in the view: what other capabilities open by a click. */
export function reveal(show: Reveal): Command {
  return async (argument) => {
    if (typeof argument !== 'object' || argument === null || !('id' in argument)) return;
    if (typeof argument.id === 'string') await show(argument.id);
  };
}
