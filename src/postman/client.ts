import { createGet, hostOf, type Answer, type ClientOptions } from './call.ts';
import { createSharing } from './cancellation.ts';
import { allCollections, type CollectionSummary } from './collections.ts';
import type { ApiKey } from './credential.ts';
import type { Region } from './region.ts';
import { decodeMe, decodeUsers, type Me, type User } from './users.ts';
import { allWorkspaces, type Workspace } from './workspaces.ts';

export type { Answer, ClientOptions } from './call.ts';

/** Calls to Postman. Every one rejects with a `PostmanProblem` and with nothing else. */
export interface PostmanClient {
  /** Who the key belongs to. Calls at the same time with the same key share one request. */
  me(key: ApiKey, region: Region, signal?: AbortSignal): Promise<Me>;
  /** The answer to any GET. `path` starts with one `/` and may have a query, though never with a key in it. */
  get(key: ApiKey, region: Region, path: string, signal?: AbortSignal): Promise<Answer>;
  users(key: ApiKey, region: Region, signal?: AbortSignal): Promise<User[]>;
  workspaces(key: ApiKey, region: Region, signal?: AbortSignal): Promise<Workspace[]>;
  /** All collections the key can read, or those of one workspace. */
  collections(
    key: ApiKey,
    region: Region,
    workspaceId?: string,
    signal?: AbortSignal,
  ): Promise<CollectionSummary[]>;
}

export function createClient(options: ClientOptions): PostmanClient {
  const get = createGet(options);
  const sharedMe = createSharing<Me>();
  const never = new AbortController().signal;
  /** GETs the bodies of one key's calls. */
  const bodies = (key: ApiKey, region: Region, signal: AbortSignal) => async (path: string) =>
    (await get(key, region, path, signal)).body;
  return {
    get: async (key, region, path, signal = never) => get(key, region, path, signal),
    me: async (key, region, signal = never) => {
      const host = hostOf(region);
      return sharedMe(`${key.fingerprint} ${region.api}`, host, signal, async (shared) =>
        decodeMe(await bodies(key, region, shared)('/me'), host),
      );
    },
    users: async (key, region, signal = never) =>
      decodeUsers(await bodies(key, region, signal)('/users'), hostOf(region)),
    workspaces: async (key, region, signal = never) =>
      allWorkspaces(bodies(key, region, signal), hostOf(region)),
    collections: async (key, region, workspaceId, signal = never) =>
      allCollections(bodies(key, region, signal), hostOf(region), workspaceId),
  };
}
