import * as v from 'valibot';
import { maskApiKey, parseApiKey, type ApiKey } from '../postman/credential.ts';
import { plainText } from '../postman/plainText.ts';
import { regionOf } from '../postman/region.ts';
import type { ApiKeyCard } from './apiKey.ts';

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
const text = v.pipe(
  v.string(),
  v.transform((value) => plainText(value)),
);

const account = v.object({
  userId: v.number(),
  userName: text,
  fullName: text,
  email: text,
  teamId: v.optional(v.number()),
  teamName: v.optional(text),
  teamDomain: v.optional(text),
  roles: v.array(text),
});

const card = v.object({
  version: v.literal(1),
  id: v.pipe(v.string(), v.uuid()),
  name: text,
  region: v.pipe(
    v.string(),
    v.check((id) => regionOf(id) !== undefined),
  ),
  keyId: v.pipe(v.string(), v.regex(/^PMAK-[0-9a-f]{24}$/i)),
  masked: v.pipe(v.string(), v.regex(/^PMAK-[0-9a-f]{24}-\*{6}[0-9a-f]{2}$/i)),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  addedAt: time,
  secretAt: time,
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  expiry: v.variant('kind', [
    v.object({ kind: v.literal('date'), at: time }),
    v.object({
      kind: v.literal('days'),
      days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_500)),
    }),
    v.object({ kind: v.literal('never') }),
    v.object({ kind: v.literal('unknown') }),
  ]),
  account: v.optional(account),
  verifiedAt: v.optional(time),
  refusedAt: v.optional(time),
});

const entry = v.object({ card, secret: v.string() });

/** A card and its secret, as one SecretStorage entry holds them. */
export interface Entry {
  readonly card: ApiKeyCard;
  readonly key: ApiKey;
}

/** The part of a card that follows from the key itself. */
export function factsOf(key: ApiKey): Pick<ApiKeyCard, 'keyId' | 'masked' | 'fingerprint'> {
  return { keyId: key.id, masked: maskApiKey(key), fingerprint: key.fingerprint };
}

export function encodeCard(value: ApiKeyCard): string {
  return JSON.stringify(v.parse(card, value));
}

/** The card in `json`; `undefined` for anything that is none. */
export function decodeCard(json: string): ApiKeyCard | undefined {
  const parsed = v.safeParse(card, parseJson(json));
  return parsed.success ? parsed.output : undefined;
}

/** The one place where a secret becomes text again, for SecretStorage and nothing else. */
export function encodeEntry(value: Entry): string {
  return JSON.stringify({ card: v.parse(card, value.card), secret: value.key.secret.reveal() });
}

/** The entry in `json`; `undefined` when it is none, or its card speaks of another key than its secret. */
export function decodeEntry(json: string): Entry | undefined {
  const parsed = v.safeParse(entry, parseJson(json));
  const key = parsed.success ? parseApiKey(parsed.output.secret) : undefined;
  if (!parsed.success || key?.fingerprint !== parsed.output.card.fingerprint) return undefined;
  return { card: parsed.output.card, key };
}

/** Whether `json` was written by a later version of this extension, whose shapes this one does not know. */
export function isOfLaterVersion(json: string): boolean {
  return v.is(v.object({ version: v.pipe(v.number(), v.minValue(2)) }), parseJson(json));
}

/** Whether two cards agree in what entries hold: when a key was last accepted or refused stands on cards alone. */
export function isSameLasting(a: ApiKeyCard, b: ApiKeyCard): boolean {
  const passing = { verifiedAt: undefined, refusedAt: undefined, revision: 1 };
  return isSameCard({ ...a, ...passing }, { ...b, ...passing });
}

export function isSameCard(a: ApiKeyCard, b: ApiKeyCard): boolean {
  return encodeCard(a) === encodeCard(b);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

// One entry per secret, not per key: a rename that started before a regeneration can then never write the
// old secret over the new one. The name holds no secret: an id of ours and the start of a SHA-256.
const entryPattern = /^apiKey\/([0-9a-f-]{36})\/([0-9a-f]{16})$/;

export function entryName(value: Pick<ApiKeyCard, 'id' | 'fingerprint'>): string {
  return `apiKey/${value.id}/${value.fingerprint.slice(0, 16)}`;
}

/** Which key an entry belongs to; `undefined` for names that are not ours. */
export function idOfEntry(name: string): string | undefined {
  return entryPattern.exec(name)?.[1];
}

/** Whether entry or card `a` is of a later time than `b`: the newest secret wins, then the last change. */
export function isNewer(a: ApiKeyCard, b: ApiKeyCard): boolean {
  if (a.fingerprint !== b.fingerprint) return a.secretAt > b.secretAt;
  return a.revision > b.revision;
}
