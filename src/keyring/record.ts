import * as v from 'valibot';
import { maskApiKey, parseApiKey, type ApiKey } from '../postman/credential.ts';
import type { ApiKeyCard, NewKeyFacts } from './apiKey.ts';
import { common, createKind, text, time } from './kind.ts';

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
  ...common,
  keyId: v.pipe(v.string(), v.regex(/^PMAK-[0-9a-f]{24}$/i)),
  masked: v.pipe(v.string(), v.regex(/^PMAK-[0-9a-f]{24}-\*{6}[0-9a-f]{2}$/i)),
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

/** The part of a card that follows from the key itself. */
export function factsOf(key: ApiKey): Pick<ApiKeyCard, 'keyId' | 'masked' | 'fingerprint'> {
  return { keyId: key.id, masked: maskApiKey(key), fingerprint: key.fingerprint };
}

/** When Postman last accepted or refused a key. */
const verdict = { verifiedAt: undefined, refusedAt: undefined };

export const apiKeyKind = createKind<ApiKey, ApiKeyCard, NewKeyFacts>({
  card,
  factsOf,
  name: 'apiKey',
  parse: parseApiKey,
  newCard: (key, facts, own) => ({ ...facts, ...factsOf(key), ...own }),
  forgotten: { ...verdict, account: undefined },
  passing: verdict,
  latest: (a, b) => {
    const { verifiedAt, refusedAt } = judgedAt(b) > judgedAt(a) ? b : a;
    return { verifiedAt, refusedAt };
  },
});

function judgedAt({ verifiedAt = 0, refusedAt = 0 }: ApiKeyCard): number {
  return Math.max(verifiedAt, refusedAt);
}
