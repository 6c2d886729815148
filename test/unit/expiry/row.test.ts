import assert from 'node:assert/strict';
import { occasionOf } from '../../../src/expiry/due.ts';
import { summaryOf, worstOf } from '../../../src/expiry/row.ts';
import { warningOf } from '../../../src/expiry/warningWords.ts';
import { lifeOf } from '../../../src/keyring/state.ts';
import { keptLink, living, now, rules } from './living.ts';

describe('the summary of all keys', () => {
  const fine = living('fine', 100);
  const refused = living('r', 100, { refusedAt: now + 1 });
  const cases: [string, Parameters<typeof summaryOf>[0], string | undefined][] = [
    ['nothing', [], undefined],
    ['keys that are well', [fine, living('unknown end')], undefined],
    ['one of several that ends', [living('a', 5), fine, fine, fine], '1 of 4 keys expires in 5 days'],
    ['one that ends today', [living('a', 0.1), fine], '1 of 2 keys expires today'],
    ['one that has ended', [living('a', -1), fine], '1 of 2 keys expired yesterday'],
    ['several that end', [living('a', 9), living('b', 5), fine], '2 of 3 keys expire, the first in 5 days'],
    ['one that is refused', [refused, fine], '1 of 2 keys is refused by Postman'],
    [
      'one whose secret is lost',
      [living('m', 9, { present: false }), fine],
      '1 of 2 keys has lost its secret',
    ],
    ['all kinds', [living('a', 9), refused, fine], '2 of 3 keys need attention'],
    ['the only key', [living('laptop', 1)], 'laptop: expires tomorrow'],
  ];
  for (const [what, keys, words] of cases) it(`of ${what}`, () => assert.equal(summaryOf(keys), words));

  it('is as bad as the worst of them', () => {
    assert.equal(worstOf([fine]), 'ok');
    assert.equal(worstOf([fine, living('a', 5)]), 'warning');
    assert.equal(worstOf([fine, living('a', 5), refused]), 'error');
  });
});

describe('the occasion of a warning', () => {
  const occasion = (endsIn: number): unknown => occasionOf(living('a', endsIn).life, rules.thresholds);

  it('is the tightest threshold that is reached', () => {
    assert.deepEqual([15, 14, 8, 7, 2, 1, 0.1].map(occasion), [undefined, 14, 14, 7, 7, 1, 1]);
  });

  it('is the end itself once it is past', () => assert.equal(occasion(-0.1), 'expired'));

  it('is the age where the user wants that', () => {
    const { key } = living('a');
    assert.ok('keyId' in key);
    const life = lifeOf(key, now, { ...rules, rotateAfterDays: 30 });
    assert.equal(occasionOf(life, rules.thresholds), 'stale');
    assert.equal(
      occasionOf(lifeOf(key, now, { ...rules, rotateAfterDays: 31 }), rules.thresholds),
      undefined,
    );
  });

  it('is none for a key that was refused: that is told elsewhere', () => {
    assert.equal(occasionOf(living('a', 3, { refusedAt: now + 1 }).life, rules.thresholds), undefined);
  });
});

describe('the sentence of a warning', () => {
  it('names one key, and says that an expired one may still work', () => {
    assert.equal(warningOf([living('laptop', 5)]), '“laptop” expires in 5 days.');
    assert.equal(warningOf([living('laptop', -3)]), '“laptop” expired 3 days ago. It may still work.');
  });

  it('names three of many', () => {
    const many = [living('a', 1), living('b', 2), living('c', 3), living('d', 4), living('e', 5)];
    assert.equal(
      warningOf(many),
      '5 Postman keys need attention: “a” expires tomorrow, “b” expires in 2 days, “c” expires in 3 days, 2 more.',
    );
  });
});

describe('a kept link among the keys', () => {
  const link = keptLink('Refunds', 5);

  it('counts as one of them, and is called a link', () => {
    assert.equal(summaryOf([link, living('fine', 100)]), '1 of 2 keys expires in 5 days');
    assert.equal(summaryOf([link]), 'Link to Refunds: expires in 5 days');
    assert.equal(warningOf([link]), 'The link to “Refunds” expires in 5 days.');
    assert.equal(
      warningOf([link, living('a', 1)]),
      '2 Postman keys need attention: the link to “Refunds” expires in 5 days, “a” expires tomorrow.',
    );
  });
});
