import type { StoredKey } from '../../keyring/apiKey.ts';
import type { KeyState, Life } from '../../keyring/state.ts';
import { wordOf } from '../../keyring/words.ts';
import type { ListedAccessKey } from '../../postman/accessKeys.ts';
import { plainText } from '../../postman/plainText.ts';

/** A key of the keyring as a model learns of it. */
export interface KeyForModel {
  readonly name: string;
  readonly isActive: boolean;
  readonly account: string | undefined;
  readonly email: string | undefined;
  readonly team: string | undefined;
  readonly region: string;
  readonly state: KeyState;
  readonly inWords: string;
  readonly expiresAt: string | undefined;
}

export function keyForModel(key: StoredKey, life: Life, isActive: boolean): KeyForModel {
  const { account } = key;
  return {
    name: plainText(key.name),
    isActive,
    account: account?.fullName,
    email: account?.email,
    team: account?.teamName,
    region: key.region,
    state: life.state,
    inWords: wordOf(life),
    expiresAt: timeOf(life.expiresAt),
  };
}

/** A collection access key as a model learns of it: its id deletes it, and opens nothing. */
export function accessKeyForModel(key: ListedAccessKey): object {
  return {
    id: key.id,
    ending: key.lastFour,
    status: key.status,
    collection: key.collectionUid,
    createdBy: key.userId,
    createdAt: timeOf(key.createdAt),
    lastUsedAt:
      timeOf(key.lastUsedAt) ?? (key.isUseUnreadable === true ? 'at a time that cannot be read' : 'never'),
    expiresAt: timeOf(key.expiresAt),
  };
}

function timeOf(at: number | undefined): string | undefined {
  return at === undefined || Number.isNaN(new Date(at).getTime()) ? undefined : new Date(at).toISOString();
}
