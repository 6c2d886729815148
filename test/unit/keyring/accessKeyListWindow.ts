import { ActiveKey } from '../../../src/keyring/activeKey.ts';
import type { StoredKey } from '../../../src/keyring/apiKey.ts';
import type { Keyring } from '../../../src/keyring/keyring.ts';
import type { KeptKeys } from '../../../src/keyring/keptKeys.ts';
import { openStores } from '../../../src/keyring/open.ts';
import { parseApiKey } from '../../../src/postman/credential.ts';
import { regionOf } from '../../../src/postman/region.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { testClient, type TestClient } from '../postman/against.ts';
import { temporaryFolder } from './keys.ts';
import { SharedSecrets } from './sharedSecrets.ts';
import { memento } from './memento.ts';

/** A window's real stores, and what else the list and the names are made of. */
export interface Window {
  readonly keyring: Keyring;
  readonly keptKeys: KeptKeys;
  readonly activeKey: ActiveKey;
  /** Sleeps for no time, and lets the sandbox's clock run on instead. */
  readonly client: TestClient;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Seconds that were slept, whole ones. */
  readonly slept: number[];
  /** Keeps an API key of somebody in the sandbox, as one whose account is known. */
  addKey(who?: string): Promise<StoredKey>;
  dispose(): Promise<void>;
}

export async function openWindow(
  sandbox: Sandbox,
  options: Parameters<typeof testClient>[0] = {},
): Promise<Window> {
  const folder = await temporaryFolder();
  const stores = await openStores(new SharedSecrets().window(), folder.path);
  const activeKey = new ActiveKey(stores.keyring, memento(), memento());
  const slept: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => {
    slept.push(Math.floor(milliseconds / 1000));
    sandbox.clock.advance(milliseconds);
    return Promise.resolve();
  };
  const client = testClient({ sleep, ...options });
  return {
    ...stores,
    activeKey,
    client,
    sleep,
    slept,
    addKey: async (who) => {
      const key = parseApiKey(sandbox.issueKey(who === undefined ? {} : { user: who }).key)!;
      const region = regionOf(sandbox.url)!;
      const { operations, ...account } = await client.me(key, region);
      const facts = {
        name: account.fullName,
        region: region.id,
        expiry: { kind: 'unknown' },
        account,
      } as const;
      return stores.keyring.add(key, facts);
    },
    dispose: async () => {
      activeKey.dispose();
      stores.keyring.dispose();
      stores.keptKeys.dispose();
      await folder.dispose();
    },
  };
}
