import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rateLimitOf } from '../../../src/postman/rateLimit.ts';

const now = Date.UTC(2026, 5, 1, 12);

describe('the limits an answer tells', () => {
  it('are none where it tells none', () => {
    assert.deepEqual(rateLimitOf({}, now), {});
    assert.deepEqual(
      rateLimitOf({ RateLimit: '', 'RateLimit-Policy': 'x', 'X-RateLimit-Limit': '-1' }, now),
      {},
    );
  });

  it('are read from the headers of today', () => {
    const headers = {
      ratelimit: 'limit=300, remaining=287, reset=41',
      'ratelimit-policy': '300;w=60',
      'ratelimit-limit-month': '1000000',
      'ratelimit-remaining-month': '989212',
    };
    const limits = {
      limit: 300,
      remaining: 287,
      resetSeconds: 41,
      limitMonth: 1_000_000,
      remainingMonth: 989_212,
    };
    assert.deepEqual(rateLimitOf(headers, now), limits);
  });

  it('are read from the older ones, whose reset is a time', () => {
    const headers = {
      'X-RateLimit-Limit': '10',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(now / 1000 + 8),
      'X-RateLimit-Limit-Month': '10000',
      'X-RateLimit-Remaining-Month': '1',
    };
    const limits = { limit: 10, remaining: 0, resetSeconds: 8, limitMonth: 10_000, remainingMonth: 1 };
    assert.deepEqual(rateLimitOf(headers, now), limits);
  });

  it("reckon with the server's clock", () => {
    const headers = {
      'RateLimit-Reset': String(now / 1000 + 68),
      Date: new Date(now + 60_000).toUTCString(),
    };
    assert.deepEqual(rateLimitOf(headers, now), { resetSeconds: 8 });
  });

  it('are read from the drafts of a standard', () => {
    assert.deepEqual(rateLimitOf({ RateLimit: '"default";r=50;t=30', 'RateLimit-Policy': '100;w=60' }, now), {
      limit: 100,
      remaining: 50,
      resetSeconds: 30,
    });
  });

  it('are numbers that are not negative, whatever stands there', () => {
    const names = fc.constantFrom(
      'RateLimit',
      'RateLimit-Policy',
      'RateLimit-Limit',
      'X-RateLimit-Remaining',
      'X-RateLimit-Reset',
      'RateLimit-Limit-Month',
    );
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(fc.string(), fc.double().map(String))), (headers) => {
        for (const amount of Object.values(rateLimitOf(headers, now))) {
          assert.ok(typeof amount === 'number' && Number.isFinite(amount) && amount >= 0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
