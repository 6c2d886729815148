import assert from 'node:assert/strict';
import { Clock, type Skew } from '../../../src/keyring/clock.ts';

describe('the clock', () => {
  const minute = 60_000;

  it('is this computer’s within five minutes, and the server’s beyond', () => {
    const clock = new Clock();
    const skews: Skew[] = [];
    clock.onDidSkew((skew) => skews.push(skew));
    const now = Date.now();
    clock.note('us', now + 5 * minute, now);
    assert.ok(Math.abs(clock.now('us') - Date.now()) < 1000);
    assert.deepEqual(skews, []);
    clock.note('us', now + 60 * minute, now);
    assert.ok(Math.abs(clock.now('us') - Date.now() - 60 * minute) < 1000);
    assert.ok(Math.abs(clock.now('eu') - Date.now()) < 1000, 'other regions have clocks of their own');
    clock.note('us', now + 61 * minute, now);
    assert.equal(skews.length, 1, 'told once');
    clock.note('us', now, now);
    assert.deepEqual(skews.at(-1), { region: 'us', milliseconds: 0 });
  });
});
