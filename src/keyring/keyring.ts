import { randomUUID } from 'node:crypto';
import type { ApiKey } from '../postman/credential.ts';
import type { ApiKeyCard, CardChange, StoredKey, Trouble } from './apiKey.ts';
import type { CardFolder, Cards } from './cardFolder.ts';
import { removeBoth, writeBoth } from './bothSides.ts';
import { createEmitter, type Disposable, type Event } from './emitter.ts';
import { createLock, isSystemError, type Lock } from './lock.ts';
import { KeyringProblem } from './problem.ts';
import { decodeEntry, entryName, factsOf, idOfEntry, isSameCard, isSameLasting } from './record.ts';
import { boundedStore, type SecretStore } from './secretStore.ts';
import { Sight } from './sight.ts';

/** What a new key comes with. */
export type NewKeyFacts = Pick<ApiKeyCard, 'name' | 'region' | 'expiry'> &
  Partial<Pick<ApiKeyCard, 'account' | 'verifiedAt' | 'refusedAt'>>;

/**
 * The user's API keys: the one owner of their secrets. Every key is one SecretStorage entry, whole in itself,
 * and one card without the secret; what is shown lives on cards. Writes go to the entry first, then to the
 * card, then to memory, and only then is the change told: a failed write changes nothing.
 */
export class Keyring implements Disposable {
  readonly #store: SecretStore;
  readonly #folder: CardFolder;
  readonly #locked: Lock;
  readonly #changed = createEmitter<undefined>();
  readonly #setAside = createEmitter<readonly string[]>();
  readonly #subscriptions: readonly Disposable[];
  readonly #troubles = new Map<string, Trouble>();
  /** Ids whose entry the editor does not have, as far as this window was told. */
  #absent: ReadonlySet<string> = new Set();
  #cards: ReadonlyMap<string, ApiKeyCard> = new Map();
  /** Counts this window's own changes. */
  #writes = 0;
  #loading: Promise<void> = Promise.resolve();
  #isLoaded = false;
  readonly #sight = new Sight();

  readonly onDidChange: Event<undefined> = this.#changed.event;
  /** Names of card files that could not be read and were kept under another name. */
  readonly onDidSetAside: Event<readonly string[]> = this.#setAside.event;

  constructor(store: SecretStore, folder: CardFolder) {
    this.#store = boundedStore(store);
    this.#folder = folder;
    this.#locked = createLock(folder.lockFile);
    // Both carry news from other windows. A failure here is a passing one: the next event looks again.
    this.#subscriptions = [
      folder.onDidChange(() => void this.load().catch(() => undefined)),
      store.onDidChange(({ key }) => void this.#absorb(key).catch(() => undefined)),
    ];
  }

  /** All keys by name. Opens no secret. */
  get keys(): readonly StoredKey[] {
    return Array.from(this.#cards.values(), (card) => this.#view(card)).sort(
      (a, b) => a.name.localeCompare(b.name) || a.addedAt - b.addedAt,
    );
  }

  find(id: string): StoredKey | undefined {
    const card = this.#cards.get(id);
    return card && this.#view(card);
  }

