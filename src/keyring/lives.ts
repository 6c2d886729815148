import type { KeptKey } from './accessKeyCard.ts';
import { accessLifeOf } from './accessLife.ts';
import type { StoredKey } from './apiKey.ts';
import type { Card } from './card.ts';
import type { Clock } from './clock.ts';
import { lifeOf, type Life, type Rules } from './state.ts';

/** The lives of keys right now: by the clock of their region and by the user's rules. */
export interface Lives {
  of(key: StoredKey): Life;
  ofKept(key: KeptKey): Life;
  /** Milliseconds since 1970, by the clock that decides about this key. */
  nowOf(key: Pick<Card, 'region'>): number;
}

/** @param rules read anew each time, since settings change */
export function createLives(clock: Clock, rules: () => Rules): Lives {
  return {
    of: (key) => lifeOf(key, clock.now(key.region), rules()),
    ofKept: (key) => accessLifeOf(key, clock.now(key.region), rules()),
    nowOf: (key) => clock.now(key.region),
  };
}

/** A key with its life at one moment. */
interface Living {
  readonly key: Pick<Card, 'name'>;
  readonly life: Life;
}

const ranks = { error: 0, warning: 1, ok: 2 } as const;

/** Trouble first, then what ends soonest, then by name. */
export function byUrgency(a: Living, b: Living): number {
  const ends = ({ life: { expiresAt = Infinity, severity } }: Living): number =>
    severity === 'ok' ? 0 : expiresAt;
  return (
    ranks[a.life.severity] - ranks[b.life.severity] ||
    // Two that never end differ by no number.
    ends(a) - ends(b) ||
    a.key.name.localeCompare(b.key.name)
  );
}
