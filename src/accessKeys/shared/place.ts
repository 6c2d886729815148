import type { CollectionItem, SharedCollection } from '../../postman/collection.ts';

/**
 * Where an element of the view stands. Its id is `shared/3` for an opened collection and `shared/3/0/12` for the 13th
 * item of its first folder: it carries no key and no name, and stays the same when the collection is fetched again.
 */
export interface Place {
  /** Id of the opened collection. */
  readonly root: string;
  /** Index by index, from the collection down. */
  readonly path: readonly number[];
}

const shape = /^(shared\/\d{1,9})((?:\/\d{1,6}){0,60})$/;

/** The place of an id; `undefined` for an id of another view. */
export function placeOf(id: string): Place | undefined {
  const [, root, path = ''] = shape.exec(id) ?? [];
  return root === undefined ? undefined : { root, path: path.split('/').slice(1).map(Number) };
}

/** Ids of what stands right below `id`. */
export function idsBelow(id: string, items: readonly CollectionItem[]): string[] {
  return items.map((_, index) => `${id}/${index}`);
}

/** Id of what `id` stands in; `undefined` for a collection. */
export function idAbove(id: string): string | undefined {
  const place = placeOf(id);
  return place && place.path.length > 0 ? id.slice(0, id.lastIndexOf('/')) : undefined;
}

/** The items on the way down a path, the last of them the one it leads to; `undefined` when it leads nowhere. */
export function itemsAlong(
  { items }: Pick<SharedCollection, 'items'>,
  path: readonly number[],
): readonly CollectionItem[] | undefined {
  const way: CollectionItem[] = [];
  let below = items;
  for (const index of path) {
    const item = below[index];
    if (!item) return undefined;
    way.push(item);
    below = item.kind === 'folder' ? item.items : [];
  }
  return way;
}
