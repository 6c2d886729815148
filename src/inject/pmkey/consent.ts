import { Cancelled } from '../../host/knownProblem.ts';
import type { Prompts } from '../../host/prompts.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import { plainText } from '../../postman/plainText.ts';
import { keep, keptConsent } from './keptConsent.ts';

/** What a terminal wants to do with which key; no key where the person is going to pick one. */
export interface Use {
  readonly kind: 'run' | 'print';
  readonly key: { readonly id: string; readonly name: string } | undefined;
  /** The program as the terminal calls it, in plain text. */
  readonly program?: string | undefined;
  /** Printed to where a person reads it, and not into another program. */
  readonly isShown?: boolean | undefined;
}

/** What terminals of this workspace may do, and the questions about it. */
export interface Consent {
  isAllowed(use: Pick<Use, 'kind' | 'key'>): boolean;
  /** @throws Cancelled when the person refuses, or `gone` says that nobody waits for the answer any more */
  ask(use: Use, gone: AbortSignal): Promise<void>;
}

const allow = 'Allow';
const always = 'Allow for This Workspace';
const deny = 'Deny';

/**
 * Running is allowed for as long as the window is open, or for the workspace; printing each time anew, or for the
 * workspace. One key at a time: leave to use the one is no leave to use the others.
 */
export function createConsent(prompts: Pick<Prompts, 'confirm'>, memento: Memento): Consent {
  /** By what was allowed or denied in this window: the round of asking in which it was. */
  const inWindow = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();

  const isAllowed: Consent['isAllowed'] = (use) => {
    const { allowed, round } = keptConsent(memento);
    return allowed.includes(markOf(use)) || inWindow.get(markOf(use)) === round;
  };
  const ask = async (use: Use, gone: AbortSignal): Promise<void> => {
    mustWait(gone);
    if (isAllowed(use)) return;
    if (inWindow.get(deny) === keptConsent(memento).round) throw new Cancelled();
    const answer = await prompts.confirm(questionOf(use), detailOf(use), allow, always, deny);
    // Read anew: a question may stand for hours.
    const { allowed, round } = keptConsent(memento);
    if (answer === deny) inWindow.set(deny, round);
    if (answer === always) await keep(memento, { round, allowed: [...allowed, markOf(use)] });
    if (answer === allow && use.kind === 'run') inWindow.set(markOf(use), round);
    if (answer === deny) throw new Cancelled();
    mustWait(gone);
  };
  return {
    isAllowed,
    ask: async (use, gone) => {
      // One question at a time: two programs that start together are one question, and none hides behind another.
      const turn = last.then(async () => ask(use, gone));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** A terminal that was closed, or Ctrl+C: whoever gets no answer gets no key. */
function mustWait(gone: AbortSignal): void {
  if (gone.aborted) throw new Cancelled();
}

function markOf({ kind, key }: Pick<Use, 'kind' | 'key'>): string {
  return `${kind}:${key?.id ?? 'picked'}`;
}

function questionOf({ kind, key, program = '' }: Use): string {
  const which = key ? `the key “${plainText(key.name, 60)}”` : 'a key';
  return kind === 'run'
    ? `A terminal asks for ${which} to run “${program}”.`
    : `A terminal asks to print ${which} in plain text.`;
}

function detailOf({ kind, isShown }: Use): string {
  const what =
    kind === 'run'
      ? 'The program gets the key in its environment. Its name is what the terminal says; nobody has checked it.'
      : isShown
        ? 'It would stand in the terminal, and the editor may store what stands there.'
        : 'It would go to another program or into a file.';
  const lasts = kind === 'run' ? 'holds until this window closes' : 'is for this one time';
  return (
    `${what}\n\n“${allow}” ${lasts}. “${always}” lets every program in its terminals do this, unasked, ` +
    `until you run “Ask Again in Terminals”. “${deny}” ends these questions until the window is reloaded.`
  );
}
