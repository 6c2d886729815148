import { daysBetween } from '../../keyring/days.ts';
import type { Lifetime, TimelineData } from './data.ts';
import { needsAttention } from './sections.ts';

export interface Fact {
  readonly title: string;
  readonly value: string;
}

const kinds: Record<Lifetime['kind'], string> = { apiKey: 'API key', accessKey: 'Collection access key' };

// Made once: making one takes longer than a thousand dates.
const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const distances = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export function dateOf(time: number): string {
  return dates.format(time);
}

/** `today`, `tomorrow`, `in 5 days`, `3 months ago`: in calendar days of this time zone. */
export function fromNow(time: number, now: number): string {
  const days = daysBetween(now, time);
  if (Math.abs(days) < 60) return distances.format(days, 'day');
  if (Math.abs(days) < 730) return distances.format(Math.round(days / 30.44), 'month');
  return distances.format(Math.round(days / 365.25), 'year');
}

/** When a key ends, in short and with what there is to say of it. */
export function endOf({ ends, expiresAt }: Lifetime, now: number): { text: string; note: string } {
  if (ends === 'never') return { text: 'Never', note: 'no end date' };
  if (ends === 'unknown' || expiresAt === undefined) return { text: 'Not known', note: 'no end date yet' };
  return { text: dateOf(expiresAt), note: fromNow(expiresAt, now) };
}

/** Under a key's name: its state first. */
export function aboutOf({ kind, owner, state }: Lifetime): string {
  return [state, ...(kind === 'accessKey' ? ['Access key'] : []), owner].filter(Boolean).join(' · ');
}

/** All that is known of a key. The same everywhere: in the card, in the table and for screen readers. */
export function factsOf(lifetime: Lifetime, now: number): Fact[] {
  const { kind, owner, masked, state, issuedAt, derived } = lifetime;
  const facts: Fact[] = [
    { title: 'State', value: state },
    { title: 'Kind', value: kinds[kind] },
    { title: 'Key', value: masked },
    { title: 'Owner', value: owner },
    { title: 'Issued', value: `${dateOf(issuedAt)}${derived ? ' (read from the key)' : ''}` },
    { title: 'Expires', value: expiryOf(lifetime, now) },
  ];
  return facts.map(({ title, value }) => ({ title, value: value === '' ? 'not known' : value }));
}

/** What a row does not show and screen readers say: between its words and its end, and after it. */
export function unshown({ ends, kind, issuedAt }: Lifetime): { beforeEnd: string; after: string } {
  return {
    beforeEnd: ends === 'known' ? ', expires ' : ', expiry: ',
    after: `, ${kinds[kind]}, issued ${dateOf(issuedAt)}`,
  };
}

export function summaryOf({ lifetimes }: Pick<TimelineData, 'lifetimes'>): string {
  const trouble = lifetimes.filter(needsAttention).length;
  if (lifetimes.length === 0) return 'No keys';
  const keys = `${lifetimes.length} ${lifetimes.length === 1 ? 'key' : 'keys'}`;
  if (trouble === 0) return `${keys}, all well`;
  return `${keys}, ${trouble} ${trouble === 1 ? 'needs' : 'need'} attention`;
}

/** `Last 14, 7 and 1 days`. */
export function thresholdWords(thresholds: readonly number[]): string {
  const days = thresholds.toSorted((a, b) => b - a).map(String);
  const unit = days.length === 1 && days[0] === '1' ? 'day' : 'days';
  return `Last ${new Intl.ListFormat('en-GB').format(days)} ${unit}`;
}

function expiryOf(lifetime: Lifetime, now: number): string {
  const { text, note } = endOf(lifetime, now);
  return lifetime.ends === 'known' ? `${text} (${note})` : text.toLowerCase();
}
