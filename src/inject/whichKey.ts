import type { StoredKey } from '../keyring/apiKey.ts';
import { keysNamed } from '../keyring/keysNamed.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import { plainText } from '../postman/plainText.ts';
import type { Wish } from './handOut.ts';

/** What there is to choose from. */
export interface Keys {
  readonly keys: readonly StoredKey[];
  readonly active: StoredKey | undefined;
  /** What the workspace's settings ask for; it is in `active` already where it is one key. */
  readonly workspaceKey: string | undefined;
}

/** No one key: the person has to say which of these, and is told why. */
export interface Question {
  readonly among: readonly StoredKey[];
  /** A sentence; none where simply no key is active. */
  readonly why: string | undefined;
}

/**
 * The key that a wish is about. Where words lead to several keys, or to none, no other key is taken in their place.
 * @throws KeyringProblem `gone` for the id of a key that is not in the keyring any more
 */
export function whichKey(
  { id, named }: Pick<Wish, 'id' | 'named'>,
  { keys, active, workspaceKey }: Keys,
): StoredKey | Question {
  if (id !== undefined) {
    const key = keys.find((one) => one.id === id);
    if (!key) throw new KeyringProblem('gone');
    return key;
  }
  if (named !== undefined) return byWords(keys, named);
  if (active) return active;
  if (workspaceKey === undefined) return { among: keys, why: undefined };
  const found = byWords(keys, workspaceKey);
  if (!('among' in found)) return { among: keys, why: undefined };
  // These are words of the workspace's alone: the person may well mean another key.
  return {
    among: found.among.length > 0 ? found.among : keys,
    why: `The workspace’s settings: ${found.why}`,
  };
}

function byWords(
  keys: readonly StoredKey[],
  words: string,
): StoredKey | (Question & { readonly why: string }) {
  const among = keysNamed(keys, words);
  const [only, ...others] = among;
  if (only && others.length === 0) return only;
  const shown = `“${plainText(words, 60)}”`;
  const why = only
    ? `${shown} is the name or the account of ${among.length} keys.`
    : `${shown} is neither the name nor the account of a key in the keyring.`;
  return { among, why };
}
