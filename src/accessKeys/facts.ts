import type { KeptKey } from '../keyring/accessKeyCard.ts';
import type { Names } from '../keyring/collectionNames.ts';
import { dayStart } from './dayStart.ts';
import { isUsed, type AccessRow, type ListOwner } from './rows.ts';

/** `unlisted`: made by this account, and its complete list does not have it. */
export type AccessState = 'active' | 'expiring' | 'inactive' | 'deleted' | 'refused' | 'unlisted' | 'unknown';

/** Where a row belongs: in the account's list, to keys that others shared, to keys of another account of the person. */
export type Place = 'list' | 'received' | 'elsewhere';

/** What is true of an access key at this moment: what is shown, filtered, sorted, grouped. */
export interface AccessFacts {
  readonly row: AccessRow;
  readonly place: Place;
  readonly state: AccessState;
  readonly isMine: boolean;
  /** Its secret is in the keyring, so its link can be copied. */
  readonly isKept: boolean;
  readonly isNeverUsed: boolean;
  /** Postman's id of the person who made it, where that is known. */
  readonly creator: number | undefined;
  readonly createdAt: number | undefined;
  readonly lastUsedAt: number | undefined;
  readonly expiry: { readonly at: number; readonly isDerived: boolean } | undefined;
}

/** The moment and the place from which access keys are looked at. */
export interface Scene {
  readonly now: number;
  /** IANA name; the person's own without it. */
  readonly timeZone: string | undefined;
  /** Expiries before this moment are soon. */
  readonly soon: number;
  /** When the expiry groups end: today, within 7 days, within 30 days. */
  readonly bounds: readonly [today: number, week: number, month: number];
  readonly owner: ListOwner | undefined;
  /** Whether the whole list is there. */
  readonly isComplete: boolean;
  readonly names: Pick<Names, 'collection' | 'person'>;
}

/** @param soonDays days before the expiry from which on a key counts as expiring */
export function sceneAt(
  now: number,
  soonDays: number,
  rest: Pick<Scene, 'timeZone' | 'owner' | 'isComplete' | 'names'>,
): Scene {
  const after = (days: number): number => dayStart(now, days, rest.timeZone);
  return { ...rest, now, soon: after(soonDays + 1), bounds: [after(1), after(8), after(31)] };
}

export function factsOf(row: AccessRow, scene: Scene): AccessFacts {
  const { listed, kept } = row;
  const creator = listed ? listed.userId : kept?.account?.userId;
  const place = placeOf(row, scene.owner);
  const lastUsedAt = latest(listed?.lastUsedAt, kept?.usedAt);
  const facts = {
    row,
    place,
    creator,
    lastUsedAt,
    isMine: place !== 'received' && creator !== undefined && creator === scene.owner?.account?.userId,
    isKept: kept?.present === true,
    isNeverUsed: listed !== undefined && !isUsed(row),
    createdAt: listed?.createdAt ?? kept?.issuedAt,
    expiry: expiryOf(row),
  };
  return { ...facts, state: stateOf(facts, scene) };
}

function placeOf({ listed, kept }: AccessRow, owner: ListOwner | undefined): Place {
  if (listed || !kept) return 'list';
  if (kept.origin === 'received') return 'received';
  const [mine, theirs] = [owner?.account, kept.account];
  const isSame =
    owner?.region === kept.region && mine?.userId === theirs?.userId && mine?.teamId === theirs?.teamId;
  return isSame ? 'list' : 'elsewhere';
}

/** Postman's own date, unless the key was used from here since: that gave it another 60 days. */
function expiryOf({ listed, kept }: AccessRow): AccessFacts['expiry'] {
  const isNewer = (kept?.usedAt ?? 0) > (listed?.lastUsedAt ?? 0);
  if (listed?.expiresAt !== undefined && !(kept?.expiry.kind === 'derived' && isNewer)) {
    return { at: listed.expiresAt, isDerived: false };
  }
  const expiry = kept?.expiry;
  if (!expiry || expiry.kind === 'unknown') return undefined;
  return { at: expiry.at, isDerived: expiry.kind === 'derived' };
}

function stateOf(
  { row, place, expiry }: Pick<AccessFacts, 'row' | 'place' | 'expiry'>,
  scene: Scene,
): AccessState {
  const { listed, kept } = row;
  if (listed?.status === 'deleted') return 'deleted';
  if (kept && isRefused(kept)) return 'refused';
  if (listed?.status === 'inactive' || (expiry && expiry.at <= scene.now)) return 'inactive';
  if (!listed && place === 'list' && scene.isComplete) return 'unlisted';
  if (expiry && expiry.at < scene.soon) return 'expiring';
  return listed?.status === 'unknown' ? 'unknown' : 'active';
}

function isRefused({ refusedAt, usedAt }: KeptKey): boolean {
  return refusedAt !== undefined && refusedAt >= (usedAt ?? 0);
}

/** The collection's name; its id where the name may not be read. What the person called a received key goes first. */
export function collectionOf({ listed, kept, collectionUid }: AccessRow, names: Scene['names']): string {
  if (kept && !listed && kept.origin === 'received') return kept.name;
  const { text, isKnown } = names.collection(collectionUid);
  return isKnown ? text : (kept?.name ?? text);
}

/** Whether it opens its collection no more. */
export function isDead({ state }: Pick<AccessFacts, 'state'>): boolean {
  return state === 'inactive' || state === 'deleted' || state === 'refused';
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}
