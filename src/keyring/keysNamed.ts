import type { StoredKey } from './apiKey.ts';

/**
 * The keys of that name, else those of that account: e-mail, user name, full name or team. The case of letters and
 * white space around the words make no difference.
 */
export function keysNamed(keys: readonly StoredKey[], words: string): StoredKey[] {
  const wanted = folded(words);
  const fit = (wordsOf: (key: StoredKey) => readonly (string | undefined)[]): StoredKey[] =>
    keys.filter((key) => wordsOf(key).some((word) => wanted !== '' && folded(word) === wanted));
  const byName = fit(({ name }) => [name]);
  if (byName.length > 0) return byName;
  return fit(({ account }) => [account?.email, account?.userName, account?.fullName, account?.teamName]);
}

function folded(words = ''): string {
  return words.trim().normalize('NFC').toLowerCase();
}
