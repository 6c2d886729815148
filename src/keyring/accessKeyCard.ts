import type { Account } from '../postman/users.ts';
import type { Card, Sighting } from './card.ts';

/** What ends a collection access key's life: 60 days without a use. */
export type AccessKeyExpiry =
  /** As Postman's list said. */
  | { readonly kind: 'known'; readonly at: number }
  /** 60 days after the last use that is known of. */
  | { readonly kind: 'derived'; readonly at: number }
  | { readonly kind: 'unknown' };

/** All that is known of a collection access key but the secret itself. Times are milliseconds since 1970. */
export interface AccessKeyCard extends Card {
  /** `<ownerId>-<uuid>` of the one collection that it opens. */
  readonly collectionUid: string;
  /** Whether it was made here, or came with a link that somebody shared. */
  readonly origin: 'made' | 'received';
  /** When it was made, read from the key itself: derived, and to be shown so. */
  readonly issuedAt?: number | undefined;
  /** Of one that was made here: whose list it stands in. */
  readonly account?: Pick<Account, 'userId' | 'teamId' | 'fullName'> | undefined;
  /** Postman's id of it, opaque, once it was found in the list. */
  readonly listedId?: string | undefined;
  readonly expiry: AccessKeyExpiry;
  /** When it last opened its collection from here, and was last refused. */
  readonly usedAt?: number | undefined;
  readonly refusedAt?: number | undefined;
}

/** A card as the store of access keys holds it. */
export interface KeptKey extends AccessKeyCard, Sighting {}

/** What a new access key comes with. */
export type NewAccessKeyFacts = Pick<
  AccessKeyCard,
  'name' | 'region' | 'collectionUid' | 'origin' | 'expiry'
> &
  Partial<Pick<AccessKeyCard, 'account' | 'issuedAt' | 'listedId' | 'usedAt' | 'refusedAt'>>;
