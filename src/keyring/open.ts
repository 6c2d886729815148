import { join } from 'node:path';
import { accessKeyKind } from './accessKeyRecord.ts';
import { openCardFolder } from './cardFolder.ts';
import { createKeptKeys, type KeptKeys } from './keptKeys.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import { apiKeyKind } from './record.ts';
import type { SecretStore } from './secretStore.ts';
import { createShared } from './shared.ts';

/**
 * Opens all that is kept, with no card read yet.
 * @param folder an absolute path, the same for all windows of this host
 */
export async function openStores(
  store: SecretStore,
  folder: string,
): Promise<{ readonly keyring: Keyring; readonly keptKeys: KeptKeys }> {
  const apiKeys = await openCardFolder(join(folder, 'apiKeys'), apiKeyKind);
  const accessKeys = await openCardFolder(join(folder, 'accessKeys'), accessKeyKind);
  // Windows of an earlier version know the lock of the API keys alone.
  const shared = createShared(apiKeys.lockFile);
  return {
    keyring: createKeyring(store, apiKeys, shared),
    keptKeys: createKeptKeys(store, accessKeys, shared),
  };
}
