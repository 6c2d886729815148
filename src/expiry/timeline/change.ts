import type { AccountUsage, Lifetime, TimelineData } from './data.ts';

/** What is new since the last state: as little as the page needs. */
export interface TimelineChange {
  readonly now: number;
  readonly thresholds: readonly number[];
  /** New and changed ones. */
  readonly changed: readonly Lifetime[];
  /** Ids of those that are gone. */
  readonly removed: readonly string[];
  /** All of it, when any of it changed. */
  readonly usage?: readonly AccountUsage[] | undefined;
}

export function changeBetween(before: TimelineData, after: TimelineData): TimelineChange {
  const old = byId(before.lifetimes);
  const fresh = byId(after.lifetimes);
  return {
    now: after.now,
    thresholds: after.thresholds,
    changed: after.lifetimes.filter((lifetime) => !isSame(lifetime, old.get(lifetime.id))),
    removed: [...old.keys()].filter((id) => !fresh.has(id)),
    ...(!isSame(before.usage, after.usage) && { usage: after.usage }),
  };
}

export function applyChange(before: TimelineData, change: TimelineChange): TimelineData {
  const lifetimes = byId(before.lifetimes);
  for (const id of change.removed) lifetimes.delete(id);
  for (const lifetime of change.changed) lifetimes.set(lifetime.id, lifetime);
  return {
    now: change.now,
    thresholds: change.thresholds,
    lifetimes: [...lifetimes.values()],
    usage: change.usage ?? before.usage,
  };
}

function byId(lifetimes: readonly Lifetime[]): Map<string, Lifetime> {
  return new Map(lifetimes.map((lifetime) => [lifetime.id, lifetime]));
}

/** Both went through the same decoder, which fixes the order of the fields. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
