import type { AccessKey } from '../postman/accessKey.ts';
import type { AccessKeyCard, NewAccessKeyFacts } from './accessKeyCard.ts';
import { accessKeyKind } from './accessKeyRecord.ts';
import type { CardFolder } from './cardFolder.ts';
import { KeyStore } from './keyStore.ts';
import type { SecretStore } from './secretStore.ts';
import type { Shared } from './shared.ts';

/** The collection access keys whose secrets the user keeps. */
export type KeptKeys = KeyStore<AccessKey, AccessKeyCard, NewAccessKeyFacts>;

/** @param shared with the API keys, which live in the same secret storage */
export function createKeptKeys(
  store: SecretStore,
  folder: CardFolder<AccessKeyCard>,
  shared: Shared,
): KeptKeys {
  return new KeyStore(accessKeyKind, store, folder, shared);
}
