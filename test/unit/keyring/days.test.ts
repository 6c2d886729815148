import assert from 'node:assert/strict';
import fc from 'fast-check';
import { daysBetween } from '../../../src/keyring/days.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
];
const hour = 3_600_000;
const day = 24 * hour;
const zone = fc.constantFrom(...zones);
const time = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2040, 0, 1) });

/** The wall clock of a zone, written another way than the code under test does. */
function wall(at: number, timeZone: string): { date: string; minutes: number } {
  const text = new Date(at).toLocaleString('sv-SE', { timeZone });
  const [date = '', clock = ''] = text.split(' ');
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return { date, minutes: hours * 60 + minutes };
}

describe('days between two moments', () => {
  it('are those of the calendar, in every zone', () => {
    fc.assert(
      fc.property(time, time, zone, (from, to, timeZone) => {
        const difference = Date.parse(wall(to, timeZone).date) - Date.parse(wall(from, timeZone).date);
        assert.equal(daysBetween(from, to, timeZone), difference / day);
      }),
    );
  });

  it('are 0 within a day and change only at midnight', () => {
    fc.assert(
      fc.property(time, zone, fc.integer({ min: 1, max: 26 * 60 }), (from, timeZone, minutes) => {
        const to = from + minutes * 60_000;
        const isSameDate = wall(from, timeZone).date === wall(to, timeZone).date;
        assert.equal(daysBetween(from, to, timeZone) === 0, isSameDate);
      }),
    );
  });

  it('turn around with their ends, and add up', () => {
    fc.assert(
      fc.property(time, time, time, zone, (a, b, c, timeZone) => {
        assert.equal(daysBetween(a, b, timeZone) + daysBetween(b, a, timeZone), 0);
        assert.equal(daysBetween(a, b, timeZone) + daysBetween(b, c, timeZone), daysBetween(a, c, timeZone));
      }),
    );
  });

  it('count a day of 23 hours, and one of 25, as one', () => {
    const berlin = 'Europe/Berlin';
    const spring = Date.UTC(2026, 2, 28, 23);
    assert.equal(daysBetween(spring, spring + 23 * hour, berlin), 1);
    const autumn = Date.UTC(2026, 9, 24, 22);
    assert.equal(daysBetween(autumn, autumn + 24 * hour, berlin), 0);
    assert.equal(daysBetween(autumn, autumn + 25 * hour, berlin), 1);
  });

  it('count the leap day', () => {
    assert.equal(daysBetween(Date.UTC(2028, 1, 28), Date.UTC(2028, 2, 1), 'UTC'), 2);
    assert.equal(daysBetween(Date.UTC(2027, 1, 28), Date.UTC(2027, 2, 1), 'UTC'), 1);
  });
});
