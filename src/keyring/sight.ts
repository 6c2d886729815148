import { KeyringProblem } from './problem.ts';
import type { SecretStore } from './secretStore.ts';
import type { Shared } from './shared.ts';

/** How long secrets of other windows may take to arrive, in milliseconds. */
const patience = 2_000;

/**
 * Reads all cards again, and waits until the entries of other windows are here: a write before that would drop them
 * where a window writes the whole secret storage. On the desktop secrets arrive within milliseconds.
 *
 * @throws KeyringProblem `stale` when an entry stays out of sight
 */
export async function requireSight({ holders, unseen }: Shared, store: SecretStore): Promise<void> {
  await Promise.all(Array.from(holders, async (holder) => holder.load()));
  const giveUp = Date.now() + patience;
  while (unseen.size > 0) {
    const names = new Set(await store.keys());
    // What no card speaks of any more need not be waited for.
    const wanted = new Set(Array.from(holders).flatMap((holder) => holder.wanted));
    for (const name of unseen) if (names.has(name) || !wanted.has(name)) unseen.delete(name);
    if (unseen.size === 0) return;
    if (Date.now() > giveUp) throw new KeyringProblem('stale');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The same with an answer in the place of the problem. */
export async function canSeeAll(shared: Shared, store: SecretStore): Promise<boolean> {
  try {
    await requireSight(shared, store);
    return true;
  } catch (error) {
    if (error instanceof KeyringProblem && error.kind === 'stale') return false;
    throw error;
  }
}
