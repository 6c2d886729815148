import type { Secret } from '../postman/secret.ts';

/** What a person keeps: an API key or a collection access key. */
export interface Credential {
  readonly secret: Secret;
  /** SHA-256 of the secret, in hex. */
  readonly fingerprint: string;
}

/** What the card of every kind of key says. Times are milliseconds since 1970. */
export interface Card {
  readonly version: 1;
  /** Ours, and the same for life: it survives regeneration. */
  readonly id: string;
  readonly name: string;
  /** Id of the region whose host alone may see the key. */
  readonly region: string;
  readonly masked: string;
  /** SHA-256 of the secret, in hex. */
  readonly fingerprint: string;
  readonly addedAt: number;
  /** When the secret of now came in: later than `addedAt` once the key was regenerated. */
  readonly secretAt: number;
  /** Counts every change, so that the newer of two versions is known. */
  readonly revision: number;
}

/** What a store itself says on a card, whatever kind of key it is of. */
export type OwnFacts = Pick<Card, 'version' | 'id' | 'addedAt' | 'secretAt' | 'revision'>;

export type Trouble = 'unreachable' | 'unreadable';

/** What a window has found out of a key and does not write down. */
export interface Sighting {
  /** False when the editor has no secret for this card. */
  readonly present: boolean;
  /** The last use failed for a passing reason; gone with the next success. */
  readonly trouble?: Trouble | undefined;
}

/** Whether entry or card `a` is of a later time than `b`: the newest secret wins, then the last change. */
export function isNewer(a: Card, b: Card): boolean {
  if (a.fingerprint !== b.fingerprint) return a.secretAt > b.secretAt;
  return a.revision > b.revision;
}
