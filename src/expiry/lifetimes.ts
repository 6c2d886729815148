import type { Parts } from '../host/parts.ts';
import { byUrgency } from '../keyring/lives.ts';
import { issueOf } from '../keyring/state.ts';
import { wordOf } from '../keyring/words.ts';
import { regionOf } from '../postman/region.ts';
import type { AccountUsage, Lifetime, TimelineData, TimelineSource } from './timeline/data.ts';
import type { Living } from './row.ts';

type Looking = Pick<Parts, 'keyring' | 'lives'>;

/** All keys with their lives, what is urgent first. */
export function livingKeys({ keyring, lives }: Looking): Living[] {
  return keyring.keys.toSorted(byUrgency(lives)).map((key) => ({ key, life: lives.of(key) }));
}

const freshFor = 10 * 60 * 1000;

/** What the timeline shows: cards and lives, and each account's usage, asked of Postman once in ten minutes at most. */
export function timelineSource(parts: Parts): TimelineSource {
  const { activeKey, client, keyring, lives, log, settings } = parts;
  const usages = new Map<string, { readonly at: number; readonly usage: AccountUsage | undefined }>();

  const usageOf = async ({ key }: Living): Promise<AccountUsage | undefined> => {
    const { account } = key;
    const region = regionOf(key.region);
    if (!account || !region) return undefined;
    const id = `${account.userId}/${account.teamId ?? 0}/${region.id}`;
    const known = usages.get(id);
    if (known && Date.now() - known.at < freshFor) return known.usage;
    try {
      const me = await client.me(await keyring.secretOf(key.id), region);
      const usage = me.operations && { account: account.fullName, operations: me.operations };
      usages.set(id, { at: Date.now(), usage });
      return usage;
    } catch (error) {
      // The timeline is whole without it; the next look asks again.
      log.warn(`Usage of ${account.fullName}: ${error instanceof Error ? error.message : 'failed'}`);
      return undefined;
    }
  };

  return {
    onDidChange: (listener) => activeKey.onDidChange(listener),
    data: async (): Promise<TimelineData> => {
      const keys = livingKeys(parts);
      const asked = Array.from(
        onePerAccount(keys.filter(({ life }) => askable.includes(life.state))).values(),
      );
      const usage = await Promise.all(asked.map(usageOf));
      return {
        now: Date.now(),
        thresholds: settings.rules.thresholds,
        lifetimes: keys.map((living) => lifetimeOf(living, lives.nowOf(living.key))),
        usage: usage.filter((one) => one !== undefined),
      };
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
