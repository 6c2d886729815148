import type { Parts } from '../host/parts.ts';
import { createEmitter, type Disposable } from '../keyring/emitter.ts';
import { issueOf } from '../keyring/state.ts';
import { wordOf } from '../keyring/words.ts';
import { regionOf } from '../postman/region.ts';
import type { AccountUsage, Lifetime, TimelineData, TimelineSource } from './timeline/data.ts';
import { livingKeys } from './livingKeys.ts';
import type { Living } from './row.ts';

const freshFor = 10 * 60 * 1000;

/**
 * What the timeline shows: cards and lives at once, and each account's usage as soon as Postman has told it, which is
 * asked once in ten minutes at most.
 */
export function timelineSource(parts: Parts): TimelineSource & Disposable {
  const { activeKey, client, clock, keyring, lives, log, settings } = parts;
  const changed = createEmitter<undefined>();
  const usages = new Map<string, { readonly at: number; readonly usage: AccountUsage | undefined }>();
  const tell = (): void => {
    changed.fire(undefined);
  };
  const subscriptions = [activeKey.onDidChange(tell), clock.onDidSkew(tell), settings.onDidChange(tell)];

  const askUsage = async ({ key }: Living, id: string): Promise<void> => {
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
      const accounts = onePerAccount(keys.filter(({ life }) => askable.includes(life.state)));
      for (const [id, living] of accounts) {
        if (Date.now() - (usages.get(id)?.at ?? 0) >= freshFor) void askUsage(living, id);
      }
      return Promise.resolve({
        now: Date.now(),
        thresholds: settings.rules.thresholds,
        lifetimes: keys.map((living) => lifetimeOf(living, lives.nowOf(living.key))),
        usage: Array.from(accounts.keys()).flatMap((id) => usages.get(id)?.usage ?? []),
      });
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      changed.dispose();
    },
  };
}

const askable: readonly string[] = ['active', 'expiring', 'unverified'];

function onePerAccount(keys: readonly Living[]): Map<string, Living> {
  return new Map(
    keys.map((living) => [
      `${living.key.account?.userId}/${living.key.account?.teamId}/${living.key.region}`,
      living,
    ]),
  );
}

function lifetimeOf({ key, life }: Living, now: number): Lifetime {
  const issue = issueOf(key, now);
  return {
    id: key.id,
    kind: 'apiKey',
    name: key.name,
    owner: key.account?.fullName ?? 'Owner not known yet',
    masked: key.masked,
    issuedAt: issue.at,
    derived: issue.derived,
    expiresAt: life.expiresAt,
    ends: key.expiry.kind === 'never' ? 'never' : life.expiresAt === undefined ? 'unknown' : 'known',
    state: wordOf(life),
    severity: life.severity,
  };
}
