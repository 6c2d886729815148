import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyChange, changeBetween } from '../../../../src/expiry/timeline/change.ts';
import { day, life, now, timeline } from './lives.ts';

const usage = [{ account: 'Taylor', operations: [{ name: 'api_usage', limit: 10, usage: 1, overage: 0 }] }];

describe('a change of the timeline', () => {
  it('has only what is new', () => {
    const before = timeline([life('a'), life('b'), life('c')], { usage });
    const after = timeline([life('a'), life('b', { state: 'Refused' }), life('d')], {
      usage,
      now: now + day,
    });
    assert.deepEqual(changeBetween(before, after), {
      now: now + day,
      thresholds: [14, 7, 1],
      changed: [life('b', { state: 'Refused' }), life('d')],
      removed: ['c'],
    });
  });

  it('has all usage when any of it changed', () => {
    assert.deepEqual(changeBetween(timeline([]), timeline([], { usage })).usage, usage);
  });

  it('leaves what did not change the same object, which is not drawn again', () => {
    const before = timeline([life('a'), life('b')]);
    const change = changeBetween(before, timeline([life('a'), life('b', { name: 'new' })]));
    const [a, b] = applyChange(before, change).lifetimes;
    assert.equal(a, before.lifetimes[0]);
    assert.equal(b?.name, 'new');
  });

  it('leads from any state to any other', () => {
    const lives = fc
      .uniqueArray(fc.record({ id: fc.stringMatching(/^[a-f]$/), state: fc.string() }), {
        selector: ({ id }) => id,
      })
      .map((ones) => ones.map(({ id, state }) => life(id, { state })));
    fc.assert(
      fc.property(lives, lives, (first, second) => {
        const before = timeline(first);
        const after = timeline(second, { now: now + day });
        const reached = applyChange(before, changeBetween(before, after));
        const byId = reached.lifetimes.toSorted((a, b) => a.id.localeCompare(b.id));
        assert.deepEqual(
          byId,
          second.toSorted((a, b) => a.id.localeCompare(b.id)),
        );
        assert.equal(reached.now, after.now);
      }),
    );
  });
});
