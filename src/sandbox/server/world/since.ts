import { uidOf } from './access.ts';
import type { World } from './model.ts';

/** A seed's world after some collections got other names and some people left. */
export function worldSince(
  seed: World,
  { names, absent }: { readonly names: ReadonlyMap<string, string>; readonly absent: ReadonlySet<number> },
): World {
  if (names.size === 0 && absent.size === 0) return seed;
  return {
    ...seed,
    people: seed.people.filter(({ id }) => !absent.has(id)),
    collections: seed.collections.map((one) => ({ ...one, name: names.get(uidOf(one)) ?? one.name })),
  };
}
