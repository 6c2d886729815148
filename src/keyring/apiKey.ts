import type { Account } from '../postman/users.ts';

/** What ends a key's life, as far as it is known. */
export type Expiry =
  | { readonly kind: 'date'; readonly at: number }
  /** Follows the account's expiry setting: so many days from the key's issue. */
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'never' }
  | { readonly kind: 'unknown' };

/** All that is known of an API key but the secret itself: its card. Times are milliseconds since 1970. */
export interface ApiKeyCard {
  readonly version: 1;
  /** Ours, and the same for life: it survives regeneration. */
  readonly id: string;
  readonly name: string;
  /** Id of the region whose host alone may see the key. */
  readonly region: string;
  /** `PMAK-` + 24 hex: Postman's id of the key, no credential. */
  readonly keyId: string;
  readonly masked: string;
  /** SHA-256 of the secret, in hex. */
  readonly fingerprint: string;
  readonly addedAt: number;
  /** When the secret of now came in: later than `addedAt` once the key was regenerated. */
  readonly secretAt: number;
  /** Counts every change, so that the newer of two versions is known. */
  readonly revision: number;
  readonly expiry: Expiry;
  /** Whose key it is, as `GET /me` said; absent until it was proven once. */
  readonly account?: Account | undefined;
  /** When Postman last accepted the key, and last refused it. */
  readonly verifiedAt?: number | undefined;
  readonly refusedAt?: number | undefined;
}

/** A card as the keyring holds it: with what this window has found out and does not write down. */
export interface StoredKey extends ApiKeyCard {
  /** False when the editor has no secret for this card. */
  readonly present: boolean;
  /** The last use failed for a passing reason; gone with the next success. */
  readonly trouble?: Trouble | undefined;
}

export type Trouble = 'unreachable' | 'unreadable';

/** What may be changed of a key without a new secret. */
export type CardChange = Partial<
  Pick<ApiKeyCard, 'name' | 'region' | 'expiry' | 'account' | 'verifiedAt' | 'refusedAt'>
>;