  findSame(key: ApiKey): StoredKey | undefined {
    return this.keys.find((stored) => stored.fingerprint === key.fingerprint);
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
    const { finishInterrupted, mend } = await import('./heal.ts');
    const absent = await this.#locked(async () => {
      await this.load();
      // Where another window's secrets are out of sight a write would drop them: then this only looks.
      if (!(await this.#canSeeAll())) return this.#outOfSight();
      await finishInterrupted(this.#store, this.#folder);
      return mend(this.#store, this.#folder);
    });
    await this.load();
    this.#setAbsent(absent);
  }

  /**
   * The key itself, for the moment of its use.
   * @throws KeyringProblem `gone`, `missing`, `unreadable`, or the secret storage's own trouble
   */
  async secretOf(id: string): Promise<ApiKey> {
    const card = this.#cards.get(id);
    if (!card) throw new KeyringProblem('gone');
    try {
      const json = await this.#store.get(entryName(card));
      const now = this.#cards.get(id);
      // It was regenerated while it was being read.
      if (json === undefined && now && now.fingerprint !== card.fingerprint) return await this.secretOf(id);
      if (json === undefined) {
        this.#setAbsent(new Set([...this.#absent, id]));
        throw new KeyringProblem('missing');
      }
      const entry = decodeEntry(json);
      if (!entry) throw new KeyringProblem('unreadable');
      this.#setAbsent(new Set([...this.#absent].filter((other) => other !== id)));
      if (this.#troubles.get(id) === 'unreadable') this.note(id, undefined);
      return entry.key;
    } catch (error) {
      if (!(error instanceof KeyringProblem && error.kind === 'missing')) this.note(id, 'unreadable');
      throw error;
    }
  }

  /** @throws KeyringProblem `duplicate` when the very same key is there already */
  async add(key: ApiKey, facts: NewKeyFacts): Promise<StoredKey> {
    const now = Date.now();
    return this.#write(randomUUID(), key, async (id) => {
      await this.#refuseDuplicate(key, id);
      return { ...facts, ...factsOf(key), version: 1, id, addedAt: now, secretAt: now, revision: 1 };
    });
  }

  /**
   * Puts a new secret in the place of the old one: after a regeneration, or where the old one was lost. What was known
   * of the old secret is forgotten, unless `facts` say it of the new one.
   */
  async replace(id: string, key: ApiKey, facts: CardChange): Promise<StoredKey> {
    const unknown = { account: undefined, verifiedAt: undefined, refusedAt: undefined };
    const stored = await this.#write(id, key, async (_, old) => {
      if (!old) throw new KeyringProblem('gone');
      await this.#refuseDuplicate(key, id);
      const secretAt = Math.max(Date.now(), old.secretAt + 1);
      return { ...old, ...unknown, ...facts, ...factsOf(key), secretAt, revision: old.revision + 1 };
    });
    this.note(id, undefined);
    return stored;
  }

  /**
   * Changes what is known of a key and leaves its secret alone.
   * @param fingerprint of the secret that the news is about: news of one that was replaced meanwhile is dropped
   */
  async update(id: string, change: CardChange, fingerprint?: string): Promise<StoredKey> {
    return this.#exclusively(async () => {
      const old = await this.#folder.read(id);
      if (!old) throw new KeyringProblem('gone');
      if (fingerprint !== undefined && fingerprint !== old.fingerprint) return this.#accept(old);
      const next = { ...old, ...change };
      if (isSameLasting(next, old)) {
        // When Postman last accepted a key is worth a card, but no rewriting of the only copy of its secret.
        await this.#folder.write(next);
        return this.#accept(next);
      }
      const card = { ...next, revision: old.revision + 1 };
      const json = await this.#store.get(entryName(old));
      const entry = json === undefined ? undefined : decodeEntry(json);
      if (entry) {
        await writeBoth(this.#store, this.#folder, card, entry.key, json);
        return this.#accept(card, true);
      }
      // Another window's secret may not have reached this one yet: the mark lets the entry learn the change later.
      await this.#folder.mark(id, 'pending');
      await this.#folder.write(card);
      return this.#accept(card);
    });
  }

  /**
   * Forgets a key here: every entry of it, then its card.
   * @throws KeyringProblem `unfinished` when the secret storage fails half way: the next `heal` goes on
   */
  async remove(id: string): Promise<void> {
    await this.#exclusively(async () => {
      const isFinished = await removeBoth(this.#store, this.#folder, id);
      this.#writes += 1;
      this.#cards = new Map([...this.#cards].filter(([other]) => other !== id));
      this.#troubles.delete(id);
      this.#changed.fire(undefined);
      if (!isFinished) throw new KeyringProblem('unfinished');
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
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
    this.#setAside.dispose();
    this.#folder.dispose();
  }

  async #write(
    id: string,
    key: ApiKey,
    next: (id: string, old: ApiKeyCard | undefined) => Promise<ApiKeyCard>,
  ): Promise<StoredKey> {
    return this.#exclusively(async () => {
      const old = await this.#folder.read(id);
      const card = await next(id, old);
      await writeBoth(this.#store, this.#folder, card, key);
      // The old secret is let go only now that the new one was read back. If that fails, `heal` tries again.
      if (old && old.fingerprint !== card.fingerprint)
        await this.#store.delete(entryName(old)).then(undefined, ignore);
      return this.#accept(card, true);
    });
  }

  /** A task that writes: alone among all windows, with all of their secrets in sight. */
  async #exclusively<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await this.#locked(async () => {
        await this.load();
        await this.#sight.require(this.#store, this.#wanted);
        return task();
      });
    } catch (error) {
      throw isSystemError(error) ? new KeyringProblem('disk') : error;
    }
  }

  get #wanted(): ReadonlySet<string> {
    return new Set(Array.from(this.#cards.values(), entryName));
  }

  async #canSeeAll(): Promise<boolean> {
    try {
      await this.#sight.require(this.#store, this.#wanted);
      return true;
    } catch (error) {
      if (error instanceof KeyringProblem && error.kind === 'stale') return false;
      throw error;
    }
  }

  async #outOfSight(): Promise<ReadonlySet<string>> {
    const names = new Set(await this.#store.keys());
    return new Set(
      Array.from(this.#cards.values()).flatMap((card) => (names.has(entryName(card)) ? [] : [card.id])),
    );
  }

  async #refuseDuplicate(key: ApiKey, id: string): Promise<void> {
    const { cards } = await this.#folder.list();
    const same = cards.find((card) => card.fingerprint === key.fingerprint && card.id !== id);
    if (same) throw new KeyringProblem('duplicate', same.id);
  }

  /** @param isPresent that its entry is there, for certain */
  #accept(card: ApiKeyCard, isPresent = false): StoredKey {
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
      return !known || !isSameCard(card, known);
    });
    const isNews = fresh.size !== this.#cards.size || news.length > 0;
    // Those of the first look were there before this window; a change of words needs no new secret.
    if (this.#isLoaded) {
      const secrets = news.filter((card) => this.#cards.get(card.id)?.fingerprint !== card.fingerprint);
      for (const card of secrets) this.#sight.heardOf(entryName(card));
    }
    this.#isLoaded = true;
    this.#cards = fresh;
    if (setAside.length > 0) this.#setAside.fire(setAside);
    if (isNews) this.#changed.fire(undefined);
  }

  /** The cards as they are: read again when this window changed one of them meanwhile. */
  async #list(): Promise<Cards> {
    for (;;) {
      const before = this.#writes;
      const listed = await this.#folder.list();
      if (before === this.#writes) return listed;
    }
  }

  async #absorb(name: string): Promise<void> {
    const id = idOfEntry(name);
    if (id === undefined) return;
    const { absorb } = await import('./heal.ts');
    const here = await this.#locked(async () => {
      await this.load();
      return (await this.#canSeeAll()) ? absorb(this.#store, this.#folder, id, name) : undefined;
    });
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

  #view(card: ApiKeyCard): StoredKey {
    return { ...card, present: !this.#absent.has(card.id), trouble: this.#troubles.get(card.id) };
  }
}

function ignore(): void {
  // Deliberately nothing: the caller says why.
}
