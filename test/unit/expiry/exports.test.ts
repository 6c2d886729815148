import assert from 'node:assert/strict';
import { calendarOf } from '../../../src/expiry/calendar.ts';
import { reportOf } from '../../../src/expiry/report.ts';
import { living, now } from './living.ts';

const hostile = 'a|b\\ [x](command:y) <b> `c` https://evil.example; BEGIN:VEVENT, "q"';

describe('the expiry report', () => {
  const keys = [
    living('laptop', 5),
    living(hostile, -3),
    living('unknown'),
    living('for ever', undefined, { expiry: { kind: 'never' } }),
  ];
  const text = reportOf(keys, now, false);

  it('is a table with a row a key', () => {
    const lines = text.trimEnd().split('\n');
    assert.equal(lines.length, 2 + 2 + keys.length);
    assert.match(
      lines[4] ?? '',
      /^\| laptop \| not known \| Expires in 5 days \| 2026-06-20 \(in 5 days\) \|$/,
    );
    assert.match(lines[6] ?? '', /\| not known \|$/);
    assert.match(lines[7] ?? '', /\| never \|$/);
  });

  it('has no cell, link or tag from a name', () => {
    const row = text.split('\n')[5] ?? '';
    assert.equal(row.match(/(?<!\\)\|/g)?.length, 5);
    assert.ok(!/(?<!\\)\[|(?<!\\)<|(?<!\\)`|https:\/\//.test(row));
  });

  it('has masked keys only when asked', () => {
    assert.ok(!text.includes('PMAK'));
    assert.match(reportOf(keys, now, true), /\| Masked \|/);
    assert.match(reportOf(keys, now, true), /PMAK-[0-9a-f]{24}/);
  });
});

describe('the expiry calendar', () => {
  const keys = [living('laptop', 5), living(hostile, 40), living('no end')];
  const text = calendarOf(keys, [14, 7, 1], now, 'UTC');
  const unfolded = text.replace(/\r\n[ \t]/g, '');

  it('has an event a key with an end, of a whole day, with an alarm at every threshold', () => {
    assert.equal(text.match(/^BEGIN:VEVENT/gm)?.length, 2);
    assert.equal(text.match(/^BEGIN:VALARM/gm)?.length, 6);
    assert.match(text, /DTSTART;VALUE=DATE:20260620/);
    assert.match(text, /TRIGGER:-P14D/);
    assert.match(unfolded, /SUMMARY:Postman API key “laptop” expires/);
  });

  it('has the day of the person, east and west of Greenwich', () => {
    const dayOf = (at: string, timeZone: string): string | undefined => {
      const one = living('a', undefined, { expiry: { kind: 'date', at: Date.parse(at) } });
      return /DTSTART;VALUE=DATE:(\d+)/.exec(calendarOf([one], [1], now, timeZone))?.[1];
    };
    assert.equal(dayOf('2027-01-30T15:00:00Z', 'Asia/Tokyo'), '20270131');
    assert.equal(dayOf('2027-02-01T07:59:00Z', 'America/Los_Angeles'), '20270131');
  });

  it('keeps a name from writing lines of its own', () => {
    assert.match(unfolded, /SUMMARY:.*https:\/\/evil\.example\\; BEGIN:VEVENT\\, /);
  });

  it('has the same event for the same key, and no secret', () => {
    const uids = (of: string): string[] => of.match(/^UID:.*$/gm) ?? [];
    assert.deepEqual(uids(calendarOf(keys, [1], now + 1000, 'UTC')), uids(text));
    assert.ok(!text.includes('PMAK'));
  });
});
