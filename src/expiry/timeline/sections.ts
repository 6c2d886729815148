import type { Lifetime, Severity, TimelineData } from './data.ts';

export interface Section {
  readonly id: 'trouble' | 'ending' | 'open';
  readonly title: string;
  readonly lifetimes: readonly Lifetime[];
}

const titles: Record<Section['id'], string> = {
  trouble: 'Needs attention',
  ending: 'Ending later',
  open: 'Without an end date',
};

const rank: Record<Severity, number> = { error: 0, warning: 1, unknown: 2, ok: 2 };

/** Trouble first, then by expiry. Sections without a key are left out. */
export function sectionsOf({ lifetimes }: Pick<TimelineData, 'lifetimes'>): Section[] {
  const sorted = lifetimes.toSorted(byUrgency);
  return (['trouble', 'ending', 'open'] as const).flatMap((id) => {
    const mine = sorted.filter((lifetime) => sectionOf(lifetime) === id);
    return mine.length > 0 ? [{ id, title: titles[id], lifetimes: mine }] : [];
  });
}

export function needsAttention({ severity }: Lifetime): boolean {
  return severity === 'error' || severity === 'warning';
}

function sectionOf(lifetime: Lifetime): Section['id'] {
  if (needsAttention(lifetime)) return 'trouble';
  return lifetime.expiresAt === undefined ? 'open' : 'ending';
}

function byUrgency(a: Lifetime, b: Lifetime): number {
  return (
    rank[a.severity] - rank[b.severity] ||
    (a.expiresAt ?? Number.MAX_VALUE) - (b.expiresAt ?? Number.MAX_VALUE) ||
    a.name.localeCompare(b.name) ||
    a.id.localeCompare(b.id)
  );
}
