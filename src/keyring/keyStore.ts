import type { Card, Credential, Sighting, Trouble } from './card.ts';
import type { CardFolder, Cards } from './cardFolder.ts';
import type * as Changes from './changes.ts';
import type { Changed } from './changes.ts';
import type { Sides } from './bothSides.ts';
import { createEmitter, type Disposable, type Event } from './emitter.ts';
import type { Kind } from './kind.ts';
import { isSystemError } from './lock.ts';
import { KeyringProblem, type KeyringProblemKind } from './problem.ts';
import { boundedStore, type SecretStore } from './secretStore.ts';
import type { Shared } from './shared.ts';

/**
 * Keys of one kind: the one owner of their secrets. Every key is one SecretStorage entry, whole in itself,
 * and one card without the secret; what is shown lives on cards. Writes go to the entry first, then to the
 * card, then to memory, and only then is the change told: a failed write changes nothing.
 */
export class KeyStore<Key extends Credential, C extends Card, Facts> implements Disposable {
  readonly #kind: Kind<Key, C, Facts>;
  readonly #store: SecretStore;
  readonly #folder: CardFolder<C>;
  readonly #shared: Shared;
  readonly #changed = createEmitter<undefined>();
  readonly #setAside = createEmitter<readonly string[]>();
  readonly #subscriptions: readonly Disposable[];
  readonly #troubles = new Map<string, Trouble>();
  /** Ids whose entry the editor does not have, as far as this window was told. */
  #absent: ReadonlySet<string> = new Set();
  #cards: ReadonlyMap<string, C> = new Map();
  /** Counts this window's own changes. */
  #writes = 0;
  #loading: Promise<void> = Promise.resolve();
  #isLoaded = false;

  readonly onDidChange: Event<undefined> = this.#changed.event;
  /** Names of card files that could not be read and were kept under another name. */
  readonly onDidSetAside: Event<readonly string[]> = this.#setAside.event;

  constructor(kind: Kind<Key, C, Facts>, store: SecretStore, folder: CardFolder<C>, shared: Shared) {
    this.#kind = kind;
    this.#store = boundedStore(store);
    this.#folder = folder;
    this.#shared = shared;
    shared.holders.add(this);
    // Both carry news from other windows. A failure here is a passing one: the next event looks again.
    this.#subscriptions = [
      folder.onDidChange(() => void this.load().catch(() => undefined)),
      store.onDidChange(({ key }) => void this.#absorb(key).catch(() => undefined)),
    ];
  }

  /** All keys by name. Opens no secret. */
  get keys(): readonly (C & Sighting)[] {
    return Array.from(this.#cards.values(), (card) => this.#view(card)).sort(
      (a, b) => a.name.localeCompare(b.name) || a.addedAt - b.addedAt,
    );
  }

  find(id: string): (C & Sighting) | undefined {
    const card = this.#cards.get(id);
    return card && this.#view(card);
  }

  findSame(key: Credential): (C & Sighting) | undefined {
    return this.keys.find((stored) => stored.fingerprint === key.fingerprint);
  }

  /** Names of the entries that its cards speak of. */
  get wanted(): readonly string[] {
    return Array.from(this.#cards.values(), this.#kind.entryName);
  }

  /** Reads the cards. Opens no secret and asks the secret storage nothing. */
  async load(): Promise<void> {
    // One after the other, so that an older look never comes last.
    this.#loading = this.#loading.then(
      async () => this.#read(),
      async () => this.#read(),
    );
    return this.#loading;
  }

  /**
   * Compares entries and cards and heals either from the other, and ends what a dying window left half done.
   * Opens a secret only where something is amiss.
   */
  async heal(): Promise<void> {
    const { heal } = await import('./heal.ts');
    const absent = await this.#shared.locked(async () => heal(this.#sides, this.#shared));
    await this.load();
    this.#setAbsent(absent);
  }

