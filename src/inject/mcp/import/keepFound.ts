import { expiryOfAccount } from '../../../keyring/accountExpiry.ts';
import type { StoredKey } from '../../../keyring/apiKey.ts';
import { keysNamed } from '../../../keyring/keysNamed.ts';
import { KeyringProblem } from '../../../keyring/problem.ts';
import { isRefusal } from '../../../keyring/proof.ts';
import type { ApiKey } from '../../../postman/credential.ts';
import { PostmanProblem } from '../../../postman/problem.ts';
import type { Region } from '../../../postman/region.ts';
import type { Account } from '../../../postman/users.ts';
import type { Inject } from '../../parts.ts';

type Keeping = Pick<Inject, 'activeKey' | 'keyring' | 'proof'>;

/**
 * Puts a key that stands in a file into the keyring, whatever Postman says of it: a refused one too is then known, and
 * can be deleted where it was made.
 * @param editor whose file it stands in, for its name
 * @throws KeyringProblem
 */
export async function keepFound(
  { activeKey, keyring, proof }: Keeping,
  key: ApiKey,
  region: Region,
  editor: string,
  signal: AbortSignal,
): Promise<StoredKey> {
  const same = keyring.findSame(key);
  if (same) {
    try {
      await keyring.secretOf(same.id);
      return same;
    } catch (error) {
      // Only its card is left: the file has the last copy, and is about to lose it.
      if (!(error instanceof KeyringProblem && error.kind === 'missing')) throw error;
      return keyring.replace(same.id, key, { account: same.account });
    }
  }
  const isFirst = keyring.keys.length === 0;
  const { account, ...proven } = await ask(proof, key, region, signal);
  const stored = await keyring.add(key, {
    name: freeName(keyring, `${account?.fullName ?? 'API key'}, from ${editor}`),
    region: region.id,
    expiry: expiryOfAccount(keyring.keys, account, region.id) ?? { kind: 'unknown' },
    ...(account && { account }),
    ...proven,
  });
  if (isFirst) await activeKey.useEverywhere(stored.id);
  return stored;
}

/** A name of its own, since `pmkey` knows a key by it. */
function freeName({ keys }: Pick<Keeping['keyring'], 'keys'>, name: string): string {
  let free = name;
  for (let count = 2; keysNamed(keys, free).length > 0; count += 1) free = `${name} (${count})`;
  return free;
}

interface Answer {
  readonly account?: Account | undefined;
  readonly verifiedAt?: number;
  readonly refusedAt?: number;
}

async function ask(
  proof: Keeping['proof'],
  key: ApiKey,
  region: Region,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    return { account: await proof.accountOf(key, region, signal), verifiedAt: Date.now() };
  } catch (error) {
    if (isRefusal(error)) return { refusedAt: Date.now() };
    // A failure that passes says nothing of the key.
    if (error instanceof PostmanProblem && error.kind !== 'cancelled') return {};
    throw error;
  }
}
