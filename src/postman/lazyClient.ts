import type { ClientOptions, PostmanClient } from './client.ts';
import { lazily } from './lazily.ts';

/** A client that loads itself, and axios with it, when it is first asked for something. */
export function lazyClient(options: ClientOptions): PostmanClient {
  const client = lazily(async () => (await import('./client.ts')).createClient(options));
  return {
    me: async (...args) => (await client()).me(...args),
    get: async (...args) => (await client()).get(...args),
    users: async (...args) => (await client()).users(...args),
    workspaces: async (...args) => (await client()).workspaces(...args),
    collections: async (...args) => (await client()).collections(...args),
  };
}
