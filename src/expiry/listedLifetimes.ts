import type { AccessKeyList } from '../keyring/accessKeyList.ts';
import type { Names } from '../keyring/collectionNames.ts';
import { daysBetween } from '../keyring/days.ts';
import type { Rules } from '../keyring/state.ts';
import { wordOf } from '../keyring/words.ts';
import type { Lifetime } from './timeline/data.ts';

interface Listing {
  readonly list: Pick<AccessKeyList, 'account' | 'keys'>;
  readonly names: Pick<Names, 'collection'>;
  /** Postman's ids of keys that are shown as kept ones. */
  readonly kept: ReadonlySet<string>;
}

/** The person's own access keys, as far as their list is loaded: those of others are for others to watch. */
export function listedLifetimes({ kept, list, names }: Listing, now: number, rules: Rules): Lifetime[] {
  const me = list.account?.account;
  return list.keys
    .filter(
      ({ id, status, userId }) =>
        me !== undefined && userId === me.userId && status !== 'deleted' && !kept.has(id),
    )
    .map((key): Lifetime => {
      const { createdAt, expiresAt, status } = key;
      const daysLeft = expiresAt === undefined ? undefined : daysBetween(now, expiresAt, rules.timeZone);
      const isOver = expiresAt !== undefined && expiresAt <= now;
      const isEnding = !isOver && daysLeft !== undefined && daysLeft <= Math.max(0, ...rules.thresholds);
      const state = isOver ? 'expired' : isEnding ? 'expiring' : 'active';
      return {
        id: `key/${key.id}`,
        kind: 'accessKey',
        name: names.collection(key.collectionUid).text,
        owner: me?.fullName ?? '',
        masked: key.masked,
        issuedAt: createdAt ?? now,
        derived: false,
        expiresAt,
        ends: expiresAt === undefined ? 'unknown' : 'known',
        state: status === 'inactive' ? 'Inactive' : wordOf({ state, daysLeft, isStale: false }),
        severity: state === 'expiring' && status === 'active' ? 'warning' : 'ok',
      };
    });
}
