import type { Prompts } from '../host/prompts.ts';
import { createTurns } from '../host/turns.ts';
import type { Memento } from '../keyring/activeKey.ts';
import { plainText } from '../postman/plainText.ts';
import { keep, keptConsent, markOf, type Owned } from './keptConsent.ts';

/**
 * The person's leave for what a file of the workspace asks a key for, and any extension can start: programs that are
 * debugged, tasks, and Postman Terminals.
 */
export interface WorkspaceLeave {
  /**
   * @param name of the configuration, the task or the terminal
   * @throws Cancelled when it is not given
   */
  ask(key: Owned, name: string): Promise<void>;
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
    where:
      'The program of the task, newman or the Postman CLI, has the key in its environment, and so has all that it loads.',
    all: 'task',
  },
  terminal: {
    action: 'Open',
    where:
      'All that runs there can read the key in its environment. Settings, tasks and debug configurations of a workspace, and other extensions, can open such a terminal too.',
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
    `${where}\n\n${once}: every ${all} of this workspace may have this key, until the window closes.\n` +
    `${always}: until you run “Ask Again Before Keys Are Used”.`;
  /** By what was allowed in this window: the round of asking in which it was. */
  const inWindow = new Map<string, number>();
  // One question at a time: launches that start together are answered together.
  const inTurn = createTurns(1);
  const ask: WorkspaceLeave['ask'] = async (key, name) => {
    const mark = markOf(kind, key);
    const before = keptConsent(memento);
    if (before.allowed.includes(mark) || inWindow.get(mark) === before.round) return;
    const question = `${action} “${plainText(name, 60)}” with the key “${plainText(key.name, 60)}”?`;
    const answer = await prompts.confirm(question, detail, once, always);
    // Read anew: a question may stand for hours.
    const { allowed, round } = keptConsent(memento);
    if (answer === always) await keep(memento, { round, allowed: [...allowed, mark] });
    else inWindow.set(mark, round);
  };
  return {
    ask: async (key, name) => inTurn(async () => ask(key, name)),
  };
}
