import type { Lifetime, TimelineData } from '../../../../src/expiry/timeline/data.ts';

export const day = 24 * 60 * 60 * 1000;
/** Noon, so that no time zone moves it to another day. */
export const now = Date.UTC(2026, 5, 15, 12);

export function life(name: string, change: Partial<Lifetime> = {}): Lifetime {
  return {
    id: name,
    kind: 'apiKey',
    name,
    owner: 'Taylor Lee',
    masked: 'PMAK-0123456789abcdef01234567-******ba',
    issuedAt: now - 30 * day,
    derived: true,
    expiresAt: now + 60 * day,
    ends: 'known',
    state: 'Active',
    severity: 'ok',
    ...change,
  };
}

export function timeline(lifetimes: readonly Lifetime[], change: Partial<TimelineData> = {}): TimelineData {
  return { now, thresholds: [14, 7, 1], lifetimes, usage: [], ...change };
}
