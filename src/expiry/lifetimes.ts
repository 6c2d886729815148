import type { Parts } from '../host/parts.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { createEmitter, type Disposable } from '../keyring/emitter.ts';
import { issueOf } from '../keyring/state.ts';
import { wordOf } from '../keyring/words.ts';
import { regionOf } from '../postman/region.ts';
import type { AccountUsage, Lifetime, TimelineData, TimelineSource } from './timeline/data.ts';
import { listedLifetimes } from './listedLifetimes.ts';
import { livingKeys } from './livingKeys.ts';
import { isAccessKey, type Living } from './row.ts';

const freshFor = 10 * 60 * 1000;

/**
 * What the timeline shows: cards and lives at once, and each account's usage as soon as Postman has told it, which is
 * asked once in ten minutes at most.
 */
export function timelineSource(parts: Parts): TimelineSource & Disposable {
  const { activeKey, client, clock, keptKeys, keyring, lives, log, settings } = parts;
  const changed = createEmitter<undefined>();
  const usages = new Map<string, { readonly at: number; readonly usage: AccountUsage | undefined }>();
  const tell = (): void => {
    changed.fire(undefined);
  };
  const subscriptions = [
    activeKey.onDidChange(tell),
    keptKeys.onDidChange(tell),
    clock.onDidSkew(tell),
    settings.onDidChange(tell),
  ];
  let isFollowing = false;

  /** What is loaded of the access keys' list; nothing is asked for here. */
  const listed = async (): Promise<Parameters<typeof listedLifetimes>[0]> => {
    const [list, names] = await Promise.all([parts.list(), parts.names()]);
    if (!isFollowing) subscriptions.push(list.onDidChange(tell), names.onDidChange(tell));
    isFollowing = true;
    return { list, names, kept: new Set(keptKeys.keys.flatMap(({ listedId }) => listedId ?? [])) };
  };

  const askUsage = async ({ key }: ApiKeyLiving, id: string): Promise<void> => {
    const region = regionOf(key.region);
    if (!key.account || !region) return;
    // Counts as asked from now on, whatever comes of it.
    usages.set(id, { at: Date.now(), usage: usages.get(id)?.usage });
    try {
      const { operations } = await client.me(await keyring.secretOf(key.id), region);
      usages.set(id, { at: Date.now(), usage: operations && { account: key.account.fullName, operations } });
      changed.fire(undefined);
    } catch (error) {
      // The timeline is whole without it.
      log.warn(`Usage of ${key.account.fullName}: ${error instanceof Error ? error.message : 'failed'}`);
    }
  };

  return {
    onDidChange: changed.event,
    data: async (): Promise<TimelineData> => {
      const keys = livingKeys(parts);
      const accounts = onePerAccount(
        keyring.keys
          .map((key) => ({ key, life: lives.of(key) }))
          .filter(({ life }) => askable.includes(life.state)),
      );
      for (const [id, living] of accounts) {
        if (Date.now() - (usages.get(id)?.at ?? 0) >= freshFor) void askUsage(living, id);
      }
      const listing = await listed();
      return {
        now: Date.now(),
        thresholds: settings.rules.thresholds,
        lifetimes: [
          ...keys.map((living) => lifetimeOf(living, lives.nowOf(living.key))),
          ...listedLifetimes(listing, clock.now(listing.list.account?.region ?? ''), settings.rules),
        ],
        usage: Array.from(accounts.keys()).flatMap((id) => usages.get(id)?.usage ?? []),
      };
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      changed.dispose();
    },
  };
}

const askable: readonly string[] = ['active', 'expiring', 'unverified'];

/** An API key, which can be asked for the usage of its account. */
interface ApiKeyLiving extends Living {
  readonly key: StoredKey;
}

function onePerAccount(keys: readonly ApiKeyLiving[]): Map<string, ApiKeyLiving> {
  return new Map(
    keys.map((living) => [
      `${living.key.account?.userId}/${living.key.account?.teamId}/${living.key.region}`,
      living,
    ]),
  );
}

function lifetimeOf({ key, life }: Living, now: number): Lifetime {
  const common = {
    name: key.name,
    masked: key.masked,
    expiresAt: life.expiresAt,
    state: wordOf(life),
    severity: life.severity,
  };
  if (isAccessKey(key)) {
    return {
      ...common,
      id: `key/${key.id}`,
      kind: 'accessKey',
      owner: key.account?.fullName ?? 'Received',
      issuedAt: key.issuedAt ?? key.secretAt,
      derived: key.issuedAt !== undefined,
      ends: life.expiresAt === undefined ? 'unknown' : 'known',
    };
  }
  const issue = issueOf(key, now);
  return {
    ...common,
    id: key.id,
    kind: 'apiKey',
    owner: key.account?.fullName ?? 'Owner not known yet',
    issuedAt: issue.at,
    derived: issue.derived,
    ends: key.expiry.kind === 'never' ? 'never' : life.expiresAt === undefined ? 'unknown' : 'known',
  };
}
