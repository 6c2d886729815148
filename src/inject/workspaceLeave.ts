import type { Prompts } from '../host/prompts.ts';
import type { Memento } from '../keyring/activeKey.ts';
import { plainText } from '../postman/plainText.ts';
import { keep, keptConsent } from './keptConsent.ts';

/**
 * The person's leave for what a file of the workspace asks a key for, and any extension can start: programs that are
 * debugged, tasks, and Postman Terminals where it makes them the default.
 */
export interface WorkspaceLeave {
  /**
   * @param name of the configuration, the task or the terminal
   * @throws Cancelled when it is not given
   */
  ask(key: { readonly id: string; readonly name: string }, name: string): Promise<void>;
}

const uses = {
  debug: {
    action: 'Debug',
    where:
      'The program has the key in its environment, and while it is debugged other extensions can read it there.',
    all: 'debug configuration',
  },
  task: {
    action: 'Run the task',
    where: 'newman or the Postman CLI, and all that they load, have the key in their environment.',
    all: 'task',
  },
  terminal: {
    action: 'Open',
    where:
      'The settings of this workspace make it the default terminal. All that you run there can read the key in its environment.',
    all: 'Postman Terminal',
  },
} as const;

const once = 'Allow';
const always = 'Allow for This Workspace';

/** Asked once a window for each key, or once a workspace: leave to use the one is no leave to use the others. */
export function createWorkspaceLeave(
  prompts: Pick<Prompts, 'confirm'>,
  memento: Memento,
  kind: keyof typeof uses,
): WorkspaceLeave {
  const { action, all, where } = uses[kind];
  const detail =
    `${where}\n\n“${once}” lets every ${all} of this workspace have this key, unasked, until the window closes; ` +
    `“${always}”, until you run “Ask Again Before Keys Are Used”.`;
  /** By the key's id: the round of asking in which it was allowed. */
  const inWindow = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();
  const ask: WorkspaceLeave['ask'] = async (key, name) => {
    const mark = `${kind}:${key.id}`;
    const before = keptConsent(memento);
    if (before.allowed.includes(mark) || inWindow.get(key.id) === before.round) return;
    const question = `${action} “${plainText(name, 60)}” with the key “${plainText(key.name, 60)}”?`;
    const answer = await prompts.confirm(question, detail, once, always);
    // Read anew: a question may stand for hours.
    const { allowed, round } = keptConsent(memento);
    if (answer === always) await keep(memento, { round, allowed: [...allowed, mark] });
    else inWindow.set(key.id, round);
  };
  return {
    ask: async (key, name) => {
      // One question at a time: launches that start together are answered together.
      const turn = last.then(async () => ask(key, name));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
