import { createHash } from 'node:crypto';
import { iconless } from '../../host/iconless.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import { plainText } from '../../postman/plainText.ts';
import { regionOf, us } from '../../postman/region.ts';

type Labelled = Pick<StoredKey, 'account' | 'id' | 'keyId' | 'name' | 'region'>;

/**
 * What VS Code calls the account of a key: `CI (Maya Lindqvist) · 9f2c41d0`. By these words VS Code remembers for good
 * which extension may use which account, and tells them to any extension unasked: so no two keys ever have the same, the
 * key of another owner in the place of this one included, and no more stands in them than `keys()` gives.
 */
export function labelOf(key: Labelled): string {
  const owner = key.account?.fullName ?? 'owner not known yet';
  const where = key.region === us.id ? '' : `, ${regionOf(key.region)?.label ?? key.region}`;
  return `${iconless(plainText(`${key.name} (${owner}${where})`, 160))} · ${markOf(key)}`;
}

/** The same after a regeneration, and another for every other key, owner and host. */
function markOf({ account, id, keyId, region }: Labelled): string {
  const owner = account ? [account.userId, account.teamId] : [keyId];
  const whole = JSON.stringify([id, region, ...owner]);
  return createHash('sha256').update(whole).digest('hex').slice(0, 8);
}
