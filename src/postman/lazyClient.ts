import type { ClientOptions, PostmanClient } from './client.ts';
import { lazily } from './lazily.ts';

type Name = keyof PostmanClient;
// As maps of names, through which TypeScript can follow one line for all calls.
type Inputs = { [N in Name]: Parameters<PostmanClient[N]> };
type Outputs = { [N in Name]: Awaited<ReturnType<PostmanClient[N]>> };
type Call<N extends Name> = (...inputs: Inputs[N]) => Promise<Outputs[N]>;

/** A client that loads itself, and axios with it, when it is first asked for something. */
export function lazyClient(options: ClientOptions): PostmanClient {
  const client = lazily<{ [N in Name]: Call<N> }>(async () =>
    (await import('./client.ts')).createClient(options),
  );
  const call =
    <N extends Name>(name: N): Call<N> =>
    async (...inputs) =>
      (await client())[name](...inputs);
  return {
    me: call('me'),
    get: call('get'),
    request: call('request'),
    users: call('users'),
    workspaces: call('workspaces'),
    collections: call('collections'),
    collectionPage: call('collectionPage'),
    collectionName: call('collectionName'),
    collection: call('collection'),
    sharedCollection: call('sharedCollection'),
    useAccessKey: call('useAccessKey'),
    accessKeyPage: call('accessKeyPage'),
    deleteAccessKey: call('deleteAccessKey'),
    secretTypes: call('secretTypes'),
    detectedSecrets: call('detectedSecrets'),
    secretLocations: call('secretLocations'),
    auditActions: call('auditActions'),
    auditLogs: call('auditLogs'),
  };
}
