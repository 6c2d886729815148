import { ulid } from './ulid.ts';

/** What the sandbox keeps of a collection access key. The secret itself is not in it, only its SHA-256. */
export interface AccessKey {
  /** Opaque, and not safe in a path: some hold `+`, `/` and `=`. */
  readonly id: string;
  readonly hash: string;
  /** The last four characters, which Postman's masked form shows. */
  readonly lastFour: string;
  readonly userId: number;
  /** `<owner>-<uuid>` of the one collection that it reads. */
  readonly collectionUid: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt: number;
  readonly lastUsedAt: number | null;
  readonly deletedAt: number | null;
  /** Switched off before its time; Postman's status INACTIVE is this, or expired. */
  readonly inactive: boolean;
}

export interface IssuedAccessKey {
  readonly id: string;
  readonly key: string;
}

const lifetime = 60 * 86_400_000;
const shape = /^PMAT-[0-9A-HJKMNP-TV-Z]{26}$/;

/** Sixty days from the making, and again from every use. */
export function lifeFrom(at: number): number {
  return at + lifetime;
}

export function newAccessKey(at: number): string {
  return `PMAT-${ulid(at)}`;
}

export function isAccessKey(secret: string): boolean {
  return shape.test(secret);
}

/** As Postman's: base64 of `689:<user>-<uuid>`. One in four has bytes before it that base64 writes as `++//`. */
export function accessKeyId(userId: number, uuid: string): string {
  const text = Buffer.from(`689:${userId}-${uuid}`);
  return /^[0-3]/.test(uuid)
    ? Buffer.concat([Buffer.from([0xfb, 0xef, 0xff]), text]).toString('base64')
    : text.toString('base64');
}

export function isLiving(key: AccessKey, now: number): boolean {
  return key.deletedAt === null && !key.inactive && key.expiresAt > now;
}

export function maskedAccessKey({ lastFour }: Pick<AccessKey, 'lastFour'>): string {
  return `PMAT-${'*'.repeat(22)}${lastFour}`;
}
