import { createLock, type Lock } from './lock.ts';

/** One store of those that share a secret storage. */
export interface Holder {
  /** Reads its cards again. */
  load(): Promise<void>;
  /** Names of the entries that its cards speak of. */
  readonly wanted: readonly string[];
}

/**
 * What all stores of one secret storage share. In a browser a window writes the whole secret storage as it knows it, so
 * a write of one kind of key can drop one of another kind.
 */
export interface Shared {
  readonly locked: Lock;
  readonly holders: Set<Holder>;
  /** Entries of other windows that this one has heard of, through their cards, and not seen yet. */
  readonly unseen: Set<string>;
}

export function createShared(lockFile: string): Shared {
  return { locked: createLock(lockFile), holders: new Set(), unseen: new Set() };
}
