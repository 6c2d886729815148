import { plainText } from '../postman/plainText.ts';
import { regionOf } from '../postman/region.ts';
import { PostmanProblem } from '../postman/problem.ts';
import type { PostmanClient } from '../postman/client.ts';
import { isSameAccount } from './accessKeyListAccount.ts';
import { createPacing, type Sleep } from './accessKeyListPacing.ts';
import { createPulse } from './accessKeyListPulse.ts';
import type { ActiveKey } from './activeKey.ts';
import type { StoredKey } from './apiKey.ts';
import { CollectionLookup, unlessFinal, type Asker, type LookupClient } from './collectionNamesLookup.ts';
import { createEmitter, type Disposable, type Event } from './emitter.ts';
import type { Keyring } from './keyring.ts';
import { KeyringProblem } from './problem.ts';

export interface NameOf {
  /** The name, made fit to be shown, or the id. */
  readonly text: string;
  readonly isKnown: boolean;
  /** Of a person: the team is known, and they are not in it. */
  readonly hasLeft?: boolean;
}

/** Names of collections and of team-mates, for the active API key's account. */
export interface Names extends Disposable {
  readonly onDidChange: Event<undefined>;
  collection(uid: string): NameOf;
  person(id: number): NameOf;
  /**
   * Looks up what of these is not known yet. What Postman does not tell is not asked for again; after a passing
   * failure nothing is for a minute.
   */
  want(uids: readonly string[], people: readonly number[]): void;
  /** Whether a name of these, which were wanted, may still come; none may after an answer or a failure. */
  areComing(uids: readonly string[], people: readonly number[]): boolean;
  /** A name that became known in another way. */
  note(uid: string, name: string): void;
}

export interface NamesParts {
  readonly activeKey: Pick<ActiveKey, 'current' | 'onDidChange'>;
  readonly keyring: Pick<Keyring, 'secretOf'>;
  /** One that asks no person about long waits: nobody waits for a name. */
  readonly client: LookupClient & Pick<PostmanClient, 'users'>;
  readonly log?: { error(what: string, error: unknown): void } | undefined;
  readonly sleep?: Sleep | undefined;
}

export function createNames(parts: NamesParts): Names {
  return new KnownNames(parts);
}

/** What is known for one account. */
interface Knowledge {
  readonly collections: Map<string, string>;
  /** Collections whose names Postman does not tell. */
  readonly untold: Set<string>;
  /** By id; `undefined` until it was listed. */
  team: ReadonlyMap<number, string> | 'untold' | undefined;
  readonly lookup: CollectionLookup;
  readonly controller: AbortController;
}

/** Wishes that come within so many milliseconds are one. */
const gathering = 50;
const pause = 60 * 1000;

