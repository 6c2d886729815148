import type { Memento } from '../../../src/keyring/activeKey.ts';

/** What the editor keeps for an extension, in memory. */
export function memento(): Memento {
  const values = new Map<string, unknown>();
  return {
    get: (name) => values.get(name),
    update: async (name, value) => Promise.resolve(void values.set(name, value)),
  };
}
