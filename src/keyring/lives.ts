import type { StoredKey } from './apiKey.ts';
import type { Clock } from './clock.ts';
import { lifeOf, type Life, type Rules } from './state.ts';

/** The lives of keys right now: by the clock of their region and by the user's rules. */
export interface Lives {
  of(key: StoredKey): Life;
  /** Milliseconds since 1970, by the clock that decides about this key. */
  nowOf(key: StoredKey): number;
}

/** @param rules read anew each time, since settings change */
export function createLives(clock: Clock, rules: () => Rules): Lives {
  return {
    of: (key) => lifeOf(key, clock.now(key.region), rules()),
    nowOf: (key) => clock.now(key.region),
  };
}

const ranks = { error: 0, warning: 1, ok: 2 } as const;

/** Trouble first, then what ends soonest, then by name. */
export function byUrgency(lives: Lives): (a: StoredKey, b: StoredKey) => number {
  return (a, b) => {
    const [first, second] = [lives.of(a), lives.of(b)];
    return (
      ranks[first.severity] - ranks[second.severity] ||
      (first.severity === 'ok' ? 0 : (first.expiresAt ?? Infinity) - (second.expiresAt ?? Infinity) || 0) ||
      a.name.localeCompare(b.name)
    );
  };
}
