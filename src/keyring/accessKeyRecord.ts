import * as v from 'valibot';
import { maskAccessKey, parseAccessKey, type AccessKey } from '../postman/accessKey.ts';
import type { AccessKeyCard, AccessKeyExpiry, NewAccessKeyFacts } from './accessKeyCard.ts';
import { common, createKind, text, time } from './kind.ts';

const card = v.object({
  ...common,
  masked: v.pipe(v.string(), v.regex(/^PMAT-\*{22}[0-9a-z]{4}$/i)),
  // It stands in addresses, so nothing may be in it that leads elsewhere.
  collectionUid: v.pipe(v.string(), v.regex(/^\w{1,40}-[0-9a-f-]{36}$/i)),
  origin: v.picklist(['made', 'received']),
  issuedAt: v.optional(time),
  account: v.optional(v.object({ userId: v.number(), teamId: v.optional(v.number()), fullName: text })),
  listedId: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(500))),
  expiry: v.variant('kind', [
    v.object({ kind: v.picklist(['known', 'derived']), at: time }),
    v.object({ kind: v.literal('unknown') }),
  ]),
  usedAt: v.optional(time),
  refusedAt: v.optional(time),
});

function factsOf(key: AccessKey): Pick<AccessKeyCard, 'masked' | 'fingerprint'> {
  return { masked: maskAccessKey(key), fingerprint: key.fingerprint };
}

/** Every use moves the expiry, and both are learned anew from the list or with the next use. */
const use = { expiry: { kind: 'unknown' }, usedAt: undefined, refusedAt: undefined } as const;

export const accessKeyKind = createKind<AccessKey, AccessKeyCard, NewAccessKeyFacts>({
  card,
  factsOf,
  name: 'accessKey',
  parse: parseAccessKey,
  newCard: (key, facts, own) => ({ ...facts, ...factsOf(key), ...own }),
  forgotten: { ...use, issuedAt: undefined, listedId: undefined },
  passing: use,
  latest: (a, b) => {
    const { usedAt, refusedAt } = judgedAt(b) > judgedAt(a) ? b : a;
    // An expiry only ever moves on: the later one is the newer.
    const expiry = endOf(b.expiry) > endOf(a.expiry) ? b.expiry : a.expiry;
    return { expiry, usedAt, refusedAt };
  },
});

function judgedAt({ usedAt = 0, refusedAt = 0 }: AccessKeyCard): number {
  return Math.max(usedAt, refusedAt);
}

function endOf(expiry: AccessKeyExpiry): number {
  return expiry.kind === 'unknown' ? -1 : expiry.at;
}
