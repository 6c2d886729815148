import type { Account } from '../postman/users.ts';
import type { Expiry, StoredKey } from './apiKey.ts';

export function keysOfAccount(keys: readonly StoredKey[], account: Account, region: string): StoredKey[] {
  return keys.filter(
    (key) =>
      key.region === region &&
      key.account?.userId === account.userId &&
      key.account.teamId === account.teamId,
  );
}

/**
 * The expiry setting of an account, as its newest key here follows it: Postman applies a changed setting to keys made
 * from then on. A date belongs to one key and says nothing of the next.
 */
export function expiryOfAccount(
  keys: readonly StoredKey[],
  account: Account | undefined,
  region: string,
): Expiry | undefined {
  if (!account) return undefined;
  return keysOfAccount(keys, account, region)
    .filter(({ expiry }) => expiry.kind === 'days' || expiry.kind === 'never')
    .toSorted((a, b) => b.secretAt - a.secretAt)
    .at(0)?.expiry;
}
