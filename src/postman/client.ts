import type { CollectionLink } from './collectionLink.ts';
import {
  accessKeysPath,
  decodeAccessKeys,
  deleteAccessKey,
  type AccessKeyPage,
  type AccessKeyQuery,
} from './accessKeys.ts';
import {
  auditLogsPath,
  decodeAuditActions,
  decodeAuditLogs,
  type AuditAction,
  type AuditPage,
  type AuditQuery,
} from './auditLog.ts';
import { createAsk, hostOf, type Answer, type Call, type ClientOptions, type Credential } from './call.ts';
import { createSharing } from './cancellation.ts';
import { collectionAnswer, type CollectionAnswer } from './collection.ts';
import {
  allCollections,
  collectionPath,
  collectionsPath,
  decodeCollectionName,
  decodeCollections,
  type CollectionPage,
  type CollectionQuery,
  type CollectionSummary,
} from './collections.ts';
import type { ApiKey } from './credential.ts';
import type { Region } from './region.ts';
import {
  allDetectedSecrets,
  allSecretLocations,
  decodeSecretTypes,
  isPostmans,
  type DetectedSecret,
  type SecretLocation,
  type SecretType,
} from './secretScanner.ts';
import { decodeMe, decodeUsers, type Me, type User } from './users.ts';
import { allWorkspaces, type Workspace } from './workspaces.ts';

export type { Answer, ClientOptions } from './call.ts';

/** Calls to Postman. Every one rejects with a `PostmanProblem` and with nothing else. */
export interface PostmanClient {
  /** Who the key belongs to. Calls at the same time with the same key share one request. */
  me(key: ApiKey, region: Region, signal?: AbortSignal): Promise<Me>;
  /** The answer to any GET. `path` starts with one `/` and may have a query, though never with a key in it. */
  get(key: ApiKey, region: Region, path: string, signal?: AbortSignal): Promise<Answer>;
  /** The answer to any request. A POST or PATCH is sent once and never again, whatever becomes of it. */
  request(
    key: ApiKey,
    region: Region,
    of: Pick<Call, 'method' | 'path' | 'body'>,
    signal?: AbortSignal,
  ): Promise<Answer>;
  users(key: ApiKey, region: Region, signal?: AbortSignal): Promise<User[]>;
  workspaces(key: ApiKey, region: Region, signal?: AbortSignal): Promise<Workspace[]>;
  /** All collections the key can read, or those of one workspace. */
  collections(
    key: ApiKey,
    region: Region,
    workspaceId?: string,
    signal?: AbortSignal,
  ): Promise<CollectionSummary[]>;
  collectionPage(
    key: ApiKey,
    region: Region,
    of: CollectionQuery,
    signal?: AbortSignal,
  ): Promise<CollectionPage>;
  /** The name of a collection, without the rest of it. */
  collectionName(key: ApiKey, region: Region, uid: string, signal?: AbortSignal): Promise<string>;
  collection(key: ApiKey, region: Region, uid: string, signal?: AbortSignal): Promise<CollectionAnswer>;
  /**
   * A collection by access key alone, which gives the key another 60 days. `refused`: the key is dead;
   * `forbidden`: it is alive and of another collection.
   */
  sharedCollection(link: CollectionLink, signal?: AbortSignal): Promise<CollectionAnswer>;
  /** Uses an access key once, for as little as can be read: that gives it another 60 days. Fails as above. */
  useAccessKey(link: CollectionLink, signal?: AbortSignal): Promise<void>;
  /** A page of the access keys of the account and of its team. */
  accessKeyPage(
    key: ApiKey,
    region: Region,
    of?: AccessKeyQuery,
    signal?: AbortSignal,
  ): Promise<AccessKeyPage>;
  /** Revokes an access key by its id; `gone` when there was none any more. */
  deleteAccessKey(key: ApiKey, region: Region, id: string, signal?: AbortSignal): Promise<'deleted' | 'gone'>;
  secretTypes(key: ApiKey, region: Region, signal?: AbortSignal): Promise<SecretType[]>;
  /** All keys of Postman's own that its secret scanner has found. */
  detectedSecrets(key: ApiKey, region: Region, signal?: AbortSignal): Promise<DetectedSecret[]>;
  secretLocations(
    key: ApiKey,
    region: Region,
    secretId: string,
    workspaceId: string,
    signal?: AbortSignal,
  ): Promise<SecretLocation[]>;
  auditActions(key: ApiKey, region: Region, signal?: AbortSignal): Promise<AuditAction[]>;
  auditLogs(key: ApiKey, region: Region, of: AuditQuery, signal?: AbortSignal): Promise<AuditPage>;
}

