import { RateLimits } from './api/rateLimits.ts';
import type { Clock } from './clock.ts';
import { Faults } from './faults/faults.ts';
import { ApiKeys } from './keys/apiKeys.ts';
import type { IssuedKey } from './keys/apiKey.ts';
import { RequestLog } from './requestLog.ts';
import { freshAccounts } from './state/accounts.ts';
import type { Accounts } from './state/accounts.ts';
import { findPerson } from './world/access.ts';
import type { Person, World } from './world/model.ts';

/** Everything this Postman knows: a world that never changes, and what people did in it since. */
export class LocalPostman {
  readonly keys = new ApiKeys();
  readonly faults = new Faults();
  readonly limits = new RateLimits();
  readonly log = new RequestLog();
  accounts: Accounts = freshAccounts();
  readonly world: World;
  readonly clock: Clock;
  readonly #changed: () => void;

  constructor(world: World, clock: Clock, changed: () => void = () => undefined) {
    this.world = world;
    this.clock = clock;
    this.#changed = changed;
    this.keys.plant(world.keys);
  }

  /** To be called after every change that a state file should see. */
  save(): void {
    this.#changed();
  }

  issueKey(person: Person, name: string): IssuedKey {
    const expiresInDays = this.accounts.expiryDays.get(person.id) ?? null;
    const issued = this.keys.issue({ userId: person.id, name, at: this.clock.now(), expiresInDays });
    this.save();
    return issued;
  }

  regenerateKey(id: string): IssuedKey | undefined {
    const old = this.keys.get(id);
    if (old === undefined) return undefined;
    const expiresInDays = this.accounts.expiryDays.get(old.userId) ?? null;
    const keepOld = this.accounts.regenerateKeepsOldKey;
    const issued = this.keys.regenerate(old, this.clock.now(), expiresInDays, keepOld);
    this.save();
    return issued;
  }

  revokeKey(id: string): boolean {
    const key = this.keys.get(id);
    if (key === undefined) return false;
    this.keys.revoke(key, this.clock.now());
    this.save();
    return true;
  }

  /** By id, username, e-mail address or full name; the first person of the seed without any. */
  person(who?: string | number): Person | undefined {
    if (who === undefined) return this.world.people[0];
    return findPerson(this.world, String(who));
  }

  reset(): void {
    this.keys.restore([]);
    this.keys.plant(this.world.keys);
    this.accounts = freshAccounts();
    this.clock.reset();
    this.faults.clear();
    this.limits.clear();
    this.log.clear();
    this.save();
  }
}
