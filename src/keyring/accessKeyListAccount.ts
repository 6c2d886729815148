import type { StoredKey } from './apiKey.ts';

/** Whether two API keys see the same access keys: those of one account in one region. */
export function isSameAccount(a: StoredKey | undefined, b: StoredKey | undefined): boolean {
  if (!a || !b) return a === b;
  if (a.region !== b.region) return false;
  if (a.fingerprint === b.fingerprint) return true;
  return (
    a.account !== undefined && a.account.userId === b.account?.userId && a.account.teamId === b.account.teamId
  );
}
