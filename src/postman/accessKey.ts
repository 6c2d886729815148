import { createHash } from 'node:crypto';
import { Secret } from './secret.ts';

/** A collection access key: `PMAT-` + 26 letters and digits. It reads one collection and nothing else. */
export interface AccessKey {
  readonly secret: Secret;
  /** SHA-256 of the secret in hex, as in the secret scanner's `secretHash`. */
  readonly fingerprint: string;
  /** The last four characters: what Postman's list shows of a key. */
  readonly lastFour: string;
}

const wholeAccessKey = /^PMAT-[0-9a-z]{26}$/i;

/** The access key that `text` is, surrounding white space apart; `undefined` for anything else. */
export function parseAccessKey(text: string): AccessKey | undefined {
  // A clipboard may hold megabytes: nothing that long is a key.
  const value = text.length > 256 ? '' : text.trim();
  if (!wholeAccessKey.test(value)) return undefined;
  return {
    secret: new Secret(value),
    fingerprint: createHash('sha256').update(value).digest('hex'),
    lastFour: value.slice(-4),
  };
}

/** As Postman's list masks a key: `PMAT-`, 22 asterisks, the last four characters. */
export function maskAccessKey({ lastFour }: Pick<AccessKey, 'lastFour'>): string {
  return `PMAT-${'*'.repeat(22)}${lastFour}`;
}

// Crockford's base 32, in which a ULID is written.
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const earliestIssue = Date.UTC(2020, 0, 1);
const clockTolerance = 24 * 60 * 60 * 1000;

/**
 * When a key was made, read from its body, a ULID whose first ten digits are Unix milliseconds. Postman
 * documents this nowhere: it is derived, and has to be shown so. `undefined` when it is absurd: before Postman
 * had such keys, or more than a day ahead of `now`.
 */
export function accessKeyIssuedAt(key: AccessKey, now: number): Date | undefined {
  const places = Array.from(key.secret.reveal().slice(5, 15).toUpperCase(), (digit) => digits.indexOf(digit));
  const time = places.includes(-1) ? 0 : places.reduce((sum, place) => sum * 32 + place, 0);
  return time >= earliestIssue && time <= now + clockTolerance ? new Date(time) : undefined;
}
