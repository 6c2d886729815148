import { Cancelled } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { askExpiry } from './askExpiry.ts';

/**
 * Asks for the account's expiry setting when no key of it tells yet: once for an account, and without an answer the key
 * is kept all the same.
 */
export async function askExpiryOnce({ asked, keyring, prompts }: Parts, stored: StoredKey): Promise<void> {
  const { account, region } = stored;
  if (stored.expiry.kind !== 'unknown' || !account) return;
  const name = `${account.userId}/${account.teamId ?? 0}/${region}`;
  if (asked.has(name)) return;
  await asked.note(name);
  try {
    const expiry = await askExpiry(prompts, `When do API keys of ${account.fullName} expire?`);
    if (expiry.kind !== 'unknown') await keyring.update(stored.id, { expiry });
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
  }
}
