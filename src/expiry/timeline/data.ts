import type { Event } from '../../keyring/emitter.ts';

/** How much attention a key needs. */
export type Severity = 'ok' | 'warning' | 'error' | 'unknown';

/** The life of one key, from issue to expiry. Times are milliseconds since 1970; there is no secret in it. */
export interface Lifetime {
  readonly id: string;
  readonly kind: 'apiKey' | 'accessKey';
  readonly name: string;
  readonly owner: string;
  readonly masked: string;
  readonly issuedAt: number;
  /** The issue was read from the key itself. */
  readonly derived: boolean;
  readonly expiresAt?: number | undefined;
  readonly ends: 'known' | 'never' | 'unknown';
  /** In a word for people: `Active`, `Expires in 5 days`, `Refused`. */
  readonly state: string;
  readonly severity: Severity;
}

/** What of an allowance is used in this month, as `GET /me` names it. */
export interface Usage {
  readonly name: string;
  readonly limit: number;
  readonly usage: number;
  readonly overage: number;
}

export interface AccountUsage {
  readonly account: string;
  readonly operations: readonly Usage[];
}

export interface TimelineData {
  readonly now: number;
  /** Days before the end at which a key is warned of, such as 14, 7 and 1. */
  readonly thresholds: readonly number[];
  readonly lifetimes: readonly Lifetime[];
  readonly usage: readonly AccountUsage[];
}

/** Where the timeline has its data from. */
export interface TimelineSource {
  data(): Promise<TimelineData>;
  readonly onDidChange: Event<unknown>;
}
