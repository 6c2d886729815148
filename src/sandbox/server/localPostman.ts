import { RateLimits } from './api/rateLimits.ts';
import type { Clock } from './clock.ts';
import { Faults } from './faults/faults.ts';
import type { IssuedAccessKey } from './keys/accessKey.ts';
import { AccessKeys } from './keys/accessKeys.ts';
import { ApiKeys } from './keys/apiKeys.ts';
import type { IssuedKey } from './keys/apiKey.ts';
import type { Exposure } from './keys/exposures.ts';
import { RequestLog } from './requestLog.ts';
import { freshAccounts } from './state/accounts.ts';
import type { Accounts } from './state/accounts.ts';
import { AuditLog } from './state/auditLog.ts';
import { Environments } from './state/environments.ts';
import { findPerson, uidOf } from './world/access.ts';
import { plantedAccessKeys } from './world/accessKeys.ts';
import type { AuditAction } from './world/auditActions.ts';
import { plantedTrails } from './world/auditTrails.ts';
import { plantedEnvironments } from './world/environments.ts';
import type { Collection, Person, World } from './world/model.ts';
import { worldSince } from './world/since.ts';

/** Everything this Postman knows: a world that never changes, and what people did in it since. */
export class LocalPostman {
  readonly keys = new ApiKeys();
  readonly accessKeys = new AccessKeys();
  readonly faults = new Faults();
  readonly limits = new RateLimits();
  readonly log = new RequestLog();
  readonly audit = new AuditLog();
  readonly environments = new Environments();
  readonly clock: Clock;
  exposures: readonly Exposure[] = [];
  /** When the access keys and trails of earlier times were planted: their dates count from here. */
  plantedAt = 0;
  readonly #changed: () => void;
  readonly #seed: World;
  #accounts: Accounts = freshAccounts();
  #world: World | undefined;

  constructor(world: World, clock: Clock, changed: () => void = () => undefined) {
    this.#seed = world;
    this.clock = clock;
    this.#changed = changed;
    this.keys.plant(world.keys);
    this.environments.plant(plantedEnvironments(world));
    this.plantAt(clock.now());
  }

  /** The world of the seed, with the names and people of today. */
  get world(): World {
    return (this.#world ??= worldSince(this.#seed, this.#accounts));
  }

  get accounts(): Accounts {
    return this.#accounts;
  }

  set accounts(accounts: Accounts) {
    this.#accounts = accounts;
    this.#world = undefined;
  }

  /** To be called after every change that a state file should see. */
  save(): void {
    this.#changed();
  }

  issueKey(person: Person, name: string): IssuedKey {
    const expiresInDays = this.accounts.expiryDays.get(person.id) ?? null;
    const issued = this.keys.issue({ userId: person.id, name, at: this.clock.now(), expiresInDays });
    this.note('user.apikey_activate', person.id, name);
    return issued;
  }

  regenerateKey(id: string): IssuedKey | undefined {
    const old = this.keys.get(id);
    if (old === undefined) return undefined;
    const expiresInDays = this.accounts.expiryDays.get(old.userId) ?? null;
    const keepOld = this.accounts.regenerateKeepsOldKey;
    const issued = this.keys.regenerate(old, this.clock.now(), expiresInDays, keepOld);
    this.note('user.apikey_regenerate', old.userId, old.name);
    return issued;
  }

  revokeKey(id: string, by?: Person): boolean {
    const key = this.keys.get(id);
    if (key === undefined) return false;
    this.keys.revoke(key, this.clock.now());
    this.#resolve(key.hash);
    this.note('user.apikey_revoke', by?.id ?? key.userId, key.name);
    return true;
  }

  /** Gone without a trace but in the audit log, where a revoked one stays in the list. */
  deleteKey(id: string): boolean {
    const key = this.keys.get(id);
    if (key === undefined) return false;
    this.keys.remove(id);
    this.#resolve(key.hash);
    this.note('user.apikey_revoke', key.userId, key.name);
    return true;
  }

  issueAccessKey(person: Person, collection: Collection): IssuedAccessKey {
    const collectionUid = uidOf(collection);
    const issued = this.accessKeys.issue({ userId: person.id, collectionUid, at: this.clock.now() });
    this.note('collection.access_key_create', person.id, collection.name);
    return issued;
  }

  /** @param by who deletes it; its own maker without */
  deleteAccessKey(id: string, by?: Person): boolean {
    const key = this.accessKeys.get(id);
    if (key === undefined || !this.accessKeys.delete(id, this.clock.now())) return false;
    this.#resolve(key.hash);
    const subject = this.collection(key.collectionUid)?.name ?? key.collectionUid;
    this.note('collection.access_key_revoke', by?.id ?? key.userId, subject);
    return true;
  }

  expose(exposure: Exposure): void {
    this.exposures = [...this.exposures, exposure];
    this.save();
  }

  rename(collection: Collection, name: string): void {
    this.accounts.names.set(uidOf(collection), name);
    this.#world = undefined;
    this.save();
  }

  /** Leaves the team; what the person made stays. */
  removePerson(person: Person): void {
    this.accounts.absent.add(person.id);
    this.#world = undefined;
    this.note('team.remove_member', person.id, person.fullName);
  }

  restorePerson(person: Person): void {
    this.accounts.absent.delete(person.id);
    this.#world = undefined;
    this.note('team.add_member', person.id, person.fullName);
  }

  /** By id, username, e-mail address or full name; the first person of the seed without any. */
  person(who?: string | number): Person | undefined {
    if (who === undefined) return this.world.people[0];
    return findPerson(this.world, String(who));
  }

  /** Somebody of the seed, on the team or not. */
  personEver(who: string | number): Person | undefined {
    return findPerson(this.#seed, String(who));
  }

  /** By uid, id or name; the first one of the seed without any. */
  collection(which?: string): Collection | undefined {
    if (which === undefined) return this.world.collections[0];
    return this.world.collections.find((one) => [uidOf(one), one.id, one.name].includes(which));
  }

  /** Puts the access keys and trails of earlier times in place of all that are here. */
  plantAt(at: number): void {
    this.plantedAt = at;
    this.accessKeys.plant(plantedAccessKeys(this.#seed, at));
    this.audit.plant(plantedTrails(this.#seed, at));
  }

  reset(): void {
    this.keys.restore([]);
    this.keys.plant(this.#seed.keys);
    this.environments.plant(plantedEnvironments(this.#seed));
    this.accounts = freshAccounts();
    this.exposures = [];
    this.clock.reset();
    this.plantAt(this.clock.now());
    this.faults.clear();
    this.limits.clear();
    this.log.clear();
    this.save();
  }

  note(action: AuditAction, actor: number, subject: string): void {
    this.audit.write({ at: this.clock.now(), action, actor, subject });
    this.save();
  }

  /** A key that was revoked is no finding of the scanner any more. */
  #resolve(hash: string): void {
    this.exposures = this.exposures.map((one) =>
      one.hash === hash ? { ...one, resolution: 'REVOKED' } : one,
    );
  }
}
