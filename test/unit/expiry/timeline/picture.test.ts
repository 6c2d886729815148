import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pictureOf, type PictureLook } from '../../../../src/expiry/timeline/picture.ts';
import { spanOf } from '../../../../src/expiry/timeline/span.ts';
import { life, timeline } from './lives.ts';

const look: PictureLook = {
  background: '#ffffff',
  text: '#111111',
  faint: '#555555',
  line: '#dddddd',
  today: '#000000',
  severity: { ok: '#0063d3', warning: '#bf8803', error: '#e51400', unknown: '#888888' },
  font: 'system-ui, "Segoe UI"',
};
const usage = [{ account: 'Taylor', operations: [{ name: 'api_usage', limit: 10, usage: 12, overage: 2 }] }];
const draw = (...lives: ReturnType<typeof life>[]): string => {
  const data = timeline(lives, { usage });
  return pictureOf(data, spanOf(data, 'all'), look);
};
/** What is between the tags. */
const words = (svg: string): string[] =>
  Array.from(svg.matchAll(/<text[^>]*>([^<]*)</g), ([, text]) => text ?? '');

describe('the picture of the timeline', () => {
  const svg = draw(
    life('CI'),
    life('old', { ends: 'unknown', expiresAt: undefined }),
    life('root', { ends: 'never' }),
  );

  it('says what the page says', () => {
    for (const text of [
      'CI',
      'Active · Taylor Lee',
      'Ending later',
      'Not known',
      'Never',
      'Today',
      'API usage',
    ])
      assert.ok(words(svg).includes(text), text);
  });

  it('stands alone: no style, script, address or variable of the editor', () => {
    assert.doesNotMatch(svg, /style|class=|script|href|var\(|NaN|undefined/);
    assert.deepEqual(
      Array.from(svg.matchAll(/https?:[^"]+/g), ([address]) => address),
      ['http://www.w3.org/2000/svg'],
    );
  });

  it('has nothing of the keys in it', () => {
    assert.doesNotMatch(svg, /PMAK|\*\*/);
  });

  it('keeps names text, whatever they are', () => {
    const hostile = '</text><script>alert(1)</script>&"\u0000\ud800';
    assert.ok(
      words(draw(life(hostile, { owner: hostile }))).some((text) => text.startsWith('&lt;/text&gt;')),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, owner) => {
        const marks = draw(life(name, { owner })).match(/<[a-z]+|(?![\t\n\r])\p{Cc}/giu) ?? [];
        const known = ['<svg', '<title', '<rect', '<text', '<line', '<path'];
        assert.deepEqual([...new Set(marks)].toSorted(), known.toSorted());
      }),
      { numRuns: 40 },
    );
  });

  it('cuts what has no room', () => {
    const long = words(draw(life('a very long name '.repeat(9)))).find((text) => text.startsWith('a very'));
    assert.match(long ?? '', /^.{20,45}…$/);
  });
});
