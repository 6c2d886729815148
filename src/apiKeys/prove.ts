import type { Parts } from '../host/parts.ts';
import { isRefusal } from '../keyring/proof.ts';
import type { ApiKey } from '../postman/credential.ts';
import { PostmanProblem } from '../postman/problem.ts';
import { eu, us, type Region } from '../postman/region.ts';
import type { Account } from '../postman/users.ts';

type Proving = Pick<Parts, 'prompts' | 'proof'>;

/** What Postman said of a key, and where. */
export interface Proven {
  readonly region: Region;
  readonly account: Account | undefined;
  /** Why the key could not be proven; it may be good all the same. */
  readonly doubt: string | undefined;
  readonly refused: boolean;
}

/**
 * Asks Postman about a key that is not in the keyring. A passing failure, Cancel too, is a doubt and no reason to
 * let go of a key: its value may never be shown again.
 */
export async function ask(
  { proof }: Pick<Parts, 'proof'>,
  key: ApiKey,
  region: Region,
  signal: AbortSignal,
): Promise<Proven> {
  try {
    const account = await proof.accountOf(key, region, signal);
    return { region, account, doubt: undefined, refused: false };
  } catch (error) {
    if (!(error instanceof PostmanProblem)) throw error;
    const refused = isRefusal(error);
    const doubt = refused ? `Postman (${region.label}) refused it.` : error.message;
    return { region, account: undefined, doubt, refused };
  }
}

/** Asks Postman about a key, in whichever region it belongs to. @throws Cancelled as `settle` does */
export async function prove(parts: Proving, key: ApiKey, region: Region): Promise<Proven> {
  const title = `Asking Postman (${region.label}) whose key it is`;
  const proven = await parts.prompts.progress(title, async (signal) => ask(parts, key, region, signal));
  return settle(parts, key, proven);
}

/**
 * Lets the person decide about a key that was refused: it may belong to another region.
 * @throws Cancelled when they do not want it
 */
export async function settle(parts: Proving, key: ApiKey, proven: Proven): Promise<Proven> {
  if (!proven.refused) return proven;
  const others = [us, eu].filter((other) => other.id !== proven.region.id);
  const choice = await parts.prompts.confirm(
    `Postman (${proven.region.label}) refused this key.`,
    'It may belong to another region, be mistyped, expired or revoked. A key works in the region of its account only.',
    'Keep Anyway',
    ...others.map((other) => `Try ${other.label}`),
  );
  const other = others.find(({ label }) => choice === `Try ${label}`);
  return other ? prove(parts, key, other) : proven;
}
