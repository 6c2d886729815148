import { createEmitter, type Disposable, type Event } from '../../keyring/emitter.ts';
import type { CollectionLink } from '../../postman/collectionLink.ts';
import type { CollectionAnswer } from '../../postman/collection.ts';

/** A shared collection that is open in this window: in memory only, its link with it. */
export interface OpenedCollection extends CollectionAnswer {
  /** `shared/<number>`, given to no other in this window. */
  readonly id: string;
  readonly link: CollectionLink;
  /** Postman has refused the link since: what is here is the last that could be read. */
  readonly isRefused: boolean;
}

export interface OpenedCollections extends Disposable {
  readonly onDidChange: Event<undefined>;
  readonly all: readonly OpenedCollection[];
  find(id: string): OpenedCollection | undefined;
  findSame(link: CollectionLink): OpenedCollection | undefined;
  /** Opens one, or takes in what came anew for one that is open. */
  put(link: CollectionLink, answer: CollectionAnswer): OpenedCollection;
  noteRefused(id: string): void;
  close(id: string): void;
}

export function createOpenedCollections(): OpenedCollections {
  const changed = createEmitter<undefined>();
  const opened = new Map<string, OpenedCollection>();
  let count = 0;
  const findSame = (link: CollectionLink): OpenedCollection | undefined =>
    [...opened.values()].find((one) => isSame(one.link, link));
  const set = (one: OpenedCollection): OpenedCollection => {
    opened.set(one.id, one);
    changed.fire(undefined);
    return one;
  };
  return {
    onDidChange: changed.event,
    get all() {
      return [...opened.values()];
    },
    find: (id) => opened.get(id),
    findSame,
    put: (link, answer) => {
      const id = findSame(link)?.id ?? `shared/${(count += 1)}`;
      return set({ ...answer, id, link, isRefused: false });
    },
    noteRefused: (id) => {
      const one = opened.get(id);
      if (one) set({ ...one, isRefused: true });
    },
    close: (id) => {
      if (opened.delete(id)) changed.fire(undefined);
    },
    dispose: () => {
      opened.clear();
      changed.dispose();
    },
  };
}

function isSame(a: CollectionLink, b: CollectionLink): boolean {
  return (
    a.key.fingerprint === b.key.fingerprint &&
    a.collectionUid === b.collectionUid &&
    a.region.api === b.region.api
  );
}
