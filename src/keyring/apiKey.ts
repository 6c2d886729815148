import type { Account } from '../postman/users.ts';
import type { Card, Sighting } from './card.ts';

/** What ends a key's life, as far as it is known. */
export type Expiry =
  | { readonly kind: 'date'; readonly at: number }
  /** Follows the account's expiry setting: so many days from the key's issue. */
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'never' }
  | { readonly kind: 'unknown' };

/** All that is known of an API key but the secret itself: its card. Times are milliseconds since 1970. */
export interface ApiKeyCard extends Card {
  /** `PMAK-` + 24 hex: Postman's id of the key, no credential. */
  readonly keyId: string;
  readonly expiry: Expiry;
  /** Whose key it is, as `GET /me` said; absent until it was proven once. */
  readonly account?: Account | undefined;
  /** When Postman last accepted the key, and last refused it. */
  readonly verifiedAt?: number | undefined;
  readonly refusedAt?: number | undefined;
}

/** A card as the keyring holds it. */
export interface StoredKey extends ApiKeyCard, Sighting {}

/** What a new key comes with. */
export type NewKeyFacts = Pick<ApiKeyCard, 'name' | 'region' | 'expiry'> &
  Partial<Pick<ApiKeyCard, 'account' | 'verifiedAt' | 'refusedAt'>>;
