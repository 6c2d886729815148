import assert from 'node:assert/strict';
import fc from 'fast-check';
import { barOf } from '../../../../src/expiry/timeline/bar.ts';
import { placeOf, spanOf, ticksOf } from '../../../../src/expiry/timeline/span.ts';
import { day, life, now, timeline } from './lives.ts';

const spanFor = (...lives: ReturnType<typeof life>[]): ReturnType<typeof spanOf> =>
  spanOf(timeline(lives), 'all');

describe('the span of the timeline', () => {
  it('holds every life and today', () => {
    const span = spanFor(life('a', { issuedAt: now - 400 * day, expiresAt: now - 300 * day }), life('b'));
    assert.ok(span.from < now - 400 * day && span.to > now + 60 * day);
    assert.ok(placeOf(now, span) > 0.5 && placeOf(now, span) < 1);
  });

  it('leaves room after today for lives without an end', () => {
    const span = spanFor(life('a', { issuedAt: now - 1000 * day, ends: 'never', expiresAt: undefined }));
    assert.ok(placeOf(now, span) < 0.87);
  });

  it('is not stretched by an absurd date', () => {
    const span = spanFor(life('a', { expiresAt: now + 40_000 * day }), life('b', { issuedAt: 0 }));
    assert.ok(span.to < now + 6 * 365 * day && span.from > now - 11 * 365 * day);
  });

  it('moves with the day and not with the minute', () => {
    const minuteLater = spanOf({ ...timeline([life('a')]), now: now + 60_000 }, 'months');
    assert.equal(minuteLater.from, spanOf(timeline([life('a')]), 'months').from);
  });

  it('shows two thirds of the future when it is a stretch around today', () => {
    const span = spanOf(timeline([]), 'weeks');
    assert.ok(Math.abs(placeOf(now, span) - 1 / 3) < 0.03);
  });
});

/** In the language of this computer. */
const words = (year: number, monthIndex: number, options: Intl.DateTimeFormatOptions, date = 1): string =>
  new Date(year, monthIndex, date).toLocaleDateString(undefined, options);
const month = (year: number, index: number): string => words(year, index, { month: 'short' });

describe('ticks', () => {
  it('are months, with the year where it begins and at the first', () => {
    const span = { from: Date.UTC(2025, 9, 20), to: Date.UTC(2026, 2, 20), now };
    const ticks = ticksOf(span, 5);
    assert.deepEqual(
      ticks.map(({ label }) => label),
      [
        words(2025, 10, { month: 'short', year: 'numeric' }),
        month(2025, 11),
        '2026',
        month(2026, 1),
        month(2026, 2),
      ],
    );
    assert.deepEqual(
      ticks.map(({ strong }) => strong),
      [false, false, true, false, false],
    );
  });

  it('are days in a short span, and years in a long one', () => {
    const short = ticksOf({ from: Date.UTC(2026, 5, 1, 12), to: Date.UTC(2026, 5, 29), now }, 4);
    const first = words(2026, 5, { day: 'numeric', month: 'short' }, 7);
    assert.equal(short[0]?.label, first);
    const long = ticksOf({ from: Date.UTC(2018, 0, 2), to: Date.UTC(2029, 0, 1), now }, 5);
    assert.match(long[0]?.label ?? '', /^20\d\d$/);
  });

  it('are two at least, and in order, for any span and width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 28, max: 5500 }), fc.integer({ min: 1, max: 20 }), (days, count) => {
        const ticks = ticksOf({ from: now - days * day * 0.6, to: now + days * day * 0.4, now }, count);
        assert.ok(ticks.length >= 2, `${ticks.length} ticks`);
        for (const [index, { at }] of ticks.entries())
          assert.ok(at >= (ticks[index - 1]?.at ?? 0) && at <= 1);
      }),
    );
  });
});

describe('a bar', () => {
  it('goes from issue to expiry, its end in steps from threshold to threshold', () => {
    const span = { from: now - 50 * day, to: now + 50 * day, now };
    const bar = barOf(life('a', { issuedAt: now - 25 * day, expiresAt: now + 25 * day }), [1, 14, 7], span);
    const percent = (place: number): number => Math.round(place * 100);
    assert.deepEqual([bar.from, bar.to].map(percent), [25, 75]);
    assert.deepEqual(
      bar.warnings.map(({ from, to }) => [from, to].map(percent)),
      [
        [61, 68],
        [68, 74],
        [74, 75],
      ],
    );
  });

  it('without an end is sure until today and goes on to the edge', () => {
    const span = { from: now - 50 * day, to: now + 50 * day, now };
    for (const ends of ['never', 'unknown'] as const) {
      const bar = barOf(life('a', { ends, expiresAt: undefined }), [14], span);
      assert.deepEqual([bar.ends, bar.sure, bar.to, bar.warnings], [ends, 0.5, 1, []]);
    }
  });

  it('that goes on outside of the picture says so', () => {
    const span = { from: now - 10 * day, to: now + 10 * day, now };
    assert.deepEqual(barOf(life('a'), [14], span).cut, { start: true, end: true });
    const inside = life('a', { issuedAt: now - day, expiresAt: now + day });
    assert.deepEqual(barOf(inside, [14], span).cut, { start: false, end: false });
  });

  it('stays in the picture and in order, whatever the dates', () => {
    const time = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(time, time, fc.array(fc.nat(400), { maxLength: 5 }), (issuedAt, expiresAt, thresholds) => {
        const lifetime = life('a', { issuedAt, expiresAt });
        const { from, to, sure, warnings } = barOf(lifetime, thresholds, spanFor(lifetime));
        assert.ok(0 <= from && from <= sure && sure <= to && to <= 1);
        for (const [index, step] of warnings.entries()) {
          assert.ok(from <= step.from && step.from < step.to && step.to <= to);
          assert.ok(step.from >= (warnings[index - 1]?.to ?? 0));
        }
      }),
    );
  });
});
