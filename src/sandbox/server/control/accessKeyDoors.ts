import type { IssuedAccessKey } from '../keys/accessKey.ts';
import { exposureOf } from '../keys/exposures.ts';
import type { LocalPostman } from '../localPostman.ts';
import { uidOf } from '../world/access.ts';
import type { Collection, Person } from '../world/model.ts';

/** What a test asked for and this sandbox does not have. */
export class NotHere extends Error {}

function known<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new NotHere(what);
  return found;
}

export function somebody(postman: LocalPostman, who?: string | number): Person {
  return known(postman.person(who), `Nobody in this sandbox is called ${String(who)}.`);
}

export function somebodyEver(postman: LocalPostman, who: string | number): Person {
  return known(postman.personEver(who), `Nobody in this sandbox was ever called ${String(who)}.`);
}

export function someCollection(postman: LocalPostman, which?: string): Collection {
  return known(postman.collection(which), `The sandbox has no collection ${String(which)}.`);
}

export interface SharedCollection extends IssuedAccessKey {
  readonly collectionUid: string;
  /** As the page hands it out, but to this sandbox. */
  readonly link: string;
}

/** @param url of this sandbox, without a slash at the end */
export function issueAccessKey(
  postman: LocalPostman,
  url: string,
  of: { readonly user?: string | number | undefined; readonly collection?: string | undefined },
): SharedCollection {
  const collection = someCollection(postman, of.collection);
  const issued = postman.issueAccessKey(somebody(postman, of.user), collection);
  const collectionUid = uidOf(collection);
  return { ...issued, collectionUid, link: `${url}/collections/${collectionUid}?access_key=${issued.key}` };
}

export interface FoundKey {
  /** An API key or a collection access key, the whole text. */
  readonly key: string;
  /** By id or name; the first public one without. */
  readonly workspace?: string | undefined;
  readonly location?: string | undefined;
}

/** The secret scanner finds a key, in the first collection of a workspace. */
export function exposeKey(postman: LocalPostman, { key, workspace, location = 'Headers' }: FoundKey): void {
  if (!/^PM(?:AK|AT)-/i.test(key)) throw new NotHere('The scanner knows no such kind of key.');
  const { workspaces, collections } = postman.world;
  const home = known(
    workspace === undefined
      ? (workspaces.find(({ visibility }) => visibility === 'public') ?? workspaces[0])
      : workspaces.find(({ id, name }) => id === workspace || name === workspace),
    `The sandbox has no workspace ${String(workspace)}.`,
  );
  const collection = known(
    collections.find(({ workspaceId }) => workspaceId === home.id),
    `The workspace ${home.name} has no collection.`,
  );
  postman.expose(
    exposureOf(key, {
      workspaceId: home.id,
      location,
      collectionUid: uidOf(collection),
      leakedBy: collection.ownerId,
      at: postman.clock.now(),
    }),
  );
}
