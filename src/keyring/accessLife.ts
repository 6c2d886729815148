import type { KeptKey } from './accessKeyCard.ts';
import { daysBetween } from './days.ts';
import { severities, stateOf, type Life, type Rules } from './state.ts';

/**
 * The life of a kept access key at `now`, milliseconds since 1970 by the server's clock. It is never stale, since every
 * use renews it, and never unverified: nobody asks for one without using it.
 */
export function accessLifeOf(key: KeptKey, now: number, rules: Rules): Life {
  const end = key.expiry.kind === 'unknown' ? undefined : key.expiry.at;
  const daysLeft = end === undefined ? undefined : daysBetween(now, end, rules.timeZone);
  const state = stateOf({ ...key, verifiedAt: key.usedAt ?? 0 }, now, end, daysLeft, rules);
  return { state, severity: severities[state], daysLeft, expiresAt: end, isStale: false };
}
