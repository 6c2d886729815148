import { timeDay, timeTicks } from 'd3-time';
import type { TimelineData } from './data.ts';

/** The stretch of time that is drawn. Places on it are shares of its width, 0 to 1, so that any width will do. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
  /** The beginning of a year. */
  readonly strong: boolean;
}

/** How much of time is looked at: whole lives, or a stretch around today. */
export const reaches = ['all', 'years', 'months', 'weeks'] as const;
export type Reach = (typeof reaches)[number];
const daysOf: Record<Reach, number | undefined> = { all: undefined, years: 730, months: 182, weeks: 42 };

const day = 24 * 60 * 60 * 1000;
/** A key of `2100-01-01` would leave all others a hair's breadth: it is drawn as running out of the picture. */
const farthest = { past: 10 * 365 * day, future: 5 * 365 * day };

export function spanOf({ lifetimes, now }: TimelineData, reach: Reach): Span {
  const days = daysOf[reach];
  if (days !== undefined) return { ...wholeDays(now - (days * day) / 3, now + (days * day * 2) / 3), now };
  const first = Math.min(now - 14 * day, ...lifetimes.map(({ issuedAt }) => issuedAt));
  const last = Math.max(now + 14 * day, ...lifetimes.map(({ expiresAt }) => expiresAt ?? 0));
  const from = Math.max(first, now - farthest.past);
  const to = Math.min(last, now + farthest.future);
  // Room after today for what has no end, and a little at both ends.
  const room = Math.max(to, now + (now - from) * 0.2) - from;
  // On whole days, so that nothing but today's line moves in the course of a day.
  return { ...wholeDays(from - room * 0.02, from + room * 1.02), now };
}

function wholeDays(from: number, to: number): { from: number; to: number } {
  return { from: timeDay.floor(new Date(from)).getTime(), to: timeDay.ceil(new Date(to)).getTime() };
}

export function placeOf(time: number, { from, to }: Span): number {
  return Math.min(1, Math.max(0, (time - from) / (to - from)));
}

/** At most about `count` ticks, on years, months, weeks or days, as d3 finds them pleasing. */
export function ticksOf(span: Span, count: number): Tick[] {
  const ends = [new Date(span.from), new Date(span.to)] as const;
  let dates = timeTicks(...ends, Math.max(2, count));
  // On a narrow page whole years may be the best fit, with one of them in sight: one tick tells no scale.
  for (let more = count + 1; dates.length < 2 && more < count + 6; more += 1)
    dates = timeTicks(...ends, more);
  const [first, second] = dates;
  const step = first && second ? second.getTime() - first.getTime() : 0;
  return dates.map((date, index) => ({
    at: placeOf(date.getTime(), span),
    label: labelOf(date, step, index === 0),
    strong: step < 360 * day && date.getMonth() === 0 && date.getDate() === 1,
  }));
}

/** The year stands where it begins, and at the first tick. */
function labelOf(date: Date, step: number, isFirst: boolean): string {
  const format = (options: Intl.DateTimeFormatOptions): string => date.toLocaleDateString(undefined, options);
  if (step >= 360 * day) return format({ year: 'numeric' });
  if (step >= 27 * day) {
    if (isFirst) return format({ month: 'short', year: 'numeric' });
    return date.getMonth() === 0 ? format({ year: 'numeric' }) : format({ month: 'short' });
  }
  return format({ day: 'numeric', month: 'short' });
}
