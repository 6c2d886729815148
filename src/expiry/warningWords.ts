import type { KeptKey } from '../keyring/accessKeyCard.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import type { Life } from '../keyring/state.ts';
import { wordOf } from '../keyring/words.ts';
import { isAccessKey, lower, type Living } from './row.ts';

/** The sentence of a warning about one key or several. */
export function warningOf(due: readonly Living[]): string {
  const named = due.slice(0, 3).map(({ key, life }) => `${quoted(key)} ${phraseOf(life)}`);
  const rest = due.length - named.length;
  if (due.length === 1)
    return `${capital(named.join(''))}.${due[0]?.life.state === 'expired' ? ' It may still work.' : ''}`;
  return `${due.length} Postman keys need attention: ${[...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ')}.`;
}

function quoted(key: StoredKey | KeptKey): string {
  return isAccessKey(key) ? `the link to “${key.name}”` : `“${key.name}”`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function phraseOf(life: Life): string {
  return life.state === 'expiring' || life.state === 'expired' ? lower(wordOf(life)) : 'is due for rotation';
}
