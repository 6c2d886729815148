import { randomBytes } from 'node:crypto';
import type { SeededKey } from '../world/model.ts';
import { expiryFrom, hashOf, keyId, newKey, stateOf } from './apiKey.ts';
import type { ApiKey, IssuedKey } from './apiKey.ts';

interface NewKey {
  readonly userId: number;
  readonly name: string;
  readonly at: number;
  readonly expiresInDays: number | null;
}

/** The keys this sandbox has issued, found by their SHA-256. */
export class ApiKeys {
  readonly #byId = new Map<string, ApiKey>();
  readonly #idByHash = new Map<string, string>();

  issue({ userId, name, at, expiresInDays }: NewKey): IssuedKey {
    const issued = newKey(at);
    this.#put({
      id: issued.id,
      userId,
      name,
      hash: hashOf(issued.key),
      tail: issued.key.slice(-2),
      createdAt: at,
      expiresAt: expiryFrom(at, expiresInDays),
      lastUsedAt: null,
      revokedAt: null,
      listed: true,
    });
    return issued;
  }

  /** The living key behind a secret; marks it as used. */
  use(secret: string, now: number): ApiKey | undefined {
    const key = this.get(this.#idByHash.get(hashOf(secret)) ?? '');
    if (key === undefined || stateOf(key, now) !== 'active') return undefined;
    const used = { ...key, lastUsedAt: now };
    this.#put(used);
    return used;
  }

  get(id: string): ApiKey | undefined {
    return this.#byId.get(id);
  }

  all(): ApiKey[] {
    return [...this.#byId.values()];
  }

  /** What the pages show, newest first. */
  listed(userId?: number): ApiKey[] {
    return this.all()
      .filter((key) => key.listed && (userId === undefined || key.userId === userId))
      .sort((a, b) => b.createdAt - a.createdAt || a.id.localeCompare(b.id));
  }

  regenerate(old: ApiKey, at: number, expiresInDays: number | null, keepOld: boolean): IssuedKey {
    if (keepOld) this.#put({ ...old, listed: false });
    else this.remove(old.id);
    return this.issue({ userId: old.userId, name: old.name, at, expiresInDays });
  }

  rename(key: ApiKey, name: string): void {
    this.#put({ ...key, name });
  }

  revoke(key: ApiKey, at: number): void {
    this.#put({ ...key, revokedAt: at });
  }

  remove(id: string): void {
    const key = this.#byId.get(id);
    if (key === undefined) return;
    this.#byId.delete(id);
    this.#idByHash.delete(key.hash);
  }

  /** Keys of an earlier time. Their hash is of nothing, so no secret in the world opens them. */
  plant(seeded: readonly SeededKey[]): void {
    for (const key of seeded) {
      const createdAt = Date.parse(key.createdAt);
      this.#put({
        id: keyId(createdAt),
        userId: key.userId,
        name: key.name,
        hash: randomBytes(32).toString('hex'),
        tail: randomBytes(1).toString('hex'),
        createdAt,
        expiresAt: expiryFrom(createdAt, key.expiresInDays),
        lastUsedAt: key.lastUsedAt === undefined ? null : Date.parse(key.lastUsedAt),
        revokedAt: key.revokedAt === undefined ? null : Date.parse(key.revokedAt),
        listed: true,
      });
    }
  }

  restore(keys: readonly ApiKey[]): void {
    this.#byId.clear();
    this.#idByHash.clear();
    for (const key of keys) this.#put(key);
  }

  #put(key: ApiKey): void {
    this.#byId.set(key.id, key);
    this.#idByHash.set(key.hash, key.id);
  }
}
