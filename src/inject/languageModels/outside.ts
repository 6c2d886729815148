import { Cancelled } from '../../host/knownProblem.ts';
import type { Prompts } from '../../host/prompts.ts';
import { createTurns } from '../../host/turns.ts';

/**
 * Asks the person about a tool that is called outside a chat, where nobody sees it run.
 * @param wants what comes after “wants to”
 * @param body what else they have to see of it
 * @throws Cancelled when the person refuses, or `gone` says that nobody waits for the answer any more
 */
export type AskOutside = (wants: string, gone: AbortSignal, body?: string) => Promise<void>;

const allow = 'Allow';
const deny = 'Deny';
const detail =
  'Any extension can call the tools of Keyring for Postman. It gets the answer, and never a key.\n\n' +
  `“${allow}” is for this one time. “${deny}” ends these questions until the window is reloaded.`;

/** One question at a time, and none any more in this window once the person has denied one. */
export function createAskOutside(prompts: Pick<Prompts, 'confirm'>): AskOutside {
  let isDenied = false;
  const inTurn = createTurns(1);
  const goOn = (gone: AbortSignal): void => {
    if (isDenied || gone.aborted) throw new Cancelled();
  };
  const ask: AskOutside = async (wants, gone, body) => {
    goOn(gone);
    const question = `An extension or a program outside a chat wants to ${wants}.`;
    const whole = body === undefined ? detail : `${body}\n\n${detail}`;
    isDenied = (await prompts.confirm(question, whole, allow, deny)) === deny;
    goOn(gone);
  };
  return async (wants, gone, body) => inTurn(async () => ask(wants, gone, body));
}
