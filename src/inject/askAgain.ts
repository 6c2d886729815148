import type { Command } from '../host/commands.ts';
import type { Prompts } from '../host/prompts.ts';
import type { Memento } from '../keyring/activeKey.ts';
import { keep, keptConsent } from './keptConsent.ts';

/** Takes back what this workspace was allowed, and that its terminals may not ask. */
export function askAgain(
  { prompts }: { readonly prompts: Pick<Prompts, 'tell'> },
  memento: Memento,
): Command {
  return async () => {
    await keep(memento, { allowed: [], round: keptConsent(memento).round + 1 });
    void prompts.tell(
      'You are asked again before pmkey, a debugged program, a task or a default terminal of this workspace has a key.',
    );
  };
}
