import type { Expiry, StoredKey } from '../keyring/apiKey.ts';
import { issueOf, type KeyState, type Life } from '../keyring/state.ts';
import { shortMask } from '../keyring/shortMask.ts';
import { sentenceOf } from '../keyring/sentences.ts';
import { wordOf } from '../keyring/words.ts';
import { regionOf } from '../postman/region.ts';
import type { Account } from '../postman/users.ts';
import { isAdministrator, isLost } from './condition.ts';

/** What a row of the view says: pure words, ids of icons and colours, no editor. */
export interface Row {
  readonly label: string;
  readonly description: string;
  /** Whose key it is and where, for lists that are not grouped by account. */
  readonly owner: string;
  readonly icon: string;
  /** Id of a theme colour; none for rows that need no attention. */
  readonly color: string | undefined;
  /** Words that `when` clauses look for: `apiKey`, the state, `present`, `lost`, `account`, `dashboard`. */
  readonly context: string;
  /** The row as one sentence, for screen readers. */
  readonly spoken: string;
  readonly tooltip: readonly TooltipLine[];
}

/** The row of an account, over the rows of its keys. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  /** Ids of keys, in the order of `keys`. */
  readonly keys: readonly string[];
}

export interface TooltipLine {
  readonly title: string;
  readonly value: string;
}

const looks: Record<KeyState, { readonly icon: string; readonly color?: string }> = {
  active: { icon: 'pass', color: 'testing.iconPassed' },
  unverified: { icon: 'circle-outline' },
  expiring: { icon: 'warning', color: 'list.warningForeground' },
  expired: { icon: 'watch', color: 'list.warningForeground' },
  refused: { icon: 'error', color: 'list.errorForeground' },
  unreachable: { icon: 'debug-disconnect', color: 'list.warningForeground' },
  unreadable: { icon: 'lock', color: 'list.warningForeground' },
  missing: { icon: 'question', color: 'list.errorForeground' },
};
const staleLook = { icon: 'history', color: 'list.warningForeground' };

function lookOf({ state, isStale }: Life): { readonly icon: string; readonly color?: string } {
  return state === 'active' && isStale ? staleLook : looks[state];
}

/** @param active whether it is the key that is used when nobody says which */
export function rowOf(key: StoredKey, active: boolean, life: Life, now: number): Row {
  const word = wordOf(life);
  const { icon, color } = lookOf(life);
  const region = regionOf(key.region);
  const age = ageOf(issueOf(key, now).at, now);
  const parts = [active ? `${word}, in use` : word, shortMask(key.masked), age];
  return {
    label: key.name,
    description: parts.join(' · '),
    owner: ownerLine(key),
    icon,
    color,
    context: contextOf(key, life),
    spoken: [
      key.name,
      ...(active ? ['in use'] : []),
      word,
      `belongs to ${key.account?.fullName ?? 'an owner not known yet'}`,
      `made ${age}`,
    ].join(', '),
    tooltip: tooltipOf(key, life, region ? `${region.label} (${new URL(region.api).host})` : key.region, now),
  };
}

/** Keys by the account they belong to: name and team, and the region where it is not the usual one. */
export function groupsOf(keys: readonly StoredKey[]): Group[] {
  const groups = new Map<string, Group>();
  for (const key of keys) {
    const { account, region } = key;
    const id = account ? `account/${account.userId}/${account.teamId ?? 0}/${region}` : 'account/unknown';
    const group = groups.get(id) ?? {
      id,
      label: account?.fullName ?? unknownOwner,
      description: account ? [teamOf(account), ...regionWord(region)].join(' · ') : 'verify to find out',
      icon: account ? 'account' : 'question',
      keys: [],
    };
    groups.set(id, { ...group, keys: [...group.keys, key.id] });
  }
  const isUnknown = (group: Group): number => (group.id === 'account/unknown' ? 1 : 0);
  return Array.from(groups.values()).sort(
    (a, b) => isUnknown(a) - isUnknown(b) || a.label.localeCompare(b.label) || a.id.localeCompare(b.id),
  );
}

const unknownOwner = 'Owner not known yet';

function ownerLine({ account, region }: StoredKey): string {
  return [account?.fullName ?? unknownOwner, ...regionWord(region)].join(' · ');
}

function regionWord(id: string): string[] {
  const region = regionOf(id);
  return region && region.id !== 'us' ? [region.label] : [];
}

function teamOf(account: Account): string {
  return account.teamName ?? (account.teamId === undefined ? 'no team' : `team ${account.teamId}`);
}

/** Whether an id of the view is a key's, and not that of an account's row. */
export function isKeyId(id: string): boolean {
  return !id.startsWith('account/');
}

function contextOf(key: StoredKey, { state }: Life): string {
  const words = ['apiKey', state];
  if (key.present) words.push('present');
  if (isLost(state)) words.push('lost');
  if (key.account) words.push('account');
  if (isAdministrator(key)) words.push('dashboard');
  return words.join(' ');
}

function tooltipOf(key: StoredKey, life: Life, region: string, now: number): TooltipLine[] {
  const issue = issueOf(key, now);
  const lines: (readonly [string, string | undefined])[] = [
    ['State', `${wordOf(life)}. ${sentenceOf(life)}`],
    ['Key', key.masked],
    ['Account', accountLine(key)],
    ['Team', key.account && teamOf(key.account)],
    ['Roles', key.account?.roles.join(', ')],
    ['Region', region],
    [
      'Issued',
      `${dateOf(issue.at)} (${issue.derived ? 'derived from the key itself' : 'when it was stored here'})`,
    ],
    ['Expires', expiryLine(key, life)],
    ['Verified', key.verifiedAt === undefined ? 'never' : `${momentOf(key.verifiedAt)} (GET /me)`],
    ['Refused', key.refusedAt === undefined ? undefined : momentOf(key.refusedAt)],
    ['Stored here', momentOf(key.addedAt)],
  ];
  return lines.flatMap(([title, value]) => (value ? [{ title, value }] : []));
}

function accountLine({ account }: StoredKey): string {
  if (!account) return 'not known until the key is verified';
  return account.email ? `${account.fullName} (${account.email})` : account.fullName;
}

const expirySources: Record<Expiry['kind'], string> = {
  date: 'as you entered it',
  days: "derived from the account's expiry setting",
  never: 'as you entered it',
  unknown: '',
};

function expiryLine({ expiry }: StoredKey, { expiresAt }: Life): string {
  if (expiry.kind === 'never') return 'never (as you entered it)';
  return expiresAt === undefined ? 'not known' : `${dateOf(expiresAt)} (${expirySources[expiry.kind]})`;
}

const day = 24 * 60 * 60 * 1000;

/** How long ago `at` was, in the largest whole unit: `today`, `3 days ago`, `2 months ago`. */
export function ageOf(at: number, now: number): string {
  const days = Math.floor((now - at) / day);
  if (days < 1) return 'today';
  const [count, unit] =
    days < 60
      ? ([days, 'day'] as const)
      : days < 730
        ? ([Math.floor(days / 30.44), 'month'] as const)
        : ([Math.floor(days / 365.25), 'year'] as const);
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

function dateOf(at: number): string {
  return new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' });
}

function momentOf(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
