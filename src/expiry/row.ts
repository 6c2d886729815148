import type { KeptKey } from '../keyring/accessKeyCard.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import type { Life, Severity } from '../keyring/state.ts';
import { inDays, wordOf } from '../keyring/words.ts';

/** A key with its life at this moment: an API key, or a collection access key whose link is in the keyring. */
export interface Living {
  readonly key: StoredKey | KeptKey;
  readonly life: Life;
}

export function isAccessKey(key: StoredKey | KeptKey): key is KeptKey {
  return 'collectionUid' in key;
}

/** What a key is called in sentences; the name of an access key is its collection's. */
export function titleOf(key: StoredKey | KeptKey): string {
  return isAccessKey(key) ? `Link to ${key.name}` : key.name;
}

/** Those that need attention, the worst first as they come. */
export function troubled(keys: readonly Living[]): Living[] {
  return keys.filter(({ life }) => life.severity !== 'ok');
}

export function worstOf(keys: readonly Living[]): Severity {
  const severities = new Set(keys.map(({ life }) => life.severity));
  return severities.has('error') ? 'error' : severities.has('warning') ? 'warning' : 'ok';
}

/** All trouble in one short sentence, as `1 of 4 keys expires in 5 days`; `undefined` when there is none. */
export function summaryOf(keys: readonly Living[]): string | undefined {
  const trouble = troubled(keys);
  const [first, ...others] = trouble;
  if (!first) return undefined;
  if (keys.length === 1) return `${titleOf(first.key)}: ${lower(wordOf(first.life))}`;
  const count = `${trouble.length} of ${keys.length} keys`;
  if (others.length === 0) return `${count} ${verbOf(first.life)}`;
  const ends = trouble.flatMap(({ life }) => (life.state === 'expiring' ? [life.daysLeft ?? 0] : []));
  if (ends.length === trouble.length) return `${count} expire, the first ${inDays(Math.min(...ends))}`;
  return `${count} need attention`;
}

/** What one key does, after `1 of 4 keys`. */
function verbOf(life: Life): string {
  switch (life.state) {
    case 'expiring':
    case 'expired':
      return lower(wordOf(life));
    case 'refused':
      return 'is refused by Postman';
    case 'missing':
      return 'has lost its secret';
    case 'unreadable':
      return 'is locked';
    case 'active':
    case 'unverified':
    case 'unreachable':
      return 'is due for rotation';
  }
}

export function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
