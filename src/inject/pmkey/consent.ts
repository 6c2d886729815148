import { Cancelled, KnownProblem } from '../../host/knownProblem.ts';
import type { Prompts } from '../../host/prompts.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import { plainText } from '../../postman/plainText.ts';
import { keep, keptConsent, markOf, type Owned } from '../keptConsent.ts';

/** What a terminal wants to do with which key. */
export interface Use {
  /** Whoever has a program's input in hand can print it: handing it to one is `print` too. */
  readonly kind: 'run' | 'print';
  readonly key: Owned;
  /** The program that gets the key, as the terminal calls it; none where the key is printed. */
  readonly program?: string | undefined;
  /** Printed to where a person reads it, and not into another program. */
  readonly isShown?: boolean | undefined;
}

/** What terminals of this workspace may do, and the questions about it. */
export interface Consent {
  isAllowed(use: Pick<Use, 'kind' | 'key'>): boolean;
  /**
   * Before any other question: after a “Deny” nothing at all is asked, also not which key it shall be.
   * @throws KnownProblem
   */
  mustNotBeDenied(use: { readonly kind: Use['kind']; readonly key: Use['key'] | undefined }): void;
  /** @throws Cancelled, KnownProblem when the person refuses, or has done so before */
  ask(use: Use): Promise<void>;
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

  const isAllowed: Consent['isAllowed'] = (use) => {
    const { allowed, round } = keptConsent(memento);
    return allowed.includes(markOf(use.kind, use.key)) || inWindow.get(markOf(use.kind, use.key)) === round;
  };
  const mustNotBeDenied: Consent['mustNotBeDenied'] = ({ kind, key }) => {
    if (key && isAllowed({ kind, key })) return;
    if (inWindow.get(deny) === keptConsent(memento).round) throw denied();
  };
  return {
    isAllowed,
    mustNotBeDenied,
    ask: async (use) => {
      if (isAllowed(use)) return;
      mustNotBeDenied(use);
      const answer = await prompts.confirm(questionOf(use), detailOf(use), allow, always, deny);
      // Read anew: a question may stand for hours.
      const { allowed, round } = keptConsent(memento);
      if (answer === deny) {
        inWindow.set(deny, round);
        throw new Cancelled();
      }
      if (answer === always) await keep(memento, { round, allowed: [...allowed, markOf(use.kind, use.key)] });
      if (answer === allow && use.kind === 'run') inWindow.set(markOf(use.kind, use.key), round);
    },
  };
}

function questionOf({ kind, key, program }: Use): string {
  const which = `the key “${plainText(key.name, 60)}”`;
  if (program === undefined) return `A terminal asks to print ${which} in plain text.`;
  const called = `“${plainText(program, 60)}”`;
  return kind === 'run'
    ? `A terminal asks for ${which} to run ${called}.`
    : `A terminal asks for ${which} to give it to ${called} on its input.`;
}

function detailOf({ kind, program, isShown }: Use): string {
  const lasts =
    kind === 'run'
      ? `“${allow}” lets every program in this window’s terminals do this, unasked, until the window closes; ` +
        `“${always}”, until you run “Ask Again Before Keys Are Used”.`
      : `“${allow}” is for this one time. “${always}” lets every program in its terminals have this key in plain ` +
        'text, unasked, until you run “Ask Again Before Keys Are Used”.';
  return (
    `${whereItGoes({ kind, program, isShown })}\n\n${lasts} ` +
    `“${deny}” ends these questions until the window is reloaded.`
  );
}

function whereItGoes({ kind, program, isShown }: Omit<Use, 'key'>): string {
  if (program !== undefined) {
    const where = kind === 'run' ? 'in its environment' : 'on its input, and may store or send it';
    return `The program gets the key ${where}. Its name is what the terminal says; nobody has checked it.`;
  }
  return isShown
    ? 'It would stand in the terminal, and the editor may store what stands there.'
    : 'It would go to another program or into a file.';
}

function denied(): KnownProblem {
  return new KnownProblem(
    'It was denied in the editor, which asks no more. Run “Ask Again Before Keys Are Used” there, then try again.',
  );
}
