import type { Prompts } from '../../host/prompts.ts';
import { createTurns } from '../../host/turns.ts';
import { plainText } from '../../postman/plainText.ts';

/** The person's leave to make a file with a key in it. */
export interface Leave {
  /**
   * @param caller what the one who asks calls itself
   * @throws Cancelled when it is not given
   */
  ask(key: { readonly id: string; readonly name: string }, caller: string | undefined): Promise<void>;
}

const once = 'Allow';
const always = 'Allow for This Window';

/** Asked each time, or once a window for each key: leave to use the one is no leave to use the others. */
export function createLeave(prompts: Pick<Prompts, 'confirm'>): Leave {
  const given = new Set<string>();
  // One question at a time: launches that start together are answered together.
  const inTurn = createTurns(1);
  const ask: Leave['ask'] = async ({ id, name }, caller) => {
    if (given.has(id)) return;
    const who = caller === undefined ? 'A task, a debug configuration or an extension' : `“${caller}”`;
    const question = `${who} asks for a file with the key “${plainText(name, 60)}” in it.`;
    if ((await prompts.confirm(question, detail, once, always)) === always) given.add(id);
  };
  return {
    ask: async (key, caller) => inTurn(async () => ask(key, caller)),
  };
}

const detail =
  'VS Code does not say who it is that asks, and every extension can. Only you can read the file. It is deleted when ' +
  `the run that begins now has ended, after 10 minutes at the latest.\n\n“${always}” lets all that asks for this key ` +
  'have such files, unasked, until the window is closed.';
