import type { ApiKey } from '../postman/credential.ts';
import type { ApiKeyCard, NewKeyFacts } from './apiKey.ts';
import type { CardFolder } from './cardFolder.ts';
import { KeyStore } from './keyStore.ts';
import { apiKeyKind } from './record.ts';
import type { SecretStore } from './secretStore.ts';
import { createShared, type Shared } from './shared.ts';

/** The user's API keys. */
export type Keyring = KeyStore<ApiKey, ApiKeyCard, NewKeyFacts>;

/** @param shared with the stores of other kinds of keys in the same secret storage */
export function createKeyring(
  store: SecretStore,
  folder: CardFolder<ApiKeyCard>,
  shared: Shared = createShared(folder.lockFile),
): Keyring {
  return new KeyStore(apiKeyKind, store, folder, shared);
}
