import { issuedAt } from '../postman/credential.ts';
import type { ApiKeyCard, StoredKey } from './apiKey.ts';

/** Each has a sentence of its own: a passing failure is never taken for the death of a key. */
export type KeyState =
  'active' | 'expired' | 'refused' | 'unverified' | 'unreachable' | 'unreadable' | 'missing';

const day = 24 * 60 * 60 * 1000;

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

/** The state of a key at a time. A refusal by Postman outweighs the calendar, which may be wrong. */
export function stateOf(key: StoredKey, now: number): KeyState {
  if (!key.present) return 'missing';
  if (key.trouble === 'unreadable') return 'unreadable';
  if (key.refusedAt !== undefined && key.refusedAt >= (key.verifiedAt ?? 0)) return 'refused';
  const end = expiresAt(key, now);
  if (end !== undefined && end <= now) return 'expired';
  if (key.trouble === 'unreachable') return 'unreachable';
  return key.verifiedAt === undefined ? 'unverified' : 'active';
}
