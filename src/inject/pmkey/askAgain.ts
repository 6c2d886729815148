import type { Command } from '../../host/commands.ts';
import type { Prompts } from '../../host/prompts.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import { keep, keptConsent } from './keptConsent.ts';

/** Takes back what terminals of this workspace were allowed, and that they may not ask. */
export function askAgain(
  { prompts }: { readonly prompts: Pick<Prompts, 'tell'> },
  memento: Memento,
): Command {
  return async () => {
    await keep(memento, { allowed: [], round: keptConsent(memento).round + 1 });
    void prompts.tell('The next time pmkey asks for a key in a terminal of this workspace, you are asked.');
  };
}
