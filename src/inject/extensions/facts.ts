import type { KeyFacts } from '../../api.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import type { Life } from '../../keyring/state.ts';

/** What any extension may know of a key. */
export function factsOf(key: StoredKey, { expiresAt, state }: Pick<Life, 'expiresAt' | 'state'>): KeyFacts {
  const { account, id, masked, name, region } = key;
  return {
    id,
    name,
    masked,
    state,
    expiresAt,
    region,
    account: account && {
      name: account.fullName,
      email: account.email,
      ...(account.teamName !== undefined && { team: account.teamName }),
    },
  };
}
