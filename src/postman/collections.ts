import * as v from 'valibot';
import { decode, endlessList, moment, mostPages, shownText, textId } from './wire.ts';

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

const collectionPage = v.object({
  collections: v.array(
    v.object({ uid: textId, id: textId, name: shownText, owner: shownText, updatedAt: moment }),
  ),
});

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
    const query = new URLSearchParams({
      ...(workspaceId !== undefined && { workspace: workspaceId }),
      limit: String(pageSize),
      offset: String(page * pageSize),
    });
    const { collections } = decode(collectionPage, await bodyOf(`/collections?${query.toString()}`), host);
    const before = all.size;
    for (const collection of collections) all.set(collection.uid, collection);
    // A page that is not full is the last; so is one with nothing new, from a server that knows no pages.
    if (collections.length < pageSize || all.size === before) return [...all.values()];
  }
  throw endlessList(host);
}
