import type { Context } from 'hono';
import type { SandboxEnv } from '../env.ts';
import { isLiving, maskedAccessKey } from '../keys/accessKey.ts';
import type { AccessKey } from '../keys/accessKey.ts';
import type { LocalPostman } from '../localPostman.ts';
import { isAdmin, isOutsider } from '../world/access.ts';
import type { Person } from '../world/model.ts';
import { accessKeyNotFound, answer, invalidCursor, notYours } from './problems.ts';

interface Page {
  readonly offset: number;
  readonly limit: number;
}

function cursorOf({ offset, limit }: Page): string {
  return Buffer.from(`offset=${offset}&limit=${limit}`).toString('base64');
}

function pageOf(cursor: string): Page | undefined {
  const text = Buffer.from(cursor, 'base64').toString('utf8');
  const [, offset, limit] = /^offset=(\d{1,9})&limit=([1-9]\d{0,3})$/.exec(text) ?? [];
  const page = { offset: Number(offset), limit: Number(limit) };
  // Base64 is read leniently: only what this list has written counts.
  return limit !== undefined && cursorOf(page) === cursor ? page : undefined;
}

function dateText(at: number): string {
  return new Date(at).toISOString();
}

function listed(key: AccessKey, teamId: number, now: number): object {
  return {
    id: key.id,
    token: maskedAccessKey(key),
    status: isLiving(key, now) ? 'ACTIVE' : 'INACTIVE',
    teamId,
    userId: key.userId,
    collectionId: key.collectionUid,
    expiresAfter: dateText(key.expiresAt),
    lastUsedAt: key.lastUsedAt === null ? '' : dateText(key.lastUsedAt),
    createdAt: dateText(key.createdAt),
    updatedAt: dateText(key.updatedAt),
    deletedAt: key.deletedAt === null ? null : dateText(key.deletedAt),
  };
}

/** Own keys and those of the team, of people who have left it too; guests and partners see their own. */
function mayList({ world }: LocalPostman, person: Person): (key: AccessKey) => boolean {
  const ownOnly = world.team === null || isOutsider(person);
  return (key) => !ownOnly || key.userId === person.id;
}

export function listAccessKeys(c: Context<SandboxEnv>, postman: LocalPostman): Response {
  const { collectionId, cursor = '' } = c.req.query();
  const page = cursor === '' ? { offset: 0, limit: postman.accounts.pageSize } : pageOf(cursor);
  if (page === undefined) return answer(c, invalidCursor);
  const found = postman.accessKeys
    .all()
    .filter(mayList(postman, c.get('person')))
    .filter((key) => collectionId === undefined || key.collectionUid === collectionId);
  const { offset, limit } = page;
  const end = offset + limit;
  const now = postman.clock.now();
  const teamId = postman.world.team?.id ?? 0;
  return c.json({
    data: found.slice(offset, end).map((key) => listed(key, teamId, now)),
    meta: {
      nextCursor: end < found.length ? cursorOf({ offset: end, limit }) : '',
      prevCursor: offset === 0 ? '' : cursorOf({ offset: Math.max(0, offset - limit), limit }),
    },
  });
}

/** Own keys by everyone, those of team-mates by admins. */
export function deleteAccessKey(c: Context<SandboxEnv>, postman: LocalPostman, keyId: string): Response {
  const person = c.get('person');
  const key = postman.accessKeys.get(keyId);
  if (key === undefined) return answer(c, accessKeyNotFound);
  if (key.userId !== person.id && !isAdmin(person)) return answer(c, notYours);
  return postman.deleteAccessKey(keyId, person) ? c.body(null, 204) : answer(c, accessKeyNotFound);
}
