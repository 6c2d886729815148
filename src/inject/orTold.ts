import { explained } from '../host/explained.ts';
import { Cancelled } from '../host/knownProblem.ts';
import { showProblem } from '../host/prompts.ts';
import type { Inject } from './parts.ts';

/** How a failure is told. */
export interface Telling {
  /** What failed, for the log. */
  readonly what: string;
  /** Behind *Retry*; none where nobody waits any more for what it would give. */
  readonly again?: () => Promise<void>;
  /** Where else the sentence should stand. */
  readonly say?: (sentence: string) => void;
}

/**
 * What `task` gives; nothing where the person changed their mind, or where it failed and they are told why. For what
 * VS Code calls by itself, about which the wrapper of commands knows nothing.
 */
export async function orTold<T>(
  { log, prompts }: Pick<Inject, 'log' | 'prompts'>,
  { what, again = never, say }: Telling,
  task: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Cancelled) return undefined;
    log.error(what, error);
    const [sentence, all] = explained(error, again, log);
    const waysOut = all.filter(({ run }) => run !== never);
    say?.(sentence);
    // Not awaited: whoever called should not wait for a notification to be clicked.
    void showProblem(prompts, sentence, waysOut).catch((failure: unknown) => {
      log.error(what, failure);
    });
    return undefined;
  }
}

async function never(): Promise<void> {
  return Promise.resolve();
}
