import type { ListedAccessKey } from '../postman/accessKeys.ts';

/** The rows of the list while it is loaded page by page: each id once, in the order in which they came. */
export interface AccessKeyRows {
  /** A load begins: what is there stays, until the load is complete. */
  begin(): void;
  take(page: readonly ListedAccessKey[]): void;
  /** The load is complete: what it did not bring is no longer there. */
  complete(): void;
  /** What is known better than any load so far: a new key comes before all others, a known one stays in its place. */
  note(key: ListedAccessKey): void;
  /** Revoked keys go, and stay away when a page of before still has them. @returns how many this load had brought */
  forget(ids: readonly string[]): number;
  /** Another account: nothing is left. */
  clear(): void;
  toArray(): ListedAccessKey[];
}

type Rows = Map<string, ListedAccessKey>;

export function createAccessKeyRows(): AccessKeyRows {
  /** Rows of the load before, of this load, and of keys that were made since it began. */
  let former: Rows = new Map();
  let fresh: Rows = new Map();
  let noted: Rows = new Map();
  const forgotten = new Set<string>();
  const all = (): Rows => {
    const rows = new Map([...noted, ...fresh]);
    for (const [id, key] of former) if (!rows.has(id)) rows.set(id, key);
    return rows;
  };
  const only = (rows: Rows): void => {
    former = rows;
    fresh = new Map();
    noted = new Map();
  };
  return {
    begin: () => {
      only(all());
      forgotten.clear();
    },
    take: (page) => {
      for (const key of page) if (!forgotten.has(key.id)) fresh.set(key.id, key);
    },
    complete: () => {
      former = new Map();
    },
    note: (key) => {
      const home = [fresh, noted, former].find((rows) => rows.has(key.id));
      if (home) home.set(key.id, key);
      else noted = new Map([[key.id, key], ...noted]);
    },
    forget: (ids) => {
      for (const id of ids) {
        forgotten.add(id);
        former.delete(id);
        noted.delete(id);
      }
      return ids.filter((id) => fresh.delete(id)).length;
    },
    clear: () => {
      only(new Map());
      forgotten.clear();
    },
    toArray: () => [...all().values()],
  };
}
