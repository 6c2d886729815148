import { Cancelled } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { Expiry, StoredKey } from '../keyring/apiKey.ts';
import type { Account } from '../postman/users.ts';
import { askExpiry } from './askExpiry.ts';

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

export function keysOfAccount(keys: readonly StoredKey[], account: Account, region: string): StoredKey[] {
  return keys.filter(
    (key) =>
      key.region === region &&
      key.account?.userId === account.userId &&
      key.account.teamId === account.teamId,
  );
}

/** Asks for the account's expiry setting when no key of it tells yet: once, and without it the key is kept all the same. */
export async function askExpiryOnce({ keyring, prompts }: Parts, stored: StoredKey): Promise<void> {
  if (stored.expiry.kind !== 'unknown' || !stored.account) return;
  try {
    const expiry = await askExpiry(prompts, `When do API keys of ${stored.account.fullName} expire?`);
    if (expiry.kind !== 'unknown') await keyring.update(stored.id, { expiry });
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
  }
}
