import type { Context } from 'hono';
import type { SandboxEnv } from '../env.ts';
import { collectionsOf, uidOf } from '../world/access.ts';
import { collectionContent } from '../world/collectionContent.ts';
import type { Collection, World } from '../world/model.ts';
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
  if (collection === undefined) return answer(c, collectionNotFound);
  const { id, name, description, createdAt, updatedAt, ownerId } = collection;
  const info = {
    _postman_id: id,
    name,
    description,
    schema: 'https://schema.postman.com/json/collection/v2.1.0/collection.json',
    ...forkOf(collection),
    updatedAt,
    createdAt,
    lastUpdatedBy: String(ownerId),
    uid: uidOf(collection),
  };
  return c.json({ collection: { info, ...collectionContent(collection) } });
}
