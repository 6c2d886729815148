import type { KeyState, Life } from './state.ts';

/** The state of a key in one to four words. */
export function wordOf({
  state,
  daysLeft = 0,
  isStale,
}: Pick<Life, 'state' | 'daysLeft' | 'isStale'>): string {
  switch (state) {
    case 'expiring':
      return `Expires ${inDays(daysLeft)}`;
    case 'expired':
      return `Expired ${daysAgo(-daysLeft)}`;
    case 'active':
      return isStale ? 'Due for rotation' : 'Active';
    case 'unverified':
      return isStale ? 'Due for rotation' : 'Not verified';
    case 'refused':
      return 'Refused';
    case 'unreachable':
      return isStale ? 'Due for rotation' : 'Not reached';
    case 'unreadable':
      return 'Locked';
    case 'missing':
      return 'Secret missing';
  }
}

const sentences: Record<KeyState, string> = {
  active: 'Postman accepted it.',
  unverified: 'Postman has not been asked yet.',
  expiring: 'It stops working soon, by what is known of it.',
  expired: 'Past its expiry date; it may still work.',
  refused: 'Postman refused it: expired, revoked, or of another region.',
  unreachable: 'Postman could not be asked the last time; the key may well work.',
  unreadable: "The editor's secret storage did not hand it out; nothing was lost.",
  missing: 'The editor no longer has this key: reload the window, or paste it again.',
};

/** What a state means, in a sentence. */
export function sentenceOf({ state, isStale }: Pick<Life, 'state' | 'isStale'>): string {
  return isStale ? `${sentences[state]} It is older than you want keys to be.` : sentences[state];
}

export function inDays(days: number): string {
  if (days <= 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

export function daysAgo(days: number): string {
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
