import { insist } from '../host/insist.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { ApiKeyCard, StoredKey } from '../keyring/apiKey.ts';
import type { ApiKey } from '../postman/credential.ts';
import type { Account } from '../postman/users.ts';
import { expiryOfAccount } from '../keyring/accountExpiry.ts';
import type { Proven } from './prove.ts';

/** Stores a proven key, makes the first one active, and takes the key out of the clipboard. */
export async function keep(
  parts: Parts,
  key: ApiKey,
  name: string,
  { region, account, doubt, refused }: Proven,
): Promise<StoredKey> {
  const { activeKey, clipboard, keyring, prompts, settings } = parts;
  const isFirst = keyring.keys.length === 0;
  const facts: Partial<ApiKeyCard> = {
    ...(doubt === undefined && { account, verifiedAt: Date.now() }),
    ...(refused && { refusedAt: Date.now() }),
  };
  const expiry = expiryOfAccount(keyring.keys, account, region.id) ?? { kind: 'unknown' };
  const stored = await insist(parts, key, async () =>
    keyring.add(key, { name, expiry, region: region.id, ...facts }),
  );
  await clipboard.clearIf(key.fingerprint);
  if (isFirst) await activeKey.useEverywhere(stored.id);
  const owner = account ? `It belongs to ${ownerOf(account)}` : 'Postman accepts it';
  const where = region.id === settings.region.id ? '' : `, in the region ${region.label}`;
  if (doubt === undefined) void prompts.tell(`“${stored.name}” is in the keyring. ${owner}${where}.`);
  else void prompts.warn(`“${stored.name}” is in the keyring, but not verified: ${doubt}`);
  return stored;
}

/** A duplicate is told before anything is asked. @throws KnownProblem */
export function refuseKnown({ keyring }: Pick<Parts, 'keyring'>, key: ApiKey): void {
  const same = keyring.findSame(key);
  if (same) throw new KnownProblem(`This key is already in the keyring, as “${same.name}”.`);
}

export function ownerOf(account: Account): string {
  return account.teamName === undefined ? account.fullName : `${account.fullName}, ${account.teamName}`;
}
