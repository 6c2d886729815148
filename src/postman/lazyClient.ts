import type { ClientOptions, PostmanClient } from './client.ts';

/** A client that loads itself, and axios with it, when it is first asked for something. */
export function lazyClient(options: ClientOptions): PostmanClient {
  let loading: Promise<PostmanClient> | undefined;
  const client = async (): Promise<PostmanClient> => {
    loading ??= import('./client.ts').then(({ createClient }) => createClient(options));
    return loading.catch((error: unknown) => {
      // What failed to load may load the next time.
      loading = undefined;
      throw error;
    });
  };
  return {
    me: async (...args) => (await client()).me(...args),
    get: async (...args) => (await client()).get(...args),
    users: async (...args) => (await client()).users(...args),
    workspaces: async (...args) => (await client()).workspaces(...args),
    collections: async (...args) => (await client()).collections(...args),
  };
}
