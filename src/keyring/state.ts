import { issuedAt } from '../postman/credential.ts';
import type { ApiKeyCard, StoredKey } from './apiKey.ts';
import { daysBetween } from './days.ts';

/** Each has a sentence of its own: a passing failure is never taken for the death of a key. */
export type KeyState =
  'active' | 'expiring' | 'expired' | 'refused' | 'unverified' | 'unreachable' | 'unreadable' | 'missing';

export type Severity = 'ok' | 'warning' | 'error';

/** What the user's settings say of the lives of keys. */
export interface Rules {
  /** Days before the expiry at which a warning is due, the longest first. */
  readonly thresholds: readonly number[];
  /** Days after which a key should be replaced; 0 for never. */
  readonly rotateAfterDays: number;
  /** IANA name; the person's own without it. */
  readonly timeZone?: string;
}

/** A key at a moment: what is shown, sorted, warned of. */
export interface Life {
  readonly state: KeyState;
  readonly severity: Severity;
  /** Whole calendar days until the expiry, negative after it; `undefined` when there is none or nobody knows it. */
  readonly daysLeft: number | undefined;
  readonly expiresAt: number | undefined;
  /** Older than the user wants keys to be. */
  readonly isStale: boolean;
}

const day = 24 * 60 * 60 * 1000;

export const severities: Record<KeyState, Severity> = {
  active: 'ok',
  unverified: 'ok',
  unreachable: 'ok',
  expiring: 'warning',
  expired: 'warning',
  unreadable: 'warning',
  refused: 'error',
  missing: 'error',
};

/** When the key was issued: read from the key itself, so derived; else when its secret came in. */
export function issueOf(card: ApiKeyCard, now: number): { readonly at: number; readonly derived: boolean } {
  const at = issuedAt(card.keyId, now)?.getTime();
  return at === undefined ? { at: card.secretAt, derived: false } : { at, derived: true };
}

/** When the key expires by what is known of it; `undefined` when it never does or nothing is known. */
export function expiresAt(card: ApiKeyCard, now: number): number | undefined {
  switch (card.expiry.kind) {
    case 'date':
      return card.expiry.at;
    case 'days':
      return issueOf(card, now).at + card.expiry.days * day;
    case 'never':
    case 'unknown':
      return undefined;
  }
}

/** The life of a key at `now`, milliseconds since 1970 by the server's clock. */
export function lifeOf(key: StoredKey, now: number, rules: Rules): Life {
  const end = expiresAt(key, now);
  const daysLeft = end === undefined ? undefined : daysBetween(now, end, rules.timeZone);
  const state = stateOf(key, now, end, daysLeft, rules);
  const age = daysBetween(issueOf(key, now).at, now, rules.timeZone);
  const isStale = rules.rotateAfterDays > 0 && age >= rules.rotateAfterDays;
  const severity = severities[state] === 'ok' && isStale ? 'warning' : severities[state];
  return { state, severity, daysLeft, expiresAt: end, isStale };
}

/** A refusal by Postman outweighs the calendar, which may be wrong. */
export function stateOf(
  key: Pick<StoredKey, 'present' | 'trouble' | 'verifiedAt' | 'refusedAt'>,
  now: number,
  end: number | undefined,
  daysLeft: number | undefined,
  { thresholds }: Rules,
): KeyState {
  if (!key.present) return 'missing';
  if (key.trouble === 'unreadable') return 'unreadable';
  if (key.refusedAt !== undefined && key.refusedAt >= (key.verifiedAt ?? 0)) return 'refused';
  if (end !== undefined && end <= now) return 'expired';
  if (daysLeft !== undefined && daysLeft <= Math.max(0, ...thresholds)) return 'expiring';
  if (key.trouble === 'unreachable') return 'unreachable';
  return key.verifiedAt === undefined ? 'unverified' : 'active';
}