/** One batch of look-ups at a time; what is wanted meanwhile is the next. */
class KnownNames implements Names {
  readonly #parts: NamesParts;
  readonly #changed = createEmitter<undefined>();
  readonly #pulse = createPulse(() => {
    this.#changed.fire(undefined);
  }, 250);
  readonly #subscription: Disposable;
  #account: StoredKey | undefined;
  #known: Knowledge;
  readonly #uids = new Set<string>();
  #wantsTeam = false;
  #timer: NodeJS.Timeout | undefined;
  #isAsking = false;
  #pausedUntil = -Infinity;

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: NamesParts) {
    this.#parts = parts;
    this.#account = parts.activeKey.current;
    this.#known = this.#nothing();
    this.#subscription = parts.activeKey.onDidChange(() => {
      this.#follow(parts.activeKey.current);
    });
  }

  collection(uid: string): NameOf {
    const name = this.#known.collections.get(uid);
    return { text: name ?? uid, isKnown: name !== undefined };
  }

  person(id: number): NameOf {
    const own = this.#account?.account;
    const team = this.#known.team === 'untold' ? undefined : this.#known.team;
    const name = id === own?.userId ? own.fullName || own.userName : team?.get(id);
    if (name) return { text: name, isKnown: true };
    return { text: String(id), isKnown: false, ...(team && { hasLeft: !team.has(id) }) };
  }

  want(uids: readonly string[], people: readonly number[]): void {
    if (!this.#isOpen) return;
    for (const uid of uids) if (!this.#isSettled(uid)) this.#uids.add(uid);
    this.#wantsTeam ||= this.#lacksTeam(people);
    this.#schedule();
  }

  areComing(uids: readonly string[], people: readonly number[]): boolean {
    return this.#isOpen && (uids.some((uid) => !this.#isSettled(uid)) || this.#lacksTeam(people));
  }

  note(uid: string, name: string): void {
    const text = plainText(name);
    if (text === '' || this.#known.collections.get(uid) === text) return;
    this.#known.collections.set(uid, text);
    this.#pulse.now();
  }

  dispose(): void {
    this.#account = undefined;
    this.#forget();
    this.#subscription.dispose();
    this.#pulse.dispose();
    this.#changed.dispose();
  }

  get #isOpen(): boolean {
    return this.#account !== undefined && performance.now() >= this.#pausedUntil;
  }

  #lacksTeam(people: readonly number[]): boolean {
    return this.#known.team === undefined && people.some((id) => this.#isMate(id));
  }

  #isSettled(uid: string): boolean {
    return this.#known.collections.has(uid) || this.#known.untold.has(uid);
  }

  /** Whether a list of the team could name this person. */
  #isMate(id: number): boolean {
    const own = this.#account?.account;
    return own === undefined || (own.teamId !== undefined && own.userId !== id);
  }

  #schedule(): void {
    if (this.#isAsking || (this.#uids.size === 0 && !this.#wantsTeam)) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#account) void this.#ask(this.#account, this.#known);
    }, gathering);
  }

  async #ask(account: StoredKey, known: Knowledge): Promise<void> {
    const uids = [...this.#uids].filter((uid) => !this.#isSettled(uid));
    const wantsTeam = this.#wantsTeam && known.team === undefined;
    this.#emptyBasket();
    this.#isAsking = true;
    try {
      if (wantsTeam || uids.length > 0) await this.#lookUp(account, known, uids, wantsTeam);
    } catch (error) {
      if (this.#known === known) this.#rest(error);
    }
    // Another account's asking is not this one's.
    if (this.#known !== known) return;
    this.#isAsking = false;
    this.#schedule();
  }

  async #lookUp(account: StoredKey, known: Knowledge, uids: string[], wantsTeam: boolean): Promise<void> {
    const { client, keyring } = this.#parts;
    const region = regionOf(account.region);
    if (!region) throw new KeyringProblem('gone');
    const asker: Asker = { key: await keyring.secretOf(account.id), region, signal: known.controller.signal };
    if (wantsTeam) {
      const team = await unlessFinal(async () => client.users(asker.key, region, asker.signal));
      known.team = team ? new Map(team.map(({ id, name, userName }) => [id, name || userName])) : 'untold';
      this.#pulse.soon();
    }
    await known.lookup.find(uids, asker, (uid, name = '') => {
      if (name === '') known.untold.add(uid);
      else known.collections.set(uid, name);
      this.#pulse.soon();
    });
  }

  #rest(error: unknown): void {
    this.#emptyBasket();
    this.#pausedUntil = performance.now() + pause;
    if (error instanceof PostmanProblem || error instanceof KeyringProblem) return;
    this.#parts.log?.error('Looking up names', error);
  }

  #emptyBasket(): void {
    this.#uids.clear();
    this.#wantsTeam = false;
  }

  #follow(key: StoredKey | undefined): void {
    const before = this.#account;
    this.#account = key;
    // What one key was refused another may be told.
    if (before?.fingerprint !== key?.fingerprint) this.#pausedUntil = -Infinity;
    if (isSameAccount(before, key)) return;
    this.#forget();
    this.#pulse.now();
  }

  #forget(): void {
    this.#known.controller.abort();
    this.#known = this.#nothing();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isAsking = false;
    this.#emptyBasket();
  }

  #nothing(): Knowledge {
    const { client, sleep } = this.#parts;
    return {
      collections: new Map(),
      untold: new Set(),
      team: undefined,
      lookup: new CollectionLookup(client, createPacing(sleep)),
      controller: new AbortController(),
    };
  }
}
