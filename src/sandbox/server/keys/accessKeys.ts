import { randomUUID } from 'node:crypto';
import { accessKeyId, isAccessKey, isLiving, lifeFrom, newAccessKey } from './accessKey.ts';
import type { AccessKey, IssuedAccessKey } from './accessKey.ts';
import { hashOf } from './apiKey.ts';

interface NewAccessKey {
  readonly userId: number;
  readonly collectionUid: string;
  readonly at: number;
}

export type AccessKeyChange = Partial<Pick<AccessKey, 'expiresAt' | 'lastUsedAt' | 'inactive' | 'deletedAt'>>;

/** What happened to the planted keys since, and the keys that were made: small, however many were planted. */
export interface AccessKeyChanges {
  readonly keys: readonly AccessKey[];
  /** Ids of planted keys that were deleted. */
  readonly gone: readonly string[];
}

/** The collection access keys this sandbox has issued, found by their SHA-256. */
export class AccessKeys {
  readonly #byId = new Map<string, AccessKey>();
  readonly #idByHash = new Map<string, string>();
  readonly #planted = new Map<string, AccessKey>();
  #newestFirst: AccessKey[] | undefined;

  issue({ userId, collectionUid, at }: NewAccessKey): IssuedAccessKey {
    const key = newAccessKey(at);
    const id = accessKeyId(userId, randomUUID());
    this.#put({
      id,
      hash: hashOf(key),
      lastFour: key.slice(-4),
      userId,
      collectionUid,
      createdAt: at,
      updatedAt: at,
      expiresAt: lifeFrom(at),
      lastUsedAt: null,
      deletedAt: null,
      inactive: false,
    });
    return { id, key };
  }

  /** The living key behind a secret; nothing is noted. */
  find(secret: string, now: number): AccessKey | undefined {
    if (!isAccessKey(secret)) return undefined;
    const key = this.get(this.#idByHash.get(hashOf(secret)) ?? '');
    return key !== undefined && isLiving(key, now) ? key : undefined;
  }

  /** The same, and it counts as used: another sixty days from now. */
  use(secret: string, now: number): AccessKey | undefined {
    const key = this.find(secret, now);
    if (key === undefined) return undefined;
    const used = { ...key, lastUsedAt: now, updatedAt: now, expiresAt: lifeFrom(now) };
    this.#put(used);
    return used;
  }

  get(id: string): AccessKey | undefined {
    return this.#byId.get(id);
  }

  /** Newest first. */
  all(): AccessKey[] {
    this.#newestFirst ??= [...this.#byId.values()].sort(
      (a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1),
    );
    return [...this.#newestFirst];
  }

  /** Gone from every list at once; false when it was not there. */
  delete(id: string, _at: number): boolean {
    const key = this.#byId.get(id);
    if (key?.deletedAt !== null) return false;
    this.#drop(key);
    return true;
  }

  set(id: string, change: AccessKeyChange): boolean {
    const key = this.#byId.get(id);
    if (key === undefined) return false;
    this.#put({ ...key, ...change });
    return true;
  }

  /** Keys of an earlier time, instead of all that is here. Nobody has their secrets. */
  plant(seeded: readonly AccessKey[]): void {
    this.#byId.clear();
    this.#idByHash.clear();
    this.#planted.clear();
    for (const key of seeded) {
      this.#planted.set(key.id, key);
      this.#put(key);
    }
  }

  changes(): AccessKeyChanges {
    return {
      keys: [...this.#byId.values()].filter((key) => this.#planted.get(key.id) !== key),
      gone: [...this.#planted.keys()].filter((id) => !this.#byId.has(id)),
    };
  }

  /** Onto the planted keys. */
  restore({ keys, gone }: AccessKeyChanges): void {
    for (const key of keys) this.#put(key);
    for (const id of gone) {
      const key = this.#byId.get(id);
      if (key !== undefined) this.#drop(key);
    }
  }

  #put(key: AccessKey): void {
    this.#byId.set(key.id, key);
    this.#idByHash.set(key.hash, key.id);
    this.#newestFirst = undefined;
  }

  #drop(key: AccessKey): void {
    this.#byId.delete(key.id);
    this.#idByHash.delete(key.hash);
    this.#newestFirst = undefined;
  }
}
