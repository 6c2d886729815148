import { KeyringProblem } from './problem.ts';
import type { SecretStore } from './secretStore.ts';

/** How long secrets of other windows may take to arrive, in milliseconds. */
const patience = 2_000;

/** Entries of other windows that this one has heard of, through their cards, and not seen yet. */
export class Sight {
  readonly #unseen = new Set<string>();

  heardOf(entry: string): void {
    this.#unseen.add(entry);
  }

  /**
   * In a browser a window writes the whole secret storage as it knows it, so one that has not seen another's secret
   * would drop it. On the desktop secrets arrive within milliseconds.
   *
   * @param wanted entries that cards speak of now: others need no longer be waited for
   * @throws KeyringProblem `stale` when an entry stays out of sight
   */
  async require(store: SecretStore, wanted: ReadonlySet<string>): Promise<void> {
    const giveUp = Date.now() + patience;
    while (this.#unseen.size > 0) {
      const names = new Set(await store.keys());
      for (const name of this.#unseen) if (names.has(name) || !wanted.has(name)) this.#unseen.delete(name);
      if (this.#unseen.size === 0) return;
      if (Date.now() > giveUp) throw new KeyringProblem('stale');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
