import type { AccessKeyPage, ListedAccessKey } from '../postman/accessKeys.ts';
import { PostmanProblem } from '../postman/problem.ts';
import { isSameAccount } from './accessKeyListAccount.ts';
import { learnFromList, type KeptAccessKeys } from './accessKeyListKept.ts';
import { newLoad, pagesOf, unlessAborted, type Load, type PageParts } from './accessKeyListLoad.ts';
import { createPacing, type Pacing, type Sleep } from './accessKeyListPacing.ts';
import { createPulse } from './accessKeyListPulse.ts';
import { createAccessKeyRows } from './accessKeyListRows.ts';
import type { ActiveKey } from './activeKey.ts';
import type { StoredKey } from './apiKey.ts';
import { createEmitter, type Disposable, type Event } from './emitter.ts';
import { KeyringProblem } from './problem.ts';

/** The access keys of the active API key's account and team, as Postman lists them, ten rows a request. */
export interface AccessKeyList extends Disposable {
  /** Fires at once for the first page and the end, in between every second at most. No occasion to call `load`. */
  readonly onDidChange: Event<undefined>;
  /** The active API key, whose list it is. */
  readonly account: StoredKey | undefined;
  /** Each id once, as Postman sorts them. The same array until a change of it is told. */
  readonly keys: readonly ListedAccessKey[];
  readonly status: ListStatus;
  /**
   * Loads the list where it is older than five minutes, or than one after a failure. All who ask meanwhile share one
   * load; it goes on with the other account when the active key changes. Never rejects: `status` tells what came of it.
   * @param signal aborts when the caller no longer looks: when all have left, the load ends
   */
  load(signal?: AbortSignal): Promise<void>;
  /** Loads anew. What is there stays until the new list is complete. */
  refresh(signal?: AbortSignal): Promise<void>;
  /** Stops loading; what came stays, and the next `load` begins afresh. */
  cancel(): void;
  /** Keys that were revoked. */
  forget(ids: readonly string[]): void;
  /** A key that was just made or used. */
  note(key: ListedAccessKey): void;
}

export interface ListStatus {
  readonly isLoading: boolean;
  /** Whether the last load that ended came to its end: then no key of `loadedAt` is missing. */
  readonly isComplete: boolean;
  /** Of this load, or of the last one. */
  readonly pages: number;
  /** When a load last came to its end, in milliseconds since 1970 by this computer's clock. */
  readonly loadedAt: number | undefined;
  /** A sentence for people: why the last load ended early. */
  readonly problem: string | undefined;
  /** Seconds of the pause that is being made, since Postman's limit asks for one. */
  readonly waiting: number | undefined;
  /** Rows that could not be read. */
  readonly skipped: number;
}

export interface AccessKeyListParts extends PageParts {
  readonly activeKey: Pick<ActiveKey, 'current' | 'onDidChange'>;
  /** Learn what a complete list says of them. */
  readonly keptKeys?: KeptAccessKeys | undefined;
  readonly log?: { error(what: string, error: unknown): void } | undefined;
  readonly sleep?: Sleep | undefined;
}

export function createAccessKeyList(parts: AccessKeyListParts): AccessKeyList {
  return new LoadedList(parts);
}

const minute = 60 * 1000;
const empty: ListStatus = {
  isLoading: false,
  isComplete: false,
  pages: 0,
  loadedAt: undefined,
  problem: undefined,
  waiting: undefined,
  skipped: 0,
};

