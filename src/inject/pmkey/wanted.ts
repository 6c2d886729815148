import { KnownProblem } from '../../host/knownProblem.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import { keysNamed } from '../../keyring/keysNamed.ts';
import { plainText } from '../../postman/plainText.ts';

/**
 * The one key of that name, else the one of that account.
 * @throws KnownProblem when there is none, or more than one
 */
export function wantedKey(keys: readonly StoredKey[], wanted: string): StoredKey {
  const found = keysNamed(keys, wanted);
  const [key, ...others] = found;
  if (!key)
    throw new KnownProblem(`No key in the keyring has the name or account “${plainText(wanted, 60)}”.`);
  if (others.length === 0) return key;
  const names = found.map(({ name, masked }) => `“${name}” (${masked})`).join(', ');
  throw new KnownProblem(`More than one key fits “${plainText(wanted, 60)}”: ${names}.`);
}
