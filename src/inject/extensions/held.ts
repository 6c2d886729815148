import type { Handed } from '../handOut.ts';

/** Milliseconds for which a client that sends one request after the other is handed its key once. */
const short = 60_000;

/**
 * A key that is handed out for as long as it is used, and let go soon after.
 * @param isCurrent whether the keyring still says of the key what it said then
 */
export function createHeld(
  handOut: () => Promise<Handed>,
  isCurrent: (handed: Handed) => boolean,
): () => Promise<Handed> {
  let held: Promise<Handed> | undefined;
  const letGo = (which: Promise<Handed>): void => {
    if (held === which) held = undefined;
  };
  const take = async (): Promise<Handed> => {
    const taken = handOut();
    held = taken;
    setTimeout(letGo, short, taken).unref();
    try {
      return await taken;
    } catch (error) {
      // The next request tries again.
      letGo(taken);
      throw error;
    }
  };
  return async () => {
    const before = held;
    const handed = await (before ?? take());
    if (isCurrent(handed)) return handed;
    // It was another key when it was handed out: the first to see that takes the new one for all.
    if (before) letGo(before);
    return held ?? take();
  };
}
