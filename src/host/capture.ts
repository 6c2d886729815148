import { setTimeout } from 'node:timers/promises';
import { Cancelled, KnownProblem } from './knownProblem.ts';
import type { Parts } from './parts.ts';
import type { Report } from './prompts.ts';

/** A kind of thing that Postman shows once, and that is taken from the clipboard when the person copies it. */
export interface Kind<T> {
  /** What a text is; `undefined` for anything that is not exactly of this kind. */
  readonly read: (text: string) => T | undefined;
  /** A name that tells one from another, with no secret in it. */
  readonly nameOf: (value: T) => string;
  /** Asks for one in a masked box. @throws Cancelled */
  readonly ask: () => Promise<T>;
  /** Tells the editor whether one is waited for. */
  readonly setWaiting: (isWaiting: boolean) => Promise<void>;
  /** What the person is told of a wait that ended without one, of one that is not there, and of one that came too late. */
  readonly sentences: { readonly waited: string; readonly idle: string; readonly late: string };
}

/** What is waited for. */
export interface Wanted<T> {
  /** Where the person makes it. */
  readonly page: string;
  /** What they are to do there, with a link to the command that pastes. */
  readonly howTo: string;
  /** Whether this is the one; tells the person why not. */
  readonly isWanted: (value: T) => boolean;
}

/** Takes a new secret from the clipboard while the person makes one on Postman's page. */
export interface Capture<T> {
  /**
   * Opens the page and waits for one that is copied: only now, only one of the exact shape, only one that was not in
   * the clipboard before and is wanted.
   * @param signal the person's Cancel
   * @param report tells the person what to do
   * @throws Cancelled, KnownProblem after a quarter of an hour, or while another wait goes on
   */
  take(wanted: Wanted<T>, signal: AbortSignal, report: Report): Promise<T>;
  /** For a clipboard that cannot be read: asks in a masked box, and ends the wait with what is pasted. */
  pasteInstead(): Promise<void>;
}

/** One wait. */
interface Wait<T> {
  readonly wanted: Wanted<T>;
  readonly signal: AbortSignal;
  pasted: T | undefined;
}

const pollEvery = 400;
const patience = 15 * 60 * 1000;

export function createCapture<T>(
  { clipboard, openPage }: Pick<Parts, 'clipboard' | 'openPage'>,
  kind: Kind<T>,
): Capture<T> {
  let current: Wait<T> | undefined;
  const copied = async (): Promise<T | undefined> => kind.read((await clipboard.read()) ?? '');

  const untilCopied = async (wait: Wait<T>, before: T | undefined): Promise<T> => {
    const { isWanted } = wait.wanted;
    // Each is looked at once: it stays in the clipboard while the person reads why it was not taken.
    const seen = new Set(before === undefined ? [] : [kind.nameOf(before)]);
    const giveUp = Date.now() + patience;
    while (Date.now() < giveUp) {
      const { pasted } = wait;
      wait.pasted = undefined;
      // What is pasted on purpose is taken, wherever it was before.
      if (pasted !== undefined && isWanted(pasted)) return pasted;
      const value = await copied();
      if (value !== undefined && !seen.has(kind.nameOf(value))) {
        seen.add(kind.nameOf(value));
        if (isWanted(value)) return value;
      }
      await setTimeout(pollEvery, undefined, { signal: wait.signal }).catch(() => {
        throw new Cancelled();
      });
    }
    throw new KnownProblem(kind.sentences.waited);
  };

  return {
    take: async (wanted, signal, report) =>
      clipboard.watchAlone(async () => {
        const wait: Wait<T> = { wanted, signal, pasted: undefined };
        current = wait;
        try {
          const before = await copied();
          await kind.setWaiting(true);
          report(wanted.howTo);
          await Promise.race([openPage(wanted.page), abortOf(signal)]);
          return await untilCopied(wait, before);
        } finally {
          current = undefined;
          await kind.setWaiting(false);
        }
      }),
    pasteInstead: async () => {
      const wait = current;
      if (!wait) throw new KnownProblem(kind.sentences.idle);
      const value = await kind.ask();
      if (current !== wait) throw new KnownProblem(kind.sentences.late);
      wait.pasted = value;
    },
  };
}

/** Rejects when the person cancels: a page may be slow to open. */
async function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(new Cancelled());
    signal.addEventListener('abort', () => {
      reject(new Cancelled());
    });
  });
}