  /**
   * The key itself, for the moment of its use.
   * @throws KeyringProblem `gone`, `missing`, `unreadable`, or the secret storage's own trouble
   */
  async secretOf(id: string): Promise<Key> {
    const card = this.#cards.get(id);
    if (!card) throw this.#problem('gone');
    try {
      const json = await this.#store.get(this.#kind.entryName(card));
      const now = this.#cards.get(id);
      // It was regenerated while it was being read.
      if (json === undefined && now && now.fingerprint !== card.fingerprint) return await this.secretOf(id);
      if (json === undefined) {
        this.#setAbsent(new Set([...this.#absent, id]));
        throw this.#problem('missing');
      }
      const entry = this.#kind.decodeEntry(json);
      if (!entry) throw this.#problem('unreadable');
      this.#setAbsent(new Set([...this.#absent].filter((other) => other !== id)));
      if (this.#troubles.get(id) === 'unreadable') this.note(id, undefined);
      return entry.key;
    } catch (error) {
      if (!(error instanceof KeyringProblem && error.kind === 'missing')) this.note(id, 'unreadable');
      throw error;
    }
  }

  /** @throws KeyringProblem `duplicate` when the very same key is there already */
  async add(key: Key, facts: Facts): Promise<C & Sighting> {
    return this.#change(async ({ addKey }) => addKey(this.#sides, key, facts));
  }

  /**
   * Puts a new secret in the place of the old one: after a regeneration, or where the old one was lost. What was known
   * of the old secret is forgotten, unless `facts` say it of the new one.
   */
  async replace(id: string, key: Key, facts: Partial<Facts>): Promise<C & Sighting> {
    const stored = await this.#change(async ({ replaceKey }) => replaceKey(this.#sides, id, key, facts));
    this.note(id, undefined);
    return stored;
  }

  /**
   * Changes what is known of a key and leaves its secret alone.
   * @param fingerprint of the secret that the news is about: news of one that was replaced meanwhile is dropped
   */
  async update(id: string, change: Partial<Facts>, fingerprint?: string): Promise<C & Sighting> {
    return this.#change(async ({ updateCard }) => updateCard(this.#sides, id, change, fingerprint));
  }

  /**
   * Forgets a key here: every entry of it, then its card.
   * @throws KeyringProblem `unfinished` when the secret storage fails half way: the next `heal` goes on
   */
  async remove(id: string): Promise<void> {
    await this.#exclusively(async ({ removeBoth }) => {
      const isFinished = await removeBoth(this.#sides, id);
      this.#writes += 1;
      this.#cards = new Map([...this.#cards].filter(([other]) => other !== id));
      this.#troubles.delete(id);
      this.#changed.fire(undefined);
      if (!isFinished) throw this.#problem('unfinished');
    });
  }

  /** Remembers, in this window only, that the last use of a key failed for a passing reason. */
  note(id: string, trouble: Trouble | undefined): void {
    if (this.#troubles.get(id) === trouble) return;
    if (trouble) this.#troubles.set(id, trouble);
    else this.#troubles.delete(id);
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#shared.holders.delete(this);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
    this.#setAside.dispose();
    this.#folder.dispose();
  }

  get #sides(): Sides<Key, C, Facts> {
    return { kind: this.#kind, store: this.#store, folder: this.#folder };
  }

  #problem(kind: KeyringProblemKind): KeyringProblem {
    return new KeyringProblem(kind, undefined, this.#kind.name);
  }

  async #change(task: (changes: typeof Changes) => Promise<Changed<C>>): Promise<C & Sighting> {
    return this.#exclusively(async (changes) => this.#accept(await task(changes)));
  }

  /** A task that writes: alone among all windows, with all of their secrets in sight. */
  async #exclusively<T>(task: (changes: typeof Changes) => Promise<T>): Promise<T> {
    const changes = await import('./changes.ts');
    try {
      return await this.#shared.locked(async () => {
        await changes.requireSight(this.#shared, this.#store);
        return task(changes);
      });
    } catch (error) {
      throw isSystemError(error) ? this.#problem('disk') : error;
    }
  }

  #accept({ card, isPresent }: Changed<C>): C & Sighting {
    this.#writes += 1;
    this.#cards = new Map(this.#cards).set(card.id, card);
    if (isPresent) this.#absent = new Set([...this.#absent].filter((id) => id !== card.id));
    this.#changed.fire(undefined);
    return this.#view(card);
  }

  async #read(): Promise<void> {
    const { cards, setAside } = await this.#list();
    const fresh = new Map(cards.map((card) => [card.id, card]));
    const news = cards.filter((card) => {
      const known = this.#cards.get(card.id);
      return !known || !this.#kind.isSameCard(card, known);
    });
    const isNews = fresh.size !== this.#cards.size || news.length > 0;
    // Those of the first look were there before this window; a change of words needs no new secret.
    if (this.#isLoaded) {
      const secrets = news.filter((card) => this.#cards.get(card.id)?.fingerprint !== card.fingerprint);
      for (const card of secrets) this.#shared.unseen.add(this.#kind.entryName(card));
    }
    this.#isLoaded = true;
    this.#cards = fresh;
    if (setAside.length > 0) this.#setAside.fire(setAside);
    if (isNews) this.#changed.fire(undefined);
  }

  /** The cards as they are: read again when this window changed one of them meanwhile. */
  async #list(): Promise<Cards<C>> {
    for (;;) {
      const before = this.#writes;
      const listed = await this.#folder.list();
      if (before === this.#writes) return listed;
    }
  }

  async #absorb(name: string): Promise<void> {
    const id = this.#kind.idOfEntry(name);
    if (id === undefined) return;
    const { absorb } = await import('./heal.ts');
    const here = await this.#shared.locked(async () => absorb(this.#sides, this.#shared, id, name));
    await this.load();
    if (here === undefined) return;
    this.#setAbsent(
      new Set(here ? [...this.#absent].filter((other) => other !== id) : [...this.#absent, id]),
    );
  }

  #setAbsent(absent: ReadonlySet<string>): void {
    if (absent.size === this.#absent.size && [...absent].every((id) => this.#absent.has(id))) return;
    this.#absent = absent;
    this.#changed.fire(undefined);
  }

  #view(card: C): C & Sighting {
    return { ...card, present: !this.#absent.has(card.id), trouble: this.#troubles.get(card.id) };
  }
}
