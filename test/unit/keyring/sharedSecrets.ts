import { setTimeout } from 'node:timers/promises';
import { createEmitter } from '../../../src/keyring/emitter.ts';
import type { SecretStore } from '../../../src/keyring/secretStore.ts';

interface Window {
  readonly view: Map<string, Versioned>;
  readonly fire: (key: string) => void;
}

interface Versioned {
  readonly version: number;
  readonly value: string | undefined;
}

/**
 * One secret storage seen by several windows, as VS Code's desktop has it: a window reads its own copy, a write takes
 * a while, and reaches the other windows, with an event, a while later still.
 */
export class SharedSecrets {
  readonly #windows: Window[] = [];
  readonly #central = new Map<string, Versioned>();
  readonly #delay: () => number;
  #version = 0;

  /** @param delay milliseconds of every wait */
  constructor(delay: () => number = () => 0) {
    this.#delay = delay;
  }

  window(): SecretStore {
    const changed = createEmitter<{ key: string }>();
    const view = new Map(this.#central);
    const fire = (key: string): void => {
      changed.fire({ key });
    };
    const own = { view, fire };
    this.#windows.push(own);
    const write = async (key: string, value: string | undefined): Promise<void> => {
      await setTimeout(this.#delay());
      this.#version += 1;
      const news = { version: this.#version, value };
      this.#central.set(key, news);
      view.set(key, news);
      fire(key);
      for (const other of this.#windows) if (other !== own) void this.#deliver(other, key, news);
    };
    return {
      onDidChange: changed.event,
      get: async (key) => Promise.resolve(view.get(key)?.value),
      keys: async () =>
        Promise.resolve(Array.from(view).flatMap(([key, { value }]) => (value === undefined ? [] : [key]))),
      store: write,
      delete: async (key) => write(key, undefined),
    };
  }

  /** All entries, as they are in the end. */
  get entries(): ReadonlyMap<string, string> {
    return new Map(
      Array.from(this.#central).flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
    );
  }

  async #deliver(window: Window, key: string, news: Versioned): Promise<void> {
    await setTimeout(this.#delay());
    if ((window.view.get(key)?.version ?? 0) > news.version) return;
    window.view.set(key, news);
    window.fire(key);
  }
}
