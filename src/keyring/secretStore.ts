import type { Event } from './emitter.ts';
import { KeyringProblem } from './problem.ts';

/** The port through which secrets come in: VS Code's `SecretStorage` fits it as it is. */
export interface SecretStore {
  keys(): PromiseLike<string[]>;
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
  readonly onDidChange: Event<{ readonly key: string }>;
}

/**
 * The same store with an end to every call: VS Code waits without limit for a locked system keyring.
 * Its own errors may quote what was being stored, so they are replaced, never wrapped.
 *
 * @param milliseconds how long one call may take
 * @throws KeyringProblem `silent` after that time, `failing` when the store throws, `forgetful` when a
 * stored value does not read back
 */
export function boundedStore(inner: SecretStore, milliseconds = 10_000): SecretStore {
  const bounded = async <T>(call: () => PromiseLike<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new KeyringProblem('silent'));
      }, milliseconds);
    });
    try {
      return await Promise.race([call(), silence]);
    } catch (error) {
      throw error instanceof KeyringProblem ? error : new KeyringProblem('failing');
    } finally {
      clearTimeout(timer);
    }
  };
  const get = async (name: string): Promise<string | undefined> => bounded(() => inner.get(name));
  return {
    get,
    keys: async () => bounded(() => inner.keys()),
    delete: async (name) => bounded(() => inner.delete(name)),
    onDidChange: (listener) => inner.onDidChange(listener),
    store: async (name, value) => {
      await bounded(() => inner.store(name, value));
      if ((await get(name)) !== value) throw new KeyringProblem('forgetful');
    },
  };
}
