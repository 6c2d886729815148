import { createHash, randomBytes } from 'node:crypto';

/** What the sandbox keeps of a key it issued. The secret itself is not in it, only its SHA-256. */
export interface ApiKey {
  /** The 24 hex digits in the middle of the key: eight of Unix seconds, sixteen of chance. */
  readonly id: string;
  readonly userId: number;
  readonly name: string;
  readonly hash: string;
  /** The last two digits, which Postman's masked form shows. */
  readonly tail: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
  /** False for a secret that was left alive by a regenerate: it works, but no page lists it. */
  readonly listed: boolean;
}

export type ApiKeyState = 'active' | 'expired' | 'revoked';

export interface IssuedKey {
  readonly id: string;
  readonly key: string;
}

const day = 86_400_000;

export function keyId(at: number): string {
  const seconds = Math.floor(at / 1000) % 0x1_0000_0000;
  return seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex');
}

export function newKey(at: number): IssuedKey {
  const id = keyId(at);
  return { id, key: `PMAK-${id}-${randomBytes(17).toString('hex')}` };
}

export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export function expiryFrom(createdAt: number, days: number | null): number | null {
  return days === null ? null : createdAt + days * day;
}

export function stateOf(key: ApiKey, now: number): ApiKeyState {
  if (key.revokedAt !== null) return 'revoked';
  return key.expiresAt !== null && key.expiresAt <= now ? 'expired' : 'active';
}

/** As Postman's secret scanner shows a key: the whole id and the last two digits. */
export function masked(key: ApiKey): string {
  return `PMAK-${key.id}-******${key.tail}`;
}
