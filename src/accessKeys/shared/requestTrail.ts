import type { CollectionItem, CollectionRequest, SharedCollection } from '../../postman/collection.ts';

/**
 * How a request is found again in a collection that was fetched anew, where others may stand before it now: by name,
 * and among equal names by their order.
 */
export type Trail = readonly Step[];

interface Step {
  readonly kind: CollectionItem['kind'];
  readonly name: string;
  readonly nth: number;
}

/** The trail of a path of indexes that leads to a request; `undefined` for one that does not. */
export function trailOf({ items }: SharedCollection, path: readonly number[]): Trail | undefined {
  const trail: Step[] = [];
  let below = items;
  for (const index of path) {
    const item = below[index];
    if (!item) return undefined;
    const { kind, name } = item;
    trail.push({ kind, name, nth: below.slice(0, index).filter((one) => isAlike(one, item)).length });
    below = item.kind === 'folder' ? item.items : [];
  }
  return trail.at(-1)?.kind === 'request' ? trail : undefined;
}

export function requestAt({ items }: SharedCollection, trail: Trail): CollectionRequest | undefined {
  let below = items;
  let found: CollectionItem | undefined;
  for (const step of trail) {
    found = below.filter((one) => isAlike(one, step))[step.nth];
    below = found?.kind === 'folder' ? found.items : [];
  }
  return found?.kind === 'request' ? found : undefined;
}

function isAlike(a: Pick<Step, 'kind' | 'name'>, b: Pick<Step, 'kind' | 'name'>): boolean {
  return a.kind === b.kind && a.name === b.name;
}
