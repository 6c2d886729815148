import * as v from 'valibot';
import { maskCredentials } from '../postman/credential.ts';
import { plainText } from '../postman/plainText.ts';
import { regionOf } from '../postman/region.ts';
import type { Card, Credential, OwnFacts } from './card.ts';
import type { KindName } from './problem.ts';

export const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
export const text = v.pipe(
  v.string(),
  // Cards are files: a key that was pasted in place of a name goes into none.
  v.transform((value) => plainText(maskCredentials(value))),
);

/** What the decoders of all kinds of cards check. */
export const common = {
  version: v.literal(1),
  id: v.pipe(v.string(), v.uuid()),
  name: text,
  region: v.pipe(
    v.string(),
    v.check((id) => regionOf(id) !== undefined),
  ),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  addedAt: time,
  secretAt: time,
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
};

/** What a kind of key must say of itself to be kept. */
export interface Traits<Key extends Credential, C extends Card, Facts> {
  readonly name: KindName;
  readonly card: v.GenericSchema<unknown, C>;
  /** The key that a stored secret is; `undefined` for what is none. */
  readonly parse: (secret: string) => Key | undefined;
  /** The part of a card that follows from the key itself. */
  readonly factsOf: (key: Key) => Partial<C>;
  readonly newCard: (key: Key, facts: Facts, own: OwnFacts) => C;
  /** What a card says once a new secret is in the place of the old one. */
  readonly forgotten: Partial<C>;
  /** What stands on cards alone: it changes often, and is worth no rewriting of the only copy of a secret. */
  readonly passing: Partial<C>;
  /** The passing part of whichever of two cards of one secret knows the later. */
  readonly latest: (a: C, b: C) => Partial<C>;
}

/** A card and its secret, as one SecretStorage entry holds them. */
export interface Entry<Key, C> {
  readonly card: C;
  readonly key: Key;
}

/** How keys of one kind are written down and read again: as cards, and as entries of the secret storage. */
export interface Kind<Key extends Credential, C extends Card, Facts> extends Traits<Key, C, Facts> {
  readonly encodeCard: (card: C) => string;
  /** The card in `json`; `undefined` for anything that is none. */
  readonly decodeCard: (json: string) => C | undefined;
  /** The one place where a secret becomes text again, for SecretStorage and nothing else. */
  readonly encodeEntry: (entry: Entry<Key, C>) => string;
  /** The entry in `json`; `undefined` when it is none, or its card speaks of another key than its secret. */
  readonly decodeEntry: (json: string) => Entry<Key, C> | undefined;
  readonly entryName: (card: Pick<Card, 'id' | 'fingerprint'>) => string;
  /** Which key an entry belongs to; `undefined` for names that are not of this kind. */
  readonly idOfEntry: (name: string) => string | undefined;
  readonly isSameCard: (a: C, b: C) => boolean;
  /** Whether two cards agree in what entries hold. */
  readonly isSameLasting: (a: C, b: C) => boolean;
}

export function createKind<Key extends Credential, C extends Card, Facts>(
  traits: Traits<Key, C, Facts>,
): Kind<Key, C, Facts> {
  const { name: kind, card, passing } = traits;
  const entry = v.object({ card, secret: v.string() });
  // One entry per secret, not per key: a rename that started before a regeneration can then never write the
  // old secret over the new one. The name holds no secret: an id of ours and the start of a SHA-256.
  const entryPattern = new RegExp(`^${kind}/([0-9a-f-]{36})/([0-9a-f]{16})$`);
  const encodeCard = (value: C): string => JSON.stringify(v.parse(card, value));
  const isSameCard = (a: C, b: C): boolean => encodeCard(a) === encodeCard(b);
  return {
    ...traits,
    encodeCard,
    isSameCard,
    decodeCard: (json) => {
      const parsed = v.safeParse(card, parseJson(json));
      return parsed.success ? parsed.output : undefined;
    },
    encodeEntry: (value) =>
      JSON.stringify({ card: v.parse(card, value.card), secret: value.key.secret.reveal() }),
    decodeEntry: (json) => {
      const parsed = v.safeParse(entry, parseJson(json));
      const key = parsed.success ? traits.parse(parsed.output.secret) : undefined;
      if (!parsed.success || key?.fingerprint !== parsed.output.card.fingerprint) return undefined;
      return { card: parsed.output.card, key };
    },
    entryName: ({ id, fingerprint }) => `${kind}/${id}/${fingerprint.slice(0, 16)}`,
    idOfEntry: (name) => entryPattern.exec(name)?.[1],
    isSameLasting: (a, b) => isSameCard({ ...a, ...passing, revision: 1 }, { ...b, ...passing, revision: 1 }),
  };
}

/** Whether `json` was written by a later version of this extension, whose shapes this one does not know. */
export function isOfLaterVersion(json: string): boolean {
  return v.is(v.object({ version: v.pipe(v.number(), v.minValue(2)) }), parseJson(json));
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
