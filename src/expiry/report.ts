import { inDays, daysAgo, wordOf } from '../keyring/words.ts';
import { titleOf, type Living } from './row.ts';

/** The keys and their ends as a Markdown table, for a ticket. Names are text in it, whatever they are made of. */
export function reportOf(keys: readonly Living[], now: number, withMasked: boolean): string {
  const head = ['Key', ...(withMasked ? ['Masked'] : []), 'Owner', 'State', 'Expires'];
  const rows = keys.map((living) => {
    const { key, life } = living;
    return [
      titleOf(key),
      ...(withMasked ? [key.masked] : []),
      key.account?.fullName ?? 'not known',
      wordOf(life),
      endOf(living),
    ].map(cell);
  });
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`**Postman keys**, ${dateOf(now)}`, '', ...lines, ''].join('\n');
}

function endOf({ key, life }: Living): string {
  if (life.expiresAt === undefined) return key.expiry.kind === 'never' ? 'never' : 'not known';
  const days = life.daysLeft ?? 0;
  return `${dateOf(life.expiresAt)} (${days < 0 ? daysAgo(-days) : inDays(days)})`;
}

/** Everything that means something in Markdown is escaped; addresses do not become links. */
function cell(text: string): string {
  return text
    .replace(/[\\`*_[\]#!|<>~]/g, '\\$&')
    .replaceAll('://', ':\u200b//')
    .replaceAll('@', '\u200b@');
}

/** `2027-01-31`, in the person's time zone: the same for every reader. */
function dateOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
