import { timeDay } from 'd3-time';
import type { Lifetime } from './data.ts';
import { placeOf, type Span } from './span.ts';

/** A part of the span's width, from and to in shares of it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where a key's bar is, in shares of the span's width. */
export interface Bar extends Stretch {
  readonly ends: Lifetime['ends'];
  /** The part of which is known that the key lived, or will: all of it when the end is known. */
  readonly sure: number;
  /** The life begins before what is drawn, or goes on after it. */
  readonly cut: { readonly start: boolean; readonly end: boolean };
  /** Each is fainter than the one before: from one warning threshold to the next, the last to the end. */
  readonly warnings: readonly Stretch[];
}

export function barOf(lifetime: Lifetime, thresholds: readonly number[], span: Span): Bar {
  const { ends, issuedAt, expiresAt } = lifetime;
  const from = placeOf(issuedAt, span);
  const cut = { start: issuedAt < span.from, end: (expiresAt ?? 0) > span.to };
  if (ends !== 'known' || expiresAt === undefined) {
    return { from, to: 1, ends, sure: Math.max(from, placeOf(span.now, span)), cut, warnings: [] };
  }
  const to = Math.max(from, placeOf(expiresAt, span));
  const edges = thresholds
    .toSorted((a, b) => b - a)
    // Calendar days of this time zone: a day of the change to summer time has 23 hours.
    .map((days) => timeDay.offset(new Date(expiresAt), -days).getTime())
    .map((time) => Math.max(from, placeOf(time, span)));
  const warnings = edges
    .map((edge, index) => ({ from: edge, to: edges[index + 1] ?? to }))
    .filter((stretch) => stretch.to > stretch.from);
  return { from, to, ends, sure: to, cut, warnings };
}
