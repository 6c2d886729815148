import * as v from 'valibot';
import { maskAccessKey } from './accessKey.ts';
import type { Answer, Call } from './call.ts';
import { PostmanProblem } from './problem.ts';
import type { RateLimit } from './rateLimit.ts';
import { decode, moment, nextCursor, numericId, opaqueId, queryOf, readable, textId } from './wire.ts';

/** `inactive` has expired; `unknown` is what Postman has no word for yet. */
export type AccessKeyStatus = 'active' | 'inactive' | 'deleted' | 'unknown';

/** An access key as Postman lists it, without its secret. Times are Unix milliseconds. */
export interface ListedAccessKey {
  /** Postman's own, opaque: it may hold any character and belongs into a path encoded. */
  readonly id: string;
  /** `PMAT-`, asterisks, the last four characters. */
  readonly masked: string;
  readonly lastFour: string;
  readonly status: AccessKeyStatus;
  /** Who made it; not always who asks, nor anyone who is still in the team. */
  readonly userId: number | undefined;
  readonly teamId: number | undefined;
  readonly collectionUid: string;
  readonly createdAt: number | undefined;
  /** `undefined` for a key that was never used. */
  readonly lastUsedAt: number | undefined;
  /** It was used, at a time in a form that is not known here: such a key must not pass for a never used one. */
  readonly isUseUnreadable?: boolean | undefined;
  readonly expiresAt: number | undefined;
  readonly deletedAt: number | undefined;
}

export interface AccessKeyPage {
  readonly keys: readonly ListedAccessKey[];
  /** Empty after the last page. */
  readonly nextCursor: string;
  /** Rows that could not be read and are left out. */
  readonly skipped: number;
  readonly rateLimit: RateLimit;
}

export interface AccessKeyQuery {
  /** Of the page before; empty for the first. */
  readonly cursor?: string | undefined;
  /** Only the keys of one collection. */
  readonly collectionUid?: string | undefined;
}

/** The path of a page of access keys. */
export function accessKeysPath({ cursor, collectionUid }: AccessKeyQuery): string {
  return `/collection-access-keys${queryOf({ collectionId: collectionUid, cursor })}`;
}

const time = v.pipe(
  moment,
  v.transform((date) => date?.getTime()),
);
const idOrNone = v.fallback(v.optional(numericId), undefined);

// Built anew and not passed on: should an answer ever have a whole key there, it goes no further.
const lastFour = v.fallback(
  v.pipe(
    v.string(),
    v.transform((token) => /[0-9a-z]{4}$/i.exec(token.trim())?.[0] ?? ''),
  ),
  '',
);

const accessKey = v.pipe(
  v.object({
    id: opaqueId,
    token: lastFour,
    status: v.fallback(v.string(), ''),
    userId: idOrNone,
    teamId: idOrNone,
    collectionId: textId,
    createdAt: time,
    lastUsedAt: v.optional(v.unknown()),
    expiresAfter: time,
    deletedAt: time,
  }),
  v.transform((row): ListedAccessKey => ({
    id: row.id,
    masked: maskAccessKey({ lastFour: row.token }),
    lastFour: row.token,
    status: row.deletedAt === undefined ? statusOf(row.status) : 'deleted',
    userId: row.userId,
    teamId: row.teamId,
    collectionUid: row.collectionId,
    createdAt: row.createdAt,
    ...useOf(row.lastUsedAt),
    expiresAt: row.expiresAfter,
    deletedAt: row.deletedAt,
  })),
);

/** Postman says `""` for never. */
function useOf(said: unknown): Pick<ListedAccessKey, 'lastUsedAt' | 'isUseUnreadable'> {
  const lastUsedAt = v.parse(time, said);
  const isNever = said === undefined || said === null || said === '';
  return { lastUsedAt, ...(lastUsedAt === undefined && !isNever && { isUseUnreadable: true }) };
}

function statusOf(text: string): AccessKeyStatus {
  const status = text.toLowerCase();
  return status === 'active' || status === 'inactive' ? status : 'unknown';
}

const page = v.object({
  data: v.array(v.unknown()),
  meta: v.optional(v.object({ nextCursor }), {}),
});

/** The answer to `GET /collection-access-keys`. Throws the problem `unreadable` when it has no list. */
export function decodeAccessKeys(
  { body, rateLimit }: Pick<Answer, 'body' | 'rateLimit'>,
  host: string,
): AccessKeyPage {
  const { data, meta } = decode(page, body, host);
  const { rows, skipped } = readable(accessKey, data);
  return { keys: rows, nextCursor: meta.nextCursor, skipped, rateLimit };
}

/**
 * Revokes the key of this id. The API answers a deletion with nothing, so an answer with something in it, from
 * a proxy say, rejects with the problem `unreadable` and is not taken for one.
 */
export async function deleteAccessKey(
  ask: (call: Call) => Promise<Answer>,
  id: string,
  host: string,
): Promise<'deleted' | 'gone'> {
  const path = `/collection-access-keys/${encodeURIComponent(id.toWellFormed())}`;
  try {
    const { body, status } = await ask({ method: 'DELETE', path });
    if (status === 204 && body === undefined) return 'deleted';
  } catch (error) {
    // Also after a first try that got through and whose answer did not.
    if (isGone(error)) return 'gone';
    throw error;
  }
  const message = `${host} did not say whether the access key is deleted: load the list again.`;
  throw new PostmanProblem({ kind: 'unreadable', host, message });
}

/** Only Postman itself knows: a proxy, or another server at a custom address, has a 404 for everything. */
function isGone(error: unknown): boolean {
  return (
    error instanceof PostmanProblem && error.kind === 'notFound' && /not[-_ ]?found/i.test(error.code ?? '')
  );
}
