import { KnownProblem } from '../../host/knownProblem.ts';
import type { Handed } from '../handOut.ts';

/** Milliseconds for which a client that sends one request after the other is handed its key once. */
const short = 60_000;

/** A key that is another each time it has been read is changed by something that does not end. */
const tries = 3;

interface Taken {
  readonly handed: Promise<Handed>;
}

/**
 * A key that is handed out for as long as it is used, and let go soon after.
 * @param isCurrent whether it may be used still, asked after every wait; rejects when none may be any more
 */
export function createHeld(
  handOut: () => Promise<Handed>,
  isCurrent: (handed: Handed) => Promise<boolean>,
): () => Promise<Handed> {
  let held: Taken | undefined;
  const letGo = (which: Taken): void => {
    if (held === which) held = undefined;
  };
  const take = (): Taken => {
    const taken = { handed: handOut() };
    setTimeout(letGo, short, taken).unref();
    // The next request tries again.
    taken.handed.catch(() => {
      letGo(taken);
    });
    return taken;
  };
  return async () => {
    for (let left = tries; left > 0; left -= 1) {
      const mine = (held ??= take());
      const handed = await mine.handed;
      if (await isCurrent(handed)) return handed;
      // Those who wait for the same one see that too: the first of them takes the new key for all.
      letGo(mine);
    }
    throw new KnownProblem('The key was changed while it was handed out. Try again.');
  };
}
