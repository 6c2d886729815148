import { isSameWanted, type Wanted } from './wanted.ts';

/** `none` where nothing is wanted, `failed` where it could not be had. */
export type State = 'none' | 'taking' | 'set' | 'failed';

export interface FollowingParts<T> {
  readonly wanted: () => Wanted | undefined;
  readonly take: (wanted: Wanted) => Promise<T>;
  readonly put: (taken: T) => void;
  readonly clear: () => void;
  readonly failed: (error: unknown) => void;
  readonly changed: () => void;
}

/** Something that is there for as long as it is wanted, and is never of yesterday. */
export interface Following {
  readonly state: State;
  /** Looks at what is wanted now: what is there of anything else is cleared at once. Never rejects. */
  look(): Promise<void>;
  /** Clears at once; what is still on its way is dropped. The next look begins afresh. */
  drop(): void;
}

export function createFollowing<T>(parts: FollowingParts<T>): Following {
  let current: Wanted | undefined;
  let state: State = 'none';
  let taking: Promise<void> = Promise.resolve();

  const become = (next: State): void => {
    state = next;
    parts.changed();
  };
  const drop = (): void => {
    current = undefined;
    parts.clear();
    become('none');
  };
  const take = async (wanted: Wanted): Promise<void> => {
    try {
      const taken = await parts.take(wanted);
      // Late: something else is wanted by now.
      if (current !== wanted) return;
      parts.put(taken);
      become('set');
    } catch (error) {
      if (current !== wanted) return;
      parts.failed(error);
      become('failed');
    }
  };
  return {
    get state() {
      return state;
    },
    drop,
    look: async () => {
      const wanted = parts.wanted();
      if (isSameWanted(wanted, current) && state !== 'failed') {
        // Words may have changed, such as the key's name.
        parts.changed();
        return taking;
      }
      drop();
      if (!wanted) return undefined;
      current = wanted;
      become('taking');
      taking = take(wanted);
      return taking;
    },
  };
}