export function createClient(options: ClientOptions): PostmanClient {
  const ask = createAsk(options);
  const sharedMe = createSharing<Me>();
  const never = new AbortController().signal;
  const get = async (key: Credential, region: Region, path: string, signal: AbortSignal) =>
    ask(key, region, { method: 'GET', path }, signal);
  /** GETs the bodies of one key's calls. */
  const bodies = (key: Credential, region: Region, signal: AbortSignal) => async (path: string) =>
    (await get(key, region, path, signal)).body;
  const secretTypes = async (key: ApiKey, region: Region, signal = never) =>
    decodeSecretTypes(await bodies(key, region, signal)('/secret-types'), hostOf(region));
  const wholeCollection = async (key: Credential, region: Region, uid: string, signal: AbortSignal) =>
    collectionAnswer(await bodies(key, region, signal)(collectionPath(uid)), hostOf(region), Date.now());
  return {
    get: async (key, region, path, signal = never) => get(key, region, path, signal),
    // Taken apart: a caller's object may have more in it, and only our own POSTs are known to be safe to repeat.
    request: async (key, region, { method, path, body }, signal = never) =>
      ask(key, region, { method, path, body }, signal),
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
    collectionPage: async (key, region, of, signal = never) =>
      decodeCollections(await get(key, region, collectionsPath(of), signal), hostOf(region), of.limit),
    collectionName: async (key, region, uid, signal = never) =>
      decodeCollectionName(await bodies(key, region, signal)(collectionPath(uid, 'minimal')), hostOf(region)),
    collection: async (key, region, uid, signal = never) => wholeCollection(key, region, uid, signal),
    sharedCollection: async ({ key, region, collectionUid }, signal = never) =>
      wholeCollection(key, region, collectionUid, signal),
    useAccessKey: async ({ key, region, collectionUid }, signal = never) => {
      await get(key, region, collectionPath(collectionUid, 'minimal'), signal);
    },
    accessKeyPage: async (key, region, of = {}, signal = never) =>
      decodeAccessKeys(await get(key, region, accessKeysPath(of), signal), hostOf(region)),
    deleteAccessKey: async (key, region, id, signal = never) =>
      deleteAccessKey(async (call) => ask(key, region, call, signal), id, hostOf(region)),
    secretTypes,
    detectedSecrets: async (key, region, signal = never) => {
      const types = await secretTypes(key, region, signal);
      const post = async (path: string, body: unknown) =>
        (await ask(key, region, { method: 'POST', path, body, onlyReads: true }, signal)).body;
      return allDetectedSecrets(types.filter(isPostmans), post, hostOf(region));
    },
    secretLocations: async (key, region, secretId, workspaceId, signal = never) =>
      allSecretLocations({ secretId, workspaceId }, bodies(key, region, signal), region, hostOf(region)),
    auditActions: async (key, region, signal = never) =>
      decodeAuditActions(await bodies(key, region, signal)('/audit-actions'), hostOf(region)),
    auditLogs: async (key, region, of, signal = never) =>
      decodeAuditLogs(await bodies(key, region, signal)(auditLogsPath(of)), hostOf(region)),
  };
}
