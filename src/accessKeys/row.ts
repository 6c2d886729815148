import { daysBetween } from '../keyring/days.ts';
import { daysAgo, inDays } from '../keyring/words.ts';
import { regionOf } from '../postman/region.ts';
import { collectionOf, isDead, type AccessFacts, type AccessState, type Scene } from './facts.ts';
import { shortMask } from './masks.ts';

/** What a row of the view says: pure words, ids of icons and colours, no editor. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  /** Id of a theme colour; none for rows that need no attention. */
  readonly color: string | undefined;
  /** Words that `when` clauses look for: `accessKey`, `mine` or `team`, `kept`, `received`, `dead`, `expiring` … */
  readonly context: string;
  /** The row as one sentence, for screen readers. */
  readonly spoken: string;
}

export interface TooltipLine {
  readonly title: string;
  readonly value: string;
}

interface Look {
  readonly icon: string;
  readonly color?: string;
  /** What the row says in place of its expiry. */
  readonly word?: string;
  readonly sentence: string;
}

const looks: Record<AccessState, Look> = {
  active: { icon: 'circle-outline', sentence: 'Active.' },
  expiring: {
    icon: 'warning',
    color: 'list.warningForeground',
    sentence: 'Active. It expires soon, unless somebody uses it.',
  },
  inactive: {
    icon: 'circle-slash',
    color: 'disabledForeground',
    word: 'inactive',
    sentence: 'Inactive: it has expired and opens nothing.',
  },
  deleted: {
    icon: 'trash',
    color: 'disabledForeground',
    word: 'deleted',
    sentence: 'Deleted: it opens nothing.',
  },
  refused: {
    icon: 'error',
    color: 'list.errorForeground',
    word: 'refused',
    sentence: 'Postman refused it the last time: it has expired or was deleted.',
  },
  unlisted: {
    icon: 'question',
    color: 'list.warningForeground',
    word: 'not listed',
    sentence: "Postman's list does not have it: it was deleted, or stands in the list of another account.",
  },
  unknown: { icon: 'circle-outline', sentence: 'Postman says a state that is not known here.' },
};
/** The key whose link can be copied. */
const keptLook = { icon: 'key', color: 'testing.iconPassed' };

/** What a row over a key says already. */
export type Above = 'collection' | 'creator' | 'received';

/** @param under what it need not say again */
export function rowOf(facts: AccessFacts, scene: Scene, under?: Above): Row {
  const { row, state } = facts;
  const look = looks[state];
  const { icon, color } = state === 'active' && facts.isKept ? keptLook : look;
  const collection = collectionOf(row, scene.names);
  const mask = maskOf(facts);
  const [who, secret] = [whoWord(facts, scene), secretWord(facts)];
  const [end, ...life] = lifeWords(facts, scene);
  const isNamed = under !== 'collection';
  const first = under === 'creator' || under === 'received' ? secret : joined(', ', who, secret);
  return {
    label: isNamed ? collection : mask,
    // A narrow view cuts off the rest: how long it lives comes first.
    description: joined(' · ', isNamed ? mask : '', end, first, ...life),
    icon,
    color,
    context: contextOf(facts),
    spoken: joined(
      ', ',
      `Access key of ${collection}`,
      `ends in ${Array.from(mask.slice(2)).join(' ')}`,
      end,
      who,
      secret,
      ...life,
      state === 'expiring' ? 'expires soon' : '',
    ),
  };
}

function maskOf({ row }: Pick<AccessFacts, 'row'>): string {
  return shortMask((row.listed ?? row.kept)?.masked.slice(-4) ?? '');
}

function whoWord({ place, creator, isMine, row }: AccessFacts, { names }: Scene): string {
  if (place === 'received') return 'received';
  const own = isMine || row.listed ? undefined : row.kept?.account?.fullName;
  return own ?? creatorOf(creator, isMine, names);
}

/** Whether the secret is here, for keys that should have one. */
export function secretWord({ isKept, row }: AccessFacts): string {
  if (isKept) return 'kept';
  return row.kept ? 'secret missing' : '';
}

/** `12 days left`, `never used`, `made Apr 12, 2024`; a word for what is dead in place of its end. */
export function lifeWords(facts: AccessFacts, scene: Scene): [end: string, used: string, made: string] {
  return [endWord(facts, scene), usedWord(facts, scene), madeWord(facts)];
}

function joined(separator: string, ...words: string[]): string {
  return words.filter((word) => word !== '').join(separator);
}

/** @returns `you`, a name, or Postman's id of who may not be known */
export function creatorOf(creator: number | undefined, isMine: boolean, names: Scene['names']): string {
  if (isMine) return 'you';
  return creator === undefined ? 'creator not known' : names.person(creator).text;
}

function usedWord({ isNeverUsed, lastUsedAt }: AccessFacts, scene: Scene): string {
  if (isNeverUsed) return 'never used';
  return lastUsedAt === undefined ? '' : `used ${daysAgo(daysTo(scene, lastUsedAt) * -1)}`;
}

function endWord({ state, expiry }: AccessFacts, scene: Scene): string {
  return looks[state].word ?? (expiry ? daysLeft(daysTo(scene, expiry.at)) : '');
}

