import * as v from 'valibot';
import type { Answer } from './call.ts';
import type { RateLimit } from './rateLimit.ts';
import { decode, endlessList, moment, mostPages, queryOf, readable, shownText, textId } from './wire.ts';

/** A collection as lists have it. */
export interface CollectionSummary {
  /** `<owner's id>-<id>`: what Postman's own links and calls name a collection by. */
  readonly uid: string;
  readonly id: string;
  readonly name: string;
  /** Id of the owning user or team. */
  readonly owner: string;
  readonly updatedAt?: Date | undefined;
}

/** One page of collections, for look-ups that stop early. */
export interface CollectionPage {
  readonly collections: readonly CollectionSummary[];
  readonly isLast: boolean;
  readonly rateLimit: RateLimit;
}

export interface CollectionQuery {
  /** Rows of the page: 100 without it. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly workspaceId?: string | undefined;
}

const summary = v.object({ uid: textId, id: textId, name: shownText, owner: shownText, updatedAt: moment });
const collectionPage = v.object({ collections: v.array(summary) });
const tolerantPage = v.object({ collections: v.array(v.unknown()) });

const pageSize = 100;

/**
 * All collections, or those of one workspace, page by page. `bodyOf` GETs a path. A collection that moves to
 * another page meanwhile counts once. Rejects with the problem `unreadable` when there is no end.
 */
export async function allCollections(
  bodyOf: (path: string) => Promise<unknown>,
  host: string,
  workspaceId?: string,
): Promise<CollectionSummary[]> {
  const all = new Map<string, CollectionSummary>();
  for (let page = 0; page < mostPages; page++) {
    const path = collectionsPath({ workspaceId, offset: page * pageSize });
    const { collections } = decode(collectionPage, await bodyOf(path), host);
    const before = all.size;
    for (const collection of collections) all.set(collection.uid, collection);
    // A page that is not full is the last; so is one with nothing new, from a server that knows no pages.
    if (collections.length < pageSize || all.size === before) return [...all.values()];
  }
  throw endlessList(host);
}

/** The path of a page of collections. */
export function collectionsPath({ workspaceId, limit = pageSize, offset = 0 }: CollectionQuery): string {
  return `/collections${queryOf({ workspace: workspaceId, limit, offset })}`;
}

/**
 * One page, of which `limit` rows were asked for. It is the last when it has not as many; also when it has more,
 * from a server that knows no pages. Throws the problem `unreadable` when there is no list.
 */
export function decodeCollections(
  { body, rateLimit }: Pick<Answer, 'body' | 'rateLimit'>,
  host: string,
  limit = pageSize,
): CollectionPage {
  const { collections } = decode(tolerantPage, body, host);
  const { rows } = readable(summary, collections);
  return { collections: rows, isLast: collections.length !== limit, rateLimit };
}

/** The path of one collection; with `minimal` it comes without its items. */
export function collectionPath(uid: string, model?: 'minimal'): string {
  return `/collections/${encodeURIComponent(uid.toWellFormed())}${queryOf({ model })}`;
}

const named = v.object({ collection: v.object({ info: v.object({ name: shownText }) }) });

/** The name in an answer to `GET /collections/{uid}`. Throws the problem `unreadable`. */
export function decodeCollectionName(body: unknown, host: string): string {
  return decode(named, body, host).collection.info.name;
}
