import type { Clock } from './clock.ts';
import {
  exposeKey,
  issueAccessKey,
  somebody,
  somebodyEver,
  someCollection,
} from './control/accessKeyDoors.ts';
import type { FoundKey, SharedCollection } from './control/accessKeyDoors.ts';
import type { FaultInput } from './faults/fault.ts';
import type { ArmedFault } from './faults/faults.ts';
import type { AccessKey } from './keys/accessKey.ts';
import type { AccessKeyChange } from './keys/accessKeys.ts';
import type { IssuedKey } from './keys/apiKey.ts';
import type { Exposure } from './keys/exposures.ts';
import type { LocalPostman } from './localPostman.ts';
import type { LoggedRequest } from './requestLog.ts';
import type { Plan } from './state/accounts.ts';
import type { Person, World } from './world/model.ts';

/** A running sandbox, and the same control doors as under `/_sandbox`, as methods. */
export interface Sandbox {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly world: World;
  readonly clock: Pick<Clock, 'now' | 'advance' | 'set' | 'reset'>;
  readonly faults: {
    add(fault: FaultInput): number;
    list(): readonly ArmedFault[];
    remove(id: number): void;
    clear(): void;
  };
  /** For a person of the seed, by id, username, e-mail address or full name; the first one without. */
  issueKey(of?: { user?: string | number; name?: string }): IssuedKey;
  /** Regenerates as the web page does. */
  regenerate(id: string): IssuedKey;
  revoke(id: string): void;
  /** For a person as above, and a collection by uid, id or name; the first of each without. */
  issueAccessKey(of?: { user?: string | number; collection?: string }): SharedCollection;
  deleteAccessKey(id: string): void;
  /** Newest first. */
  accessKeys(): readonly AccessKey[];
  setAccessKey(id: string, change: AccessKeyChange): void;
  rename(to: { collection?: string; name: string }): void;
  /** Leaves the team: gone from its list of people, while the access keys of that person stay. */
  removePerson(who: string | number): void;
  restorePerson(who: string | number): void;
  /** Lets the secret scanner find a key, in the first collection of a workspace. */
  exposeKey(found: FoundKey): void;
  /** What it has found, without a key in it. */
  exposures(): readonly Exposure[];
  person(who?: string | number): Person;
  /** The account's API key setting: days that keys made from now on live, null for ever. */
  setExpiry(days: number | null, who?: string | number): void;
  configure(settings: SandboxSettings): void;
  requests(): LoggedRequest[];
  forgetRequests(): void;
  reset(): void;
  /** Ends open connections too, and waits for the state file. */
  close(): Promise<void>;
}

export interface SandboxSettings {
  readonly regenerateKeepsOldKey?: boolean | undefined;
  readonly monthlyUsage?: number | undefined;
  readonly monthlyLimit?: number | undefined;
  readonly allowAccessKeys?: boolean | undefined;
  /** The audit log and the secret scanner answer 403 on all plans but Enterprise. */
  readonly plan?: Plan | undefined;
  /** How many access keys are listed at once; 10 as Postman's. */
  readonly pageSize?: number | undefined;
}

export function configure({ accounts }: LocalPostman, settings: SandboxSettings): void {
  accounts.regenerateKeepsOldKey = settings.regenerateKeepsOldKey ?? accounts.regenerateKeepsOldKey;
  accounts.monthlyUsage = settings.monthlyUsage ?? accounts.monthlyUsage;
  accounts.monthlyLimit = settings.monthlyLimit ?? accounts.monthlyLimit;
  accounts.allowAccessKeys = settings.allowAccessKeys ?? accounts.allowAccessKeys;
  accounts.plan = settings.plan ?? accounts.plan;
  accounts.pageSize = settings.pageSize ?? accounts.pageSize;
}

function savedClock(postman: LocalPostman): Sandbox['clock'] {
  const { clock } = postman;
  const saving =
    <A extends unknown[]>(move: (...by: A) => void) =>
    (...by: A): void => {
      move(...by);
      postman.save();
    };
  return {
    now: () => clock.now(),
    advance: saving((ms: number) => {
      clock.advance(ms);
    }),
    set: saving((time: number) => {
      clock.set(time);
    }),
    reset: saving(() => {
      clock.reset();
    }),
  };
}

type OfAccessKeys =
  | 'issueAccessKey'
  | 'deleteAccessKey'
  | 'accessKeys'
  | 'setAccessKey'
  | 'exposeKey'
  | 'exposures'
  | 'rename'
  | 'removePerson'
  | 'restorePerson';

function accessKeysOf(postman: LocalPostman, url: string): Pick<Sandbox, OfAccessKeys> {
  return {
    issueAccessKey: (of = {}) => issueAccessKey(postman, url, of),
    deleteAccessKey: (id) => {
      if (!postman.deleteAccessKey(id)) throw new Error('The sandbox has no such access key.');
    },
    accessKeys: () => postman.accessKeys.all(),
    setAccessKey: (id, change) => {
      if (!postman.accessKeys.set(id, change)) throw new Error('The sandbox has no such access key.');
      postman.save();
    },
    exposeKey: (found) => {
      exposeKey(postman, found);
    },
    exposures: () => postman.exposures,
    rename: ({ collection, name }) => {
      postman.rename(someCollection(postman, collection), name);
    },
    removePerson: (who) => {
      postman.removePerson(somebody(postman, who));
    },
    restorePerson: (who) => {
      postman.restorePerson(somebodyEver(postman, who));
    },
  };
}

export function sandboxOf(postman: LocalPostman, port: number, close: () => Promise<void>): Sandbox {
  const url = `http://127.0.0.1:${port}`;
  const person = (who?: string | number): Person => somebody(postman, who);
  return {
    ...accessKeysOf(postman, url),
    url,
    port,
    get world() {
      return postman.world;
    },
    clock: savedClock(postman),
    faults: postman.faults,
    person,
    issueKey: ({ user, name = 'Issued by the sandbox' } = {}) => postman.issueKey(person(user), name),
    regenerate: (id) => {
      const issued = postman.regenerateKey(id);
      if (issued === undefined) throw new Error('The sandbox has no such key.');
      return issued;
    },
    revoke: (id) => {
      if (!postman.revokeKey(id)) throw new Error('The sandbox has no such key.');
    },
    setExpiry: (days, who) => {
      postman.accounts.expiryDays.set(person(who).id, days);
      postman.save();
    },
    configure: (settings) => {
      configure(postman, settings);
      postman.save();
    },
    requests: () => postman.log.list(),
    forgetRequests: () => {
      postman.log.clear();
    },
    reset: () => {
      postman.reset();
    },
    close,
  };
}
