import * as v from 'valibot';
import type { LocalPostman } from '../localPostman.ts';
import { seedNames } from '../world/seeds.ts';

const moment = v.pipe(v.number(), v.finite());

/** The state file, version 1. The only trace of a key's secret in it is its SHA-256. */
const Snapshot = v.object({
  version: v.literal(1),
  seed: v.picklist(seedNames),
  clockOffset: moment,
  keys: v.array(
    v.object({
      id: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/)),
      userId: v.number(),
      name: v.string(),
      hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      tail: v.pipe(v.string(), v.length(2)),
      createdAt: moment,
      expiresAt: v.nullable(moment),
      lastUsedAt: v.nullable(moment),
      revokedAt: v.nullable(moment),
      listed: v.boolean(),
    }),
  ),
  accounts: v.object({
    expiryDays: v.array(v.tuple([v.number(), v.nullable(v.number())])),
    regenerateKeepsOldKey: v.boolean(),
    monthlyUsage: v.number(),
    monthlyLimit: v.number(),
  }),
});

export type Snapshot = v.InferOutput<typeof Snapshot>;

export function parseSnapshot(text: string): Snapshot {
  return v.parse(v.pipe(v.string(), v.parseJson(), Snapshot), text);
}

export function takeSnapshot({ world, clock, keys, accounts }: LocalPostman): Snapshot {
  return {
    version: 1,
    seed: world.seed,
    clockOffset: clock.offset,
    keys: keys.all(),
    accounts: { ...accounts, expiryDays: [...accounts.expiryDays] },
  };
}

export function restoreSnapshot(postman: LocalPostman, snapshot: Snapshot): void {
  postman.clock.restore(snapshot.clockOffset);
  postman.keys.restore(snapshot.keys);
  postman.accounts = { ...snapshot.accounts, expiryDays: new Map(snapshot.accounts.expiryDays) };
}
