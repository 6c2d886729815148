import type { Context } from 'hono';
import type { SandboxEnv } from '../env.ts';
import { collectionsOf, uidOf } from '../world/access.ts';
import { collectionContent } from '../world/collectionContent.ts';
import type { CollectionContent } from '../world/collectionContent.ts';
import type { Collection, World } from '../world/model.ts';
import { originOf } from './origin.ts';
import { answer, collectionNotFound } from './problems.ts';

function forkOf({ forkOf: from, createdAt }: Collection): object {
  return from === undefined ? {} : { fork: { label: 'Work in progress', createdAt, from } };
}

function listed(collection: Collection): object {
  const { id, name, ownerId, createdAt, updatedAt, isPublic } = collection;
  const owner = String(ownerId);
  return { id, name, owner, createdAt, updatedAt, uid: uidOf(collection), ...forkOf(collection), isPublic };
}

/** Postman documents no 400 for this list: what is no number is as if it were not there. */
function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

export function listCollections(c: Context<SandboxEnv>, world: World): Response {
  const { workspace, name, ...paging } = c.req.query();
  const found = collectionsOf(world, c.get('person')).filter(
    (collection) =>
      (workspace === undefined || collection.workspaceId === workspace) &&
      (name === undefined || collection.name === name),
  );
  const limit = wholeNumber(paging['limit']);
  const offset = wholeNumber(paging['offset']);
  if (limit === undefined && offset === undefined) return c.json({ collections: found.map(listed) });
  const start = offset ?? 0;
  const page = found.slice(start, limit === undefined ? undefined : start + limit);
  return c.json({
    collections: page.map(listed),
    meta: { total: found.length, offset: start, limit: limit ?? page.length },
  });
}

/** By uid (`<owner>-<uuid>`) or by the bare uuid. */
export function getCollection(c: Context<SandboxEnv>, world: World, collectionId: string): Response {
  const collection = collectionsOf(world, c.get('person')).find(
    (one) => one.id === collectionId || uidOf(one) === collectionId,
  );
  return collection === undefined ? answer(c, collectionNotFound) : collectionAnswer(c, collection);
}

/** The whole collection, or what `model=minimal` leaves of it. */
export function collectionAnswer(c: Context<SandboxEnv>, collection: Collection): Response {
  const { id, name, description, createdAt, updatedAt, ownerId } = collection;
  const content = collectionContent(collection, `${originOf(c)}/echo`);
  const info = {
    _postman_id: id,
    name,
    description,
    ...forkOf(collection),
    updatedAt,
    createdAt,
    lastUpdatedBy: String(ownerId),
    uid: uidOf(collection),
  };
  if (c.req.query('model') === 'minimal') return c.json({ collection: { info, ...minimal(content) } });
  const schema = 'https://schema.postman.com/json/collection/v2.1.0/collection.json';
  return c.json({ collection: { info: { ...info, schema }, ...content } });
}

function minimal({ item, auth, event, variable }: CollectionContent): object {
  const uids = (ofFolders: boolean): string[] =>
    item.filter((one) => 'item' in one === ofFolders).map(({ uid }) => uid);
  return {
    variable,
    auth,
    events: event,
    rootLevelRequests: uids(false),
    rootLevelFolders: uids(true),
  };
}
