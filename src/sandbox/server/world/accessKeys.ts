import { createHash } from 'node:crypto';
import { accessKeyId, lifeFrom } from '../keys/accessKey.ts';
import type { AccessKey } from '../keys/accessKey.ts';
import { isOutsider, uidOf } from './access.ts';
import { stableUuid } from './ids.ts';
import type { SeedName, World } from './model.ts';

const counts: Record<SeedName, number> = { small: 2, team: 120, huge: 10_000 };
const day = 86_400_000;
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A person who made keys and then left: no seed has them among its people. */
export const leftPersonId = 31_450_905;

/** Numbers drawn from a label one after the other, the same on every run: up to eight, one hash for them all. */
function drawing(label: string): (below: number) => number {
  const hash = createHash('sha256').update(label).digest();
  let drawn = 0;
  return (below) => hash.readUInt32BE(4 * (drawn++ % 8)) % below;
}

type Dates = Pick<AccessKey, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'deletedAt' | 'inactive'>;

/** What became of a key by its number: most are in use, one in five never was, some end within days, some have ended. */
function datesOf(number: number, at: number, draw: (below: number) => number): Dates {
  const living = { deletedAt: null, inactive: false };
  const usedAgo = (days: number, spread: number): Dates => {
    const lastUsedAt = at - days * day - draw(spread * day);
    const createdAt = lastUsedAt - draw(300 * day);
    return { ...living, createdAt, lastUsedAt, expiresAt: lifeFrom(lastUsedAt) };
  };
  if (number === 7) return { ...usedAgo(20, 10), deletedAt: at - 2 * day };
  switch (number % 10) {
    case 0:
    case 5: {
      const createdAt = at - day - draw(50 * day);
      return { ...living, createdAt, lastUsedAt: null, expiresAt: lifeFrom(createdAt) };
    }
    case 3:
      return usedAgo(53, 6);
    case 6:
      return usedAgo(61, 120);
    case 8:
      return number % 20 === 8 ? { ...usedAgo(5, 40), inactive: true } : usedAgo(0, 2);
    default:
      return usedAgo(0, 50);
  }
}

/** Keys of earlier times, with dates that count from `at`. Their hash is of no key, so no secret in the world opens them. */
export function plantedAccessKeys(world: World, at: number): AccessKey[] {
  const makers = world.people.filter((person) => !isOutsider(person)).map(({ id }) => id);
  const uids = world.collections.map(uidOf);
  return Array.from({ length: counts[world.seed] }, (_, number) => {
    const label = `access key ${number} of ${world.seed}`;
    const draw = drawing(label);
    const owner = makers[draw(makers.length)] ?? 0;
    const userId = world.team !== null && number % 24 === 11 ? leftPersonId : owner;
    // In some workspace that nobody here is in, or gone with it.
    const elsewhere = world.team !== null && number % 30 === 29;
    const uid = uids[number % uids.length] ?? '';
    const dates = datesOf(number, at, draw);
    return {
      id: accessKeyId(userId, stableUuid(label)),
      hash: createHash('sha256').update(`no key: ${label}`).digest('hex'),
      lastFour: Array.from({ length: 4 }, () => letters.charAt(draw(32))).join(''),
      userId,
      collectionUid: elsewhere ? `${leftPersonId}-${stableUuid(`elsewhere ${number}`)}` : uid,
      updatedAt: dates.lastUsedAt ?? dates.createdAt,
      ...dates,
    };
  });
}
