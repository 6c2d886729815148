import assert from 'node:assert/strict';
import {
  aboutOf,
  endOf,
  factsOf,
  fromNow,
  summaryOf,
  thresholdWords,
  unshown,
} from '../../../../src/expiry/timeline/words.ts';
import { day, life, now } from './lives.ts';

describe('words of the timeline', () => {
  const distances: [days: number, words: string][] = [
    [-800, '2 years ago'],
    [-90, '3 months ago'],
    [-20, '20 days ago'],
    [-1, 'yesterday'],
    [0, 'today'],
    [1, 'tomorrow'],
    [59, 'in 59 days'],
    [60, 'in 2 months'],
    [365, 'in 12 months'],
    [900, 'in 2 years'],
  ];
  for (const [days, words] of distances)
    it(`${days} days from now is ${words}`, () => {
      assert.equal(fromNow(now + days * day, now), words);
    });

  it('say when a key ends, or that it does not, or that nobody knows', () => {
    assert.equal(endOf(life('a'), now).note, 'in 2 months');
    assert.equal(endOf(life('a', { ends: 'never', expiresAt: undefined }), now).text, 'Never');
    assert.equal(endOf(life('a', { ends: 'unknown', expiresAt: undefined }), now).text, 'Not known');
  });

  it('say state, kind and owner under a name', () => {
    assert.equal(aboutOf(life('a')), 'Active · Taylor Lee');
    assert.equal(aboutOf(life('a', { kind: 'accessKey', owner: '' })), 'Active · Access key');
  });

  it('say the same facts everywhere, and how the issue is known', () => {
    const facts = Object.fromEntries(
      factsOf(life('a', { owner: '' }), now).map(({ title, value }) => [title, value]),
    );
    assert.deepEqual(Object.keys(facts), ['State', 'Kind', 'Key', 'Owner', 'Issued', 'Expires']);
    assert.equal(facts['Owner'], 'not known');
    assert.match(facts['Issued'] ?? '', /\(read from the key\)$/);
    assert.match(facts['Expires'] ?? '', /\(in 2 months\)$/);
  });

  it('leave to screen readers what a row shows by its place and its bar', () => {
    const { beforeEnd, after } = unshown(life('CI'));
    assert.match(
      `CI, Active · Taylor Lee${beforeEnd}Aug 14${after}`,
      /Lee, expires Aug 14, API key, issued /,
    );
    assert.equal(unshown(life('CI', { ends: 'never' })).beforeEnd, ', expiry: ');
  });

  it('sum up', () => {
    assert.equal(summaryOf({ lifetimes: [] }), 'No keys');
    assert.equal(summaryOf({ lifetimes: [life('a')] }), '1 key, all well');
    const lifetimes = [life('a', { severity: 'error' }), life('b', { severity: 'warning' }), life('c')];
    assert.equal(summaryOf({ lifetimes }), '3 keys, 2 need attention');
  });

  it('name the thresholds', () => {
    assert.equal(thresholdWords([1, 14, 7]), 'Last 14, 7 and 1 days');
    assert.equal(thresholdWords([1]), 'Last 1 day');
  });
});
