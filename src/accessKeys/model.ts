import type { AccessFacts, Scene } from './facts.ts';
import { groupsOf, ownGroupsOf, type Group } from './groups.ts';
import { matcher } from './matches.ts';
import { ranksOf, sorted } from './order.ts';
import { mapped, pause, type Pieces } from './pieces.ts';
import type { AccessRow } from './rows.ts';
import type { ViewState } from './viewState.ts';

/** How many rows a level shows before it asks: VS Code draws few, but takes all that it is given. */
export const pageSize = 200;

export type ModelNode =
  | { readonly kind: 'key'; readonly facts: AccessFacts; readonly under: Group['under'] }
  | { readonly kind: 'group'; readonly group: Group; readonly isExpanded: boolean }
  /** “Show 200 more of 9,800”. */
  | { readonly kind: 'more'; readonly next: number; readonly rest: number };

/** The tree as ids, whole: every question is answered by a look into a table. */
export interface Model {
  /** Keys in all, and those that the filter lets through. */
  readonly total: number;
  readonly shown: number;
  readonly expiring: number;
  /** @param id of a group; the top without one */
  childrenOf(id: string | undefined): readonly string[];
  parentOf(id: string): string | undefined;
  nodeAt(id: string): ModelNode | undefined;
  /** All keys of a group that the filter lets through; `undefined` when there is no such group. */
  rowsOf(groupId: string): readonly AccessRow[] | undefined;
  /** How many rows a level has to show for a key to be among them. */
  placeOf(keyId: string): { readonly level: string; readonly rows: number } | undefined;
}

/** The top of the tree, as the level of that name in `limits`. */
const top = 'top';
const keyPrefix = 'key/';
/** Few enough to be all seen at once. */
const few = 30;

interface Place {
  readonly facts: AccessFacts;
  readonly group: Group | undefined;
  readonly index: number;
}

/**
 * @param limits how many rows a level shows, by the id of its group, where that is not a page; a change of them is seen
 * at once
 */
export function* modelOf(
  all: readonly AccessFacts[],
  scene: Scene,
  state: ViewState,
  limits: ReadonlyMap<string, number>,
): Pieces<Model> {
  const fits = yield* mapped(all, matcher(state.filter, scene));
  const fitting = all.filter((_, index) => fits[index]);
  const ranks = ranksOf(fitting, scene);
  yield* pause(fitting);
  const shown = sorted(fitting, state.sortBy, ranks);
  yield* pause(shown);
  const listed = shown.filter(({ place }) => place === 'list');
  const groups = groupsOf(listed, state, scene);
  const ownGroups = ownGroupsOf(shown);
  const byId = new Map([...groups, ...ownGroups].map((group) => [group.id, group]));
  yield* pause(shown);
  /** By the ids of rows. */
  const places = new Map<string, Place>();
  const isFlat = state.groupBy === 'none';
  for (const group of [...byId.values(), ...(isFlat ? [undefined] : [])]) {
    yield* mapped(group?.facts ?? listed, (facts, index) =>
      places.set(facts.row.id, { facts, group, index }),
    );
  }
  const placeAt = (id: string): Place | undefined =>
    id.startsWith(keyPrefix) ? places.get(id.slice(keyPrefix.length)) : undefined;
  const isSmall = scene.isComplete && shown.length <= few;
  const limitOf = (level: string): number => limits.get(level) ?? pageSize;
  const sizeOf = (level: string): number =>
    level === top ? (isFlat ? listed : groups).length : (byId.get(level)?.facts.length ?? 0);
  const page = <T>(level: string, rows: readonly T[], idOf: (row: T) => string): string[] => {
    const limit = limitOf(level);
    const ids = rows.slice(0, limit).map(idOf);
    return rows.length <= limit ? ids : [...ids, `more/${level}`];
  };
  const idOf = ({ id }: Group): string => id;
  return {
    total: all.length,
    shown: shown.length,
    expiring: all.filter((facts) => facts.state === 'expiring').length,
    childrenOf: (id) => {
      if (id !== undefined) return page(id, byId.get(id)?.facts ?? [], keyId);
      const firsts = isFlat ? page(top, listed, keyId) : page(top, groups, idOf);
      return firsts.concat(ownGroups.map(idOf));
    },
    parentOf: (id) => {
      const level = id.replace(/^more\//, '');
      return level === id ? placeAt(id)?.group?.id : byId.get(level)?.id;
    },
    nodeAt: (id) => {
      const place = placeAt(id);
      if (place) return { kind: 'key', facts: place.facts, under: place.group?.under };
      const group = byId.get(id);
      if (group) return { kind: 'group', group, isExpanded: isSmall || group.id === 'group/received' };
      const level = id.replace(/^more\//, '');
      const rest = sizeOf(level) - limitOf(level);
      return level === id || rest <= 0 ? undefined : { kind: 'more', next: Math.min(rest, pageSize), rest };
    },
    rowsOf: (groupId) => byId.get(groupId)?.facts.map(({ row }) => row),
    placeOf: (id) => {
      const place = placeAt(id);
      return place && { level: place.group?.id ?? top, rows: place.index + 1 };
    },
  };
}

export function keyId({ row }: Pick<AccessFacts, 'row'>): string {
  return keyPrefix + row.id;
}
