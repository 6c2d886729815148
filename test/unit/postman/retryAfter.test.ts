import assert from 'node:assert/strict';
import fc from 'fast-check';
import { retryAfter } from '../../../src/postman/retryAfter.ts';

const now = Date.UTC(2026, 5, 1, 12);
const httpDate = (time: number) => new Date(time).toUTCString();

describe('how long Postman asks to wait', () => {
  const table: [what: string, headers: Record<string, string>, seconds: number | undefined][] = [
    ['nothing', {}, undefined],
    ['Retry-After in seconds', { 'Retry-After': '12' }, 12],
    ['in lower case', { 'retry-after': '12' }, 12],
    ['RetryAfter', { RetryAfter: '7' }, 7],
    ['X-RateLimit-RetryAfter', { 'X-RateLimit-RetryAfter': '9' }, 9],
    ['x-ratelimit-retryafter', { 'x-ratelimit-retryafter': '9' }, 9],
    ['part of a second', { 'Retry-After': '1.2' }, 2],
    ['a unit', { 'Retry-After': '3s' }, 3],
    ['the same thing twice', { 'Retry-After': '5, 5' }, 5],
    ['zero', { 'Retry-After': '0' }, 1],
    ['a date', { 'Retry-After': httpDate(now + 30_000) }, 30],
    ['a date that is past', { 'Retry-After': httpDate(now - 30_000) }, 1],
    [
      "a date by the server's own clock",
      { 'Retry-After': httpDate(now + 90_000), Date: httpDate(now + 80_000) },
      10,
    ],
    ['a date in the old form', { 'Retry-After': 'Monday, 01-Jun-26 12:00:20 GMT' }, 20],
    ['RateLimit with a reset', { RateLimit: 'limit=300, remaining=0, reset=41' }, 41],
    ['RateLimit as newer drafts have it', { RateLimit: '"default";r=0;t=41' }, 41],
    ['RateLimit-Reset in Unix seconds', { 'RateLimit-Reset': String(now / 1000 + 25) }, 25],
    ['X-RateLimit-Reset in Unix milliseconds', { 'X-RateLimit-Reset': String(now + 25_000) }, 25],
    ['X-RateLimit-Reset in seconds from now', { 'X-RateLimit-Reset': '25' }, 25],
    ['a reset that is past', { 'X-RateLimit-Reset': String(now / 1000 - 25) }, 1],
    [
      'two that disagree',
      { 'X-RateLimit-RetryAfter': '9', 'Retry-After': '4', 'X-RateLimit-Reset': '50' },
      4,
    ],
    ['rubbish', { 'Retry-After': 'soon' }, undefined],
    ['less than nothing', { 'Retry-After': '-5' }, undefined],
    ['a day of the calendar', { 'Retry-After': '2026-06-02' }, undefined],
    ['no value', { 'Retry-After': '' }, undefined],
    ['rubbish and something better', { 'Retry-After': 'soon', RateLimit: 'reset=3' }, 3],
    ['a year', { 'Retry-After': String(366 * 86_400) }, undefined],
    ['an absurd number', { 'Retry-After': '9'.repeat(30) }, undefined],
  ];
  for (const [what, headers, seconds] of table) {
    it(`is ${seconds === undefined ? 'unknown' : `${seconds} s`} for ${what}`, () => {
      assert.equal(retryAfter(headers, now), seconds);
    });
  }

  it('is whole seconds, at least one, at most a month, whatever stands there', () => {
    const names = fc.constantFrom(
      'Retry-After',
      'RetryAfter',
      'X-RateLimit-RetryAfter',
      'RateLimit',
      'X-RateLimit-Reset',
      'Date',
    );
    const values = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.integer().map(String),
      fc.bigInt().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.double().map((reset) => `limit=300, reset=${reset}`),
    );
    fc.assert(
      fc.property(fc.dictionary(names, values), (headers) => {
        const seconds = retryAfter(headers, now);
        assert.ok(
          seconds === undefined || (Number.isInteger(seconds) && seconds >= 1 && seconds <= 31 * 86_400),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same in every spelling', () => {
    const name = fc
      .constantFrom('Retry-After', 'RetryAfter', 'X-RateLimit-RetryAfter')
      .chain((header) => fc.mixedCase(fc.constant(header)));
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 86_400 }), (header, seconds) => {
        assert.equal(retryAfter({ [header]: String(seconds) }, now), seconds);
        assert.equal(retryAfter({ [header]: httpDate(now + seconds * 1000) }, now), seconds);
        assert.equal(retryAfter({ [header]: String(now / 1000 + seconds) }, now), seconds);
      }),
    );
  });
});
