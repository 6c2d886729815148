import type { KeyFacts } from '../../api.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import type { Life } from '../../keyring/state.ts';

/** What any extension may know of a key, unasked. All get the same object, so none can write in it. */
export function factsOf(key: StoredKey, { expiresAt, state }: Pick<Life, 'expiresAt' | 'state'>): KeyFacts {
  const { account, id, masked, name, region } = key;
  const owner = account && Object.freeze({ name: account.fullName });
  return Object.freeze({ id, name, masked, state, expiresAt, region, account: owner });
}
