import type { Life } from './state.ts';

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

export function inDays(days: number): string {
  if (days <= 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

export function daysAgo(days: number): string {
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