function daysLeft(days: number): string {
  return days > 1 ? `${days} days left` : `ends ${inDays(days)}`;
}

function createdWords({ row }: AccessFacts, at: number, scene: Scene): string {
  const moment = momentOf(at, scene);
  return row.listed?.createdAt === undefined ? `${moment} (derived from the key itself)` : moment;
}

function madeWord({ createdAt }: AccessFacts): string {
  return createdAt === undefined ? '' : `made ${dateOf(createdAt)}`;
}

function daysTo({ now, timeZone }: Scene, at: number): number {
  return daysBetween(now, at, timeZone);
}

function contextOf(facts: AccessFacts): string {
  const { place, isMine, isKept, isNeverUsed, row, state } = facts;
  const words = ['accessKey'];
  if (place === 'list') words.push(isMine ? 'mine' : 'team');
  if (row.listed) words.push('listed');
  if (isKept) words.push('kept');
  else if (row.kept) words.push('lost');
  if (row.kept?.origin === 'received') words.push('received');
  if (isDead(facts)) words.push('dead');
  if (state === 'deleted') words.push('deleted');
  if (state === 'expiring') words.push('expiring');
  if (isNeverUsed) words.push('neverUsed');
  return words.join(' ');
}

/** All that is known of the key, for the tooltip, which has the name of the collection as its heading. */
export function tooltipOf(facts: AccessFacts, scene: Scene): TooltipLine[] {
  const { row, state, createdAt, lastUsedAt, isNeverUsed } = facts;
  const { listed, kept } = row;
  const { isKnown } = scene.names.collection(row.collectionUid);
  const name = collectionOf(row, scene.names);
  const lines: (readonly [string, string | undefined])[] = [
    ['State', looks[state].sentence],
    ['Key', (listed ?? kept)?.masked],
    [
      'Collection',
      isKnown || name !== row.collectionUid
        ? undefined
        : 'its name is not known, or may not be read with this API key',
    ],
    ['Collection id', row.collectionUid],
    ['Creator', creatorLine(facts, scene)],
    ['Team', teamLine(facts, scene)],
    ['Region', kept && (regionOf(kept.region)?.label ?? kept.region)],
    ['Created', createdAt === undefined ? undefined : createdWords(facts, createdAt, scene)],
    [
      'Last used',
      isNeverUsed ? 'never' : lastUsedAt === undefined ? 'not known' : momentOf(lastUsedAt, scene),
    ],
    ['Expires', expiryLine(facts, scene)],
    ['Refused', kept?.refusedAt === undefined ? undefined : momentOf(kept.refusedAt, scene)],
    ['Secret', secretLine(facts, scene)],
    ['Key id', listed && shortened(listed.id)],
  ];
  return lines.flatMap(([title, value]) => (value ? [{ title, value }] : []));
}

/** As much of an id as a tooltip can show without a scroll bar; the whole is there to be copied. */
function shortened(id: string): string {
  return id.length <= 40 ? id : `${id.slice(0, 24)}…${id.slice(-12)}`;
}

function creatorLine({ place, creator, isMine, row }: AccessFacts, { names }: Scene): string {
  if (place === 'received') return 'somebody who shared its link';
  if (isMine || creator === undefined) return creatorOf(creator, isMine, names);
  const { text, isKnown, hasLeft } = names.person(creator);
  const name = isKnown ? text : row.kept?.account?.fullName;
  return [name, `user ${creator}`, ...(hasLeft ? ['has left the team'] : [])]
    .filter((word) => word !== undefined)
    .join(', ');
}

function teamLine({ row: { listed, kept } }: AccessFacts, { owner }: Scene): string | undefined {
  const id = listed?.teamId ?? kept?.account?.teamId;
  if (id === undefined) return undefined;
  const name = id === owner?.account?.teamId ? owner.account.teamName : undefined;
  return name === undefined ? `team ${id}` : `${name}, team ${id}`;
}

function expiryLine({ expiry, row }: AccessFacts, scene: Scene): string {
  if (!expiry) return 'not known; 60 days after its last use';
  const source = expiry.isDerived ? 'derived: 60 days after its last use here' : 'as Postman says';
  return `${momentOf(expiry.at, scene)} (${row.listed || expiry.isDerived ? source : 'as Postman said'})`;
}

function secretLine({ row: { kept }, isKept }: AccessFacts, scene: Scene): string {
  if (!kept) return 'not here: Postman shows a key once, when it is made';
  if (!isKept) return 'the editor no longer has it';
  return `in the keyring since ${momentOf(kept.secretAt, scene)}, so its link can be copied`;
}

/** When it expires, as the tooltip says it. */
export function expiryDate({ expiry }: Pick<AccessFacts, 'expiry'>): string {
  return expiry ? dateOf(expiry.at) : '';
}

// Made once: with ten thousand keys the making of a format outweighs its use.
const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

function dateOf(at: number): string {
  return dates.format(at);
}

const moments = new Map<string | undefined, Intl.DateTimeFormat>();

function momentOf(at: number, { timeZone }: Scene): string {
  let format = moments.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    moments.set(timeZone, format);
  }
  return format.format(at);
}
