import type { Clock } from './clock.ts';
import type { FaultInput } from './faults/fault.ts';
import type { ArmedFault } from './faults/faults.ts';
import type { IssuedKey } from './keys/apiKey.ts';
import type { LocalPostman } from './localPostman.ts';
import type { LoggedRequest } from './requestLog.ts';
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
}

export function configure({ accounts }: LocalPostman, settings: SandboxSettings): void {
  accounts.regenerateKeepsOldKey = settings.regenerateKeepsOldKey ?? accounts.regenerateKeepsOldKey;
  accounts.monthlyUsage = settings.monthlyUsage ?? accounts.monthlyUsage;
  accounts.monthlyLimit = settings.monthlyLimit ?? accounts.monthlyLimit;
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

export function sandboxOf(postman: LocalPostman, port: number, close: () => Promise<void>): Sandbox {
  const person = (who?: string | number): Person => {
    const found = postman.person(who);
    if (found === undefined) throw new Error(`Nobody in this sandbox is called ${String(who)}.`);
    return found;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    world: postman.world,
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