/** The list, and at most one load of it at a time: what a load that was stopped still brings is dropped. */
class LoadedList implements AccessKeyList {
  readonly #parts: AccessKeyListParts;
  readonly #rows = createAccessKeyRows();
  readonly #changed = createEmitter<undefined>();
  readonly #pulse = createPulse(() => {
    if (this.#hasNews) this.#shown = undefined;
    this.#hasNews = false;
    this.#changed.fire(undefined);
  }, 1000);
  readonly #subscription: Disposable;
  #pacing: Pacing;
  #account: StoredKey | undefined;
  #status = empty;
  #shown: readonly ListedAccessKey[] | undefined;
  #hasNews = false;
  #load: Load | undefined;
  #watchers = 0;
  #failedAt = -Infinity;
  /** Keys that were revoked after this load had brought them. */
  #revoked = 0;

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: AccessKeyListParts) {
    this.#parts = parts;
    this.#pacing = createPacing(parts.sleep);
    this.#account = parts.activeKey.current;
    this.#subscription = parts.activeKey.onDidChange(() => {
      this.#follow(parts.activeKey.current);
    });
  }

  get account(): StoredKey | undefined {
    return this.#account;
  }

  get keys(): readonly ListedAccessKey[] {
    return (this.#shown ??= this.#rows.toArray());
  }

  get status(): ListStatus {
    return this.#status;
  }

  async load(signal?: AbortSignal): Promise<void> {
    if (!this.#load && !this.#isFresh) this.#start();
    return this.#watch(signal);
  }

  async refresh(signal?: AbortSignal): Promise<void> {
    this.#stop();
    this.#start();
    return this.#watch(signal);
  }

  cancel(): void {
    if (!this.#load) return;
    this.#stop();
    this.#tell({ isComplete: false });
  }

  forget(ids: readonly string[]): void {
    this.#revoked += this.#rows.forget(ids);
    this.#hasNews = true;
    this.#pulse.now();
  }

  note(key: ListedAccessKey): void {
    this.#rows.note(key);
    this.#hasNews = true;
    this.#pulse.now();
  }

  dispose(): void {
    this.#stop();
    this.#account = undefined;
    this.#subscription.dispose();
    this.#pulse.dispose();
    this.#changed.dispose();
  }

  get #isFresh(): boolean {
    const age = (time: number): number => Math.abs(Date.now() - time);
    const { isComplete, loadedAt = -Infinity } = this.#status;
    return age(this.#failedAt) < minute || (isComplete && age(loadedAt) < 5 * minute);
  }

  /** Another key is active now, or more is known of it. */
  #follow(key: StoredKey | undefined): void {
    const load = this.#load;
    const isSame = isSameAccount(this.#account, key);
    this.#account = key;
    if (isSame && (!load || load.key.fingerprint === key?.fingerprint)) return;
    this.#stop();
    if (!isSame) this.#drop();
    // Whoever waits for the list gets it by the key of now: the old one may be on its way out.
    if (load) this.#start();
    this.#pulse.now();
  }

  #drop(): void {
    this.#rows.clear();
    this.#hasNews = true;
    this.#status = empty;
    this.#failedAt = -Infinity;
    this.#pacing = createPacing(this.#parts.sleep);
  }

  #start(): void {
    if (!this.#account) return;
    this.#load = newLoad(this.#account);
    this.#rows.begin();
    this.#revoked = 0;
    this.#failedAt = -Infinity;
    this.#tell({ isLoading: true, pages: 0, problem: undefined, skipped: 0 });
    void this.#run(this.#load);
  }

  #stop(): void {
    const load = this.#load;
    if (!load) return;
    this.#load = undefined;
    load.controller.abort();
    load.ended.resolve();
    this.#status = { ...this.#status, isLoading: false, waiting: undefined };
  }

  /** Waits for the end of the load, also where another takes its place. */
  async #watch(signal: AbortSignal | undefined): Promise<void> {
    this.#watchers += 1;
    while (this.#load && !signal?.aborted) await unlessAborted(this.#load.ended.promise, signal);
    this.#watchers -= 1;
    if (signal?.aborted && this.#watchers === 0) this.cancel();
  }

  async #run(load: Load): Promise<void> {
    const problem = await this.#read(load);
    if (this.#load !== load) return;
    this.#load = undefined;
    if (problem === undefined) this.#rows.complete();
    else this.#failedAt = Date.now();
    this.#hasNews = true;
    const isComplete = problem === undefined;
    const loadedAt = isComplete ? Date.now() : this.#status.loadedAt;
    this.#tell({ isLoading: false, isComplete, loadedAt, problem, waiting: undefined });
    if (isComplete) await this.#teachKept(load);
    load.ended.resolve();
  }

  /** @returns a sentence, where the list did not come to its end */
  async #read(load: Load): Promise<string | undefined> {
    const onWait = (waiting: number | undefined): void => {
      if (this.#load === load) this.#tell({ waiting });
    };
    const revoked = (): number => {
      const count = this.#revoked;
      this.#revoked = 0;
      return count;
    };
    try {
      for await (const page of pagesOf(this.#parts, load, this.#pacing, { onWait, revoked })) {
        if (this.#load !== load) return undefined;
        this.#take(page);
      }
      return undefined;
    } catch (error) {
      return this.#load === load ? this.#sentenceOf(error) : undefined;
    }
  }

  #take({ keys, skipped }: AccessKeyPage): void {
    this.#rows.take(keys);
    this.#hasNews = true;
    const { pages, skipped: before } = this.#status;
    this.#status = { ...this.#status, pages: pages + 1, skipped: before + skipped };
    if (pages === 0) this.#pulse.now();
    else this.#pulse.soon();
  }

  async #teachKept({ key, startedAt }: Load): Promise<void> {
    const { keptKeys, log } = this.#parts;
    try {
      if (keptKeys) await learnFromList(keptKeys, this.keys, key.region, startedAt);
    } catch (error) {
      // The next complete list says the same again.
      log?.error('Writing down what the list says of kept access keys', error);
    }
  }

  #sentenceOf(error: unknown): string {
    if (error instanceof PostmanProblem || error instanceof KeyringProblem) return error.message;
    this.#parts.log?.error('Loading the access keys', error);
    return 'The access keys could not be loaded: the log says why.';
  }

  #tell(change: Partial<ListStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#pulse.now();
  }
}
