import type { StoredKey } from './apiKey.ts';
import { createEmitter, type Disposable, type Event } from './emitter.ts';
import type { Keyring } from './keyring.ts';

/** VS Code's `Memento`, as far as it is used here. */
export interface Memento {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

const slot = 'activeKey';

/**
 * Which key is used when nobody says which: the workspace's, else the global default, else the only one. None where the
 * workspace's own is gone.
 */
export class ActiveKey implements Disposable {
  readonly #keyring: Keyring;
  readonly #global: Memento;
  readonly #workspace: Memento;
  readonly #changed = createEmitter<undefined>();
  readonly #subscription: Disposable;

  /** Fires when another key becomes active, and when anything about the keyring changes. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(keyring: Keyring, global: Memento, workspace: Memento) {
    this.#keyring = keyring;
    this.#global = global;
    this.#workspace = workspace;
    this.#subscription = keyring.onDidChange(() => {
      this.#changed.fire(undefined);
    });
  }

  get current(): StoredKey | undefined {
    // Where a workspace's own key is gone nobody else's takes its place unasked.
    if (this.#workspace.get(slot) !== undefined) return this.#of(this.#workspace);
    return this.#of(this.#global) ?? this.#only();
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
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #of(memento: Memento): StoredKey | undefined {
    const id = memento.get(slot);
    return typeof id === 'string' ? this.#keyring.find(id) : undefined;
  }

  #only(): StoredKey | undefined {
    const [only, ...others] = this.#keyring.keys;
    return others.length === 0 ? only : undefined;
  }
}
