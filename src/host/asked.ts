import type { Memento } from '../keyring/activeKey.ts';

/** Questions that are asked once and never again, over restarts. */
export interface Asked {
  has(question: string): boolean;
  note(question: string): Promise<void>;
}

const slot = 'asked';
/** Enough for every account a person has; the oldest may be asked again. */
const most = 200;

export function createAsked(memento: Memento): Asked {
  const list = (): string[] => {
    const value = memento.get(slot);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  };
  return {
    has: (question) => list().includes(question),
    note: async (question) => {
      await memento.update(slot, [...list(), question].slice(-most));
    },
  };
}
