import { iconless } from '../../host/iconless.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import { shortMask } from '../../keyring/shortMask.ts';
import { plainText } from '../../postman/plainText.ts';
import { regionOf, us } from '../../postman/region.ts';

type Labelled = Pick<StoredKey, 'account' | 'id' | 'masked' | 'name' | 'region'>;

/**
 * What VS Code calls the account of each key, by the key's id: `CI (maya@acme.example)`. VS Code remembers by these words
 * which extension may use which account, so no two are the same, and one who was allowed a key is not allowed its namesake.
 */
export function labelsOf(keys: readonly Labelled[]): ReadonlyMap<string, string> {
  const label = ({ account, name, region }: Labelled): string => {
    const owner = account ? account.email || account.fullName : 'owner not known yet';
    const where = region === us.id ? '' : `, ${regionOf(region)?.label ?? region}`;
    return iconless(plainText(`${name} (${owner}${where})`, 160));
  };
  const tail = (key: Labelled): string => `${label(key)} ${shortMask(key.masked)}`;
  const whole = (key: Labelled): string => `${tail(key)} ${key.id.slice(0, 8)}`;
  const isShared = (of: (key: Labelled) => string): ((key: Labelled) => boolean) => {
    const byLabel = Map.groupBy(keys, of);
    return (key) => (byLabel.get(of(key))?.length ?? 0) > 1;
  };
  const [isLabelShared, isTailShared] = [isShared(label), isShared(tail)];
  const unique = (key: Labelled): string => {
    // Nobody is known to own it, so the words alone would tell two people's keys of one name for the same.
    if (key.account && !isLabelShared(key)) return label(key);
    return isTailShared(key) ? whole(key) : tail(key);
  };
  return new Map(keys.map((key) => [key.id, unique(key)]));
}
