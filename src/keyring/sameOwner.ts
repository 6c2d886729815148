import type { Account } from '../postman/users.ts';
import type { StoredKey } from './apiKey.ts';

type Owned = Pick<StoredKey, 'account' | 'fingerprint' | 'region'>;

/**
 * Whether a yes to the one is a yes to the other: to another secret of the same person and team, for the same Postman. Of a
 * key that nobody is known to own, to that very secret alone.
 */
export function isOfSameOwner(a: Owned, b: Owned): boolean {
  if (a.region !== b.region) return false;
  if (!a.account || !b.account) return a.fingerprint === b.fingerprint;
  return isSameAccount(a.account, b.account);
}

/** Whether they are one person in one team. */
export function isSameAccount(a: Account, b: Account): boolean {
  return a.userId === b.userId && a.teamId === b.teamId;
}
