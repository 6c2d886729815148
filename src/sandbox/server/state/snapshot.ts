import * as v from 'valibot';
import { secretTypes } from '../keys/exposures.ts';
import type { SecretTypeName } from '../keys/exposures.ts';
import type { LocalPostman } from '../localPostman.ts';
import { auditActions } from '../world/auditActions.ts';
import type { AuditAction } from '../world/auditActions.ts';
import { seedNames } from '../world/seeds.ts';
import { freshAccounts, plans } from './accounts.ts';

const moment = v.pipe(v.number(), v.finite());
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const ApiKey = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/)),
  userId: v.number(),
  name: v.string(),
  hash,
  tail: v.pipe(v.string(), v.length(2)),
  createdAt: moment,
  expiresAt: v.nullable(moment),
  lastUsedAt: v.nullable(moment),
  revokedAt: v.nullable(moment),
  listed: v.boolean(),
});

const AccessKey = v.object({
  id: v.string(),
  hash,
  lastFour: v.pipe(v.string(), v.length(4)),
  userId: v.number(),
  collectionUid: v.string(),
  createdAt: moment,
  updatedAt: moment,
  expiresAt: moment,
  lastUsedAt: v.nullable(moment),
  deletedAt: v.nullable(moment),
  inactive: v.boolean(),
});

const Trail = v.object({
  id: v.number(),
  at: moment,
  action: v.picklist(Object.keys(auditActions) as AuditAction[]),
  actor: v.number(),
  subject: v.string(),
});

const Exposure = v.object({
  secretId: v.string(),
  secretType: v.picklist(Object.keys(secretTypes) as SecretTypeName[]),
  hash,
  obfuscated: v.string(),
  workspaceId: v.string(),
  location: v.string(),
  collectionUid: v.string(),
  leakedBy: v.number(),
  at: moment,
  resolution: v.picklist(['ACTIVE', 'REVOKED']),
});

/** The state file, version 1. The only trace of a key's secret in it is its SHA-256. What is optional came later. */
const Snapshot = v.object({
  version: v.literal(1),
  seed: v.picklist(seedNames),
  clockOffset: moment,
  keys: v.array(ApiKey),
  /** Of the planted ones, only what happened to them: there are ten thousand in the biggest seed. */
  accessKeys: v.optional(
    v.object({ plantedAt: moment, keys: v.array(AccessKey), gone: v.array(v.string()) }),
  ),
  trails: v.optional(v.array(Trail), []),
  exposures: v.optional(v.array(Exposure), []),
  accounts: v.object({
    expiryDays: v.array(v.tuple([v.number(), v.nullable(v.number())])),
    regenerateKeepsOldKey: v.boolean(),
    monthlyUsage: v.number(),
    monthlyLimit: v.number(),
    allowAccessKeys: v.optional(v.boolean()),
    plan: v.optional(v.picklist(plans)),
    pageSize: v.optional(v.number()),
    names: v.optional(v.array(v.tuple([v.string(), v.string()]))),
    absent: v.optional(v.array(v.number())),
  }),
});

export type Snapshot = v.InferOutput<typeof Snapshot>;

export function parseSnapshot(text: string): Snapshot {
  return v.parse(v.pipe(v.string(), v.parseJson(), Snapshot), text);
}

export function takeSnapshot(postman: LocalPostman): Snapshot {
  const { world, clock, keys, accessKeys, plantedAt, audit, exposures, accounts } = postman;
  const changes = accessKeys.changes();
  return {
    version: 1,
    seed: world.seed,
    clockOffset: clock.offset,
    keys: keys.all(),
    accessKeys: { plantedAt, keys: [...changes.keys], gone: [...changes.gone] },
    trails: [...audit.written()],
    exposures: [...exposures],
    accounts: {
      ...accounts,
      expiryDays: [...accounts.expiryDays],
      names: [...accounts.names],
      absent: [...accounts.absent],
    },
  };
}

export function restoreSnapshot(postman: LocalPostman, snapshot: Snapshot): void {
  const { accounts, accessKeys } = snapshot;
  const fresh = freshAccounts();
  postman.clock.restore(snapshot.clockOffset);
  postman.keys.restore(snapshot.keys);
  postman.plantAt(accessKeys?.plantedAt ?? postman.clock.now());
  if (accessKeys !== undefined) postman.accessKeys.restore(accessKeys);
  postman.audit.restore(snapshot.trails);
  postman.exposures = snapshot.exposures;
  postman.accounts = {
    ...accounts,
    expiryDays: new Map(accounts.expiryDays),
    allowAccessKeys: accounts.allowAccessKeys ?? fresh.allowAccessKeys,
    plan: accounts.plan ?? fresh.plan,
    pageSize: accounts.pageSize ?? fresh.pageSize,
    names: new Map(accounts.names),
    absent: new Set(accounts.absent),
  };
}
