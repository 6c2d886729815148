import type { StoredKey } from './apiKey.ts';
import { createEmitter, type Disposable, type Event } from './emitter.ts';
import type { Keyring } from './keyring.ts';
import { keysNamed } from './keysNamed.ts';

/** VS Code's `Memento`, as far as it is used here. */
export interface Memento {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

/** What the settings of the workspace ask for. */
export interface WorkspaceWords {
  /** The name or account of a key: hostile, and only looked up. */
  readonly workspaceKey: string | undefined;
  readonly onDidChange: Event<void>;
}

const slot = 'activeKey';

/**
 * Which key is used when nobody says which: the one chosen in this workspace, else the one that its settings ask for,
 * else the global default, else the only one. None where the workspace's own is gone, or its words fit no one key.
 */
export class ActiveKey implements Disposable {
  readonly #keyring: Keyring;
  readonly #global: Memento;
  readonly #workspace: Memento;
  readonly #words: WorkspaceWords | undefined;
  readonly #changed = createEmitter<undefined>();
  readonly #subscriptions: readonly (Disposable | undefined)[];

  /** Fires when another key becomes active, and when anything about the keyring changes. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(keyring: Keyring, global: Memento, workspace: Memento, words?: WorkspaceWords) {
    this.#keyring = keyring;
    this.#global = global;
    this.#workspace = workspace;
    this.#words = words;
    let known = words?.workspaceKey;
    this.#subscriptions = [
      keyring.onDidChange(() => {
        this.#changed.fire(undefined);
      }),
      words?.onDidChange(() => {
        if (known === words.workspaceKey) return;
        known = words.workspaceKey;
        this.#changed.fire(undefined);
      }),
    ];
  }

  get current(): StoredKey | undefined {
    // Where a workspace's own key is gone nobody else's takes its place unasked.
    if (this.#workspace.get(slot) !== undefined) return this.#of(this.#workspace);
    const words = this.#words?.workspaceKey;
    if (words !== undefined) return only(keysNamed(this.#keyring.keys, words));
    return this.#of(this.#global) ?? only(this.#keyring.keys);
  }

  /** Whether the settings of the workspace decide, and fit no one key. */
  get isUnmet(): boolean {
    return (
      this.#words?.workspaceKey !== undefined && this.#workspace.get(slot) === undefined && !this.current
    );
  }

  /** Whether this workspace has a choice of its own. */
  get isWorkspaceChoice(): boolean {
    return this.#of(this.#workspace) !== undefined;
  }

  async useEverywhere(id: string): Promise<void> {
    await this.#global.update(slot, id);
    // A choice of this workspace would hide the one just made.
    await this.#workspace.update(slot, undefined);
    this.#changed.fire(undefined);
  }

  async useInWorkspace(id: string): Promise<void> {
    await this.#workspace.update(slot, id);
    this.#changed.fire(undefined);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription?.dispose();
    this.#changed.dispose();
  }

  #of(memento: Memento): StoredKey | undefined {
    const id = memento.get(slot);
    return typeof id === 'string' ? this.#keyring.find(id) : undefined;
  }
}

function only(keys: readonly StoredKey[]): StoredKey | undefined {
  const [first, ...others] = keys;
  return others.length === 0 ? first : undefined;
}
