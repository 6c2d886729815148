import type { AccessKeyPage } from '../postman/accessKeys.ts';
import { hostOf } from '../postman/call.ts';
import type { PostmanClient } from '../postman/client.ts';
import { regionOf } from '../postman/region.ts';
import type { Pacing } from './accessKeyListPacing.ts';
import { accessKeyPages } from './accessKeyListPages.ts';
import type { StoredKey } from './apiKey.ts';
import type { Keyring } from './keyring.ts';
import { KeyringProblem } from './problem.ts';

export interface PageParts {
  readonly keyring: Pick<Keyring, 'secretOf'>;
  readonly client: Pick<PostmanClient, 'accessKeyPage'>;
}

/** One load of the list, by one API key, from its first page. */
export interface Load {
  readonly key: StoredKey;
  readonly controller: AbortController;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly ended: PromiseWithResolvers<void>;
}

export function newLoad(key: StoredKey): Load {
  return {
    key,
    controller: new AbortController(),
    startedAt: Date.now(),
    ended: Promise.withResolvers(),
  };
}

export interface LoadWatch {
  readonly onWait: (seconds: number | undefined) => void;
  /** How many rows of the pages so far were revoked since this was last asked. */
  readonly revoked: () => number;
}

/** @throws PostmanProblem, KeyringProblem */
export async function* pagesOf(
  { keyring, client }: PageParts,
  { key, controller: { signal } }: Load,
  pacing: Pacing,
  watch: LoadWatch,
): AsyncGenerator<AccessKeyPage, void> {
  const region = regionOf(key.region);
  if (!region) throw new KeyringProblem('gone');
  const apiKey = await keyring.secretOf(key.id);
  yield* accessKeyPages({
    ...watch,
    host: hostOf(region),
    ask: async (cursor) => client.accessKeyPage(apiKey, region, { cursor }, signal),
    pacing,
    signal,
  });
}

/** Resolves with `ended`, or as soon as `signal` aborts. */
export async function unlessAborted(ended: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return ended;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const leave = (): void => {
    resolve(undefined);
  };
  signal.addEventListener('abort', leave, { once: true });
  await Promise.race([ended, promise]);
  signal.removeEventListener('abort', leave);
}
