import { setTimeout } from 'node:timers/promises';
import type { PostmanClient } from '../postman/client.ts';
import type { ApiKey } from '../postman/credential.ts';
import { PostmanProblem } from '../postman/problem.ts';
import { regionOf, type Region } from '../postman/region.ts';
import type { Account } from '../postman/users.ts';
import { expiryOfAccount } from './accountExpiry.ts';
import type { StoredKey } from './apiKey.ts';
import type { Keyring } from './keyring.ts';
import { KeyringProblem } from './problem.ts';

/** Asks Postman whose key it is, and so whether it works. */
export interface Proof {
  /**
   * The account of a key that need not be in the keyring. One refusal does not condemn: it is asked again once.
   * @returns `undefined` for a key that is alive, but may not see its own account
   * @throws PostmanProblem
   */
  accountOf(key: ApiKey, region: Region, signal?: AbortSignal): Promise<Account | undefined>;
  /**
   * Proves a stored key and writes down what came of it. A passing failure is only noted.
   * @throws PostmanProblem, KeyringProblem
   */
  verify(id: string, signal?: AbortSignal): Promise<StoredKey>;
  /**
   * Asks for a key until Postman refuses it: the proof that a regenerated or deleted key is dead.
   * @returns `alive` when Postman still accepts it after the last try, `unknown` when it could not be asked
   */
  untilRefused(key: ApiKey, region: Region, waits: readonly number[], signal?: AbortSignal): Promise<Fate>;
}

export type Fate = 'refused' | 'alive' | 'unknown';

export function createProof(keyring: Keyring, client: PostmanClient): Proof {
  const ask = async (key: ApiKey, region: Region, signal?: AbortSignal): Promise<Account | undefined> => {
    try {
      const { operations, ...account } = await client.me(key, region, signal);
      return account;
    } catch (error) {
      // Postman knows the key, it only does not let it in here (facts: a 403 means that the key is valid).
      if (error instanceof PostmanProblem && error.kind === 'forbidden') return undefined;
      throw error;
    }
  };
  const accountOf: Proof['accountOf'] = async (key, region, signal) => {
    try {
      return await ask(key, region, signal);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return await ask(key, region, signal);
    }
  };
  const fateOf = async (key: ApiKey, region: Region, signal?: AbortSignal): Promise<Fate> => {
    try {
      // Asked twice before it is called dead: what follows may be its deletion.
      await accountOf(key, region, signal);
      return 'alive';
    } catch (error) {
      if (error instanceof PostmanProblem && error.kind === 'cancelled') throw error;
      return isRefusal(error) ? 'refused' : 'unknown';
    }
  };
  return {
    accountOf,
    untilRefused: async (key, region, waits, signal) => {
      let fate = await fateOf(key, region, signal);
      for (const wait of waits) {
        if (fate === 'refused') break;
        await pause(wait, signal);
        fate = await fateOf(key, region, signal);
      }
      return fate;
    },
    verify: async (id, signal) => {
      const key = await keyring.secretOf(id);
      const card = keyring.find(id);
      const region = card && regionOf(card.region);
      if (!region) throw new KeyringProblem('gone');
      try {
        const account = await accountOf(key, region, signal);
        // A key that was stored without an owner learns now what is known of its account.
        const expiry =
          card.expiry.kind === 'unknown' ? expiryOfAccount(keyring.keys, account, card.region) : undefined;
        const news = {
          verifiedAt: Date.now(),
          refusedAt: undefined,
          ...(account && { account }),
          ...(!card.account && expiry && { expiry }),
        };
        const stored = await keyring.update(id, news, key.fingerprint);
        keyring.note(id, undefined);
        return stored;
      } catch (error) {
        if (isRefusal(error)) await keyring.update(id, { refusedAt: Date.now() }, key.fingerprint);
        else if (error instanceof PostmanProblem && error.kind !== 'cancelled')
          keyring.note(id, 'unreachable');
        throw error;
      }
    },
  };
}

/** Whether Postman said that the key is not valid: expired, revoked, mistyped or of another region. */
export function isRefusal(error: unknown): boolean {
  return error instanceof PostmanProblem && error.kind === 'refused';
}

/** Waits, and stops waiting with the problem `cancelled` when `signal` says so. */
async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch {
    throw new PostmanProblem({ kind: 'cancelled', message: 'Cancelled.', host: '' });
  }
}
