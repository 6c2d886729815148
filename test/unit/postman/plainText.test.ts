import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainText } from '../../../src/postman/plainText.ts';
import { wildText } from './arbitrary.ts';

describe('plain text', () => {
  for (const [name, from, to] of [
    ['keeps ordinary names', 'Zoë’s keys, 名前 (2)', 'Zoë’s keys, 名前 (2)'],
    ['keeps emoji whole', '👩‍👩‍👧 🇩🇪 ok', '👩‍👩‍👧 🇩🇪 ok'],
    ['makes one line', ' a\r\n\tb\u2028c \u0085 d ', 'a b c d'],
    ['takes out what reorders words', 'x\u202egnp.exe\u2066y', 'x gnp.exe y'],
    ['takes out escape sequences', '\u001b[31mred\u0007', '[31mred'],
    ['keeps markup as the text it is', '$(trash) **[x](command:y)** <b>', '$(trash) **[x](command:y)** <b>'],
  ] as const) {
    it(name, () => assert.equal(plainText(from), to));
  }

  it('is one line of bounded length without controls, and the same when done twice', () => {
    fc.assert(
      fc.property(wildText, fc.integer({ min: 1, max: 30 }), (text, limit) => {
        const plain = plainText(text, limit);
        assert.ok(Array.from(plain).length <= limit);
        assert.doesNotMatch(
          plain,
          /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\s\s|^\s|\s$/u,
        );
        assert.equal(plainText(plain, limit), plain);
      }),
    );
  });

  it('never cuts a character in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.nat({ max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        (text, spaces, limit) => {
          assert.ok(plainText(' '.repeat(spaces) + text, limit).isWellFormed());
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes little time for a huge text', () => {
    const huge = '\u200b \n'.repeat(3_000_000) + 'x'.repeat(3_000_000);
    // Mocha's time limit is the end of what is slow.
    assert.equal(plainText(huge), '');
  });
});
