import type { Prompts } from '../../host/prompts.ts';
import { plainText } from '../../postman/plainText.ts';

/** The person's leave to make a file with a key in it. */
export interface Leave {
  /**
   * @param key none where the person is going to pick one
   * @param caller what the one who asks calls itself
   * @throws Cancelled when it is not given
   */
  ask(
    key: { readonly id: string; readonly name: string } | undefined,
    caller: string | undefined,
  ): Promise<void>;
}

const once = 'Allow';
const always = 'Allow for This Window';

/** Asked each time, or once a window for each key: leave to use the one is no leave to use the others. */
export function createLeave(prompts: Pick<Prompts, 'confirm'>): Leave {
  const given = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  const ask: Leave['ask'] = async (key, caller) => {
    const mark = key?.id ?? 'picked';
    if (given.has(mark)) return;
    const answer = await prompts.confirm(questionOf(key, caller), detail, once, always);
    if (answer === always) given.add(mark);
  };
  return {
    ask: async (key, caller) => {
      // One question at a time: launches that start together are answered together.
      const turn = last.then(async () => ask(key, caller));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

function questionOf(key: { readonly name: string } | undefined, caller: string | undefined): string {
  const who = caller === undefined ? 'A task, a debug configuration or an extension' : `“${caller}”`;
  return `${who} asks for a file with ${key ? `the key “${plainText(key.name, 60)}”` : 'an API key'} in it.`;
}

const detail =
  'VS Code does not say who it is that asks, and every extension can. Only you can read the file. It is deleted when ' +
  `the run that begins now has ended, after 10 minutes at the latest.\n\n“${always}” lets all that asks for this key ` +
  'have such files, unasked, until the window is closed.';
