import type { Life } from '../keyring/state.ts';

/** What a warning is about: a threshold in days, the expiry itself, or the age. */
export type Occasion = number | 'expired' | 'stale';

/**
 * The occasion on which a key is to be warned of now: the tightest threshold it has come under. Those before it are
 * past, and are not made up for.
 */
export function occasionOf(life: Life, thresholds: readonly number[]): Occasion | undefined {
  if (life.state === 'expired') return 'expired';
  if (life.state === 'expiring') {
    const reached = thresholds.filter((threshold) => (life.daysLeft ?? 0) <= threshold);
    return reached.length > 0 ? Math.min(...reached) : undefined;
  }
  return life.isStale && life.severity === 'warning' ? 'stale' : undefined;
}
