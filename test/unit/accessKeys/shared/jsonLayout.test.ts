import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonLayout } from '../../../../src/accessKeys/shared/jsonLayout.ts';

describe('JSON laid out', () => {
  it('looks as JSON.stringify makes it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        assert.equal(jsonLayout(text), JSON.stringify(JSON.parse(text), undefined, 2));
      }),
    );
  });

  it('changes nothing but white space between the parts', () => {
    const text = '{"big":12345678901234567890,"one":1.0,"escaped":"\\u202e {[,:]}","v":{{name}},"l":[ ]}';
    const laidOut = jsonLayout(text);
    assert.equal(
      laidOut,
      '{\n  "big": 12345678901234567890,\n  "one": 1.0,\n  "escaped": "\\u202e {[,:]}",\n  "v": {{name}},\n  "l": []\n}',
    );
  });

  it('is quick with what is made to be slow', () => {
    // Mocha's time limit is the end of what is slow.
    for (const text of [
      '"\\"'.repeat(50_000),
      `"${'\\"'.repeat(50_000)}\\`,
      '['.repeat(50_000) + ']'.repeat(50_000),
      '{{a'.repeat(30_000),
    ])
      assert.equal(jsonLayout(text), text);
  });

  for (const text of ['{"a":', '{"a":"', ']', '{"a": 1 2}', '{"a":1} // why', '{\n/* x */ "a":1}', 'a"b', ''])
    it(`leaves ${JSON.stringify(text)} as it is`, () => {
      assert.equal(jsonLayout(text), text);
    });
});
