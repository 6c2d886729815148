import type { Memento } from '../keyring/activeKey.ts';

/** The collections that were shared from this workspace last, newest first: their uids and nothing else. */
export interface RecentCollections {
  readonly uids: readonly string[];
  note(uid: string): Promise<void>;
}

const slot = 'accessKeys.recentCollections';
const most = 8;

export function createRecentCollections(memento: Memento): RecentCollections {
  const uids = (): string[] => {
    const value = memento.get(slot);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, most) : [];
  };
  return {
    get uids() {
      return uids();
    },
    note: async (uid) => {
      await memento.update(slot, [uid, ...uids().filter((other) => other !== uid)].slice(0, most));
    },
  };
}
