import assert from 'node:assert/strict';
import { callerIn } from '../../../../src/inject/extensions/caller.ts';

describe('who calls', () => {
  const others = [
    { id: 'a.outer', extensionPath: '/ext/a' },
    { id: 'a.inner', extensionPath: '/ext/a/inner' },
    { id: 'b.other', extensionPath: '/ext/b b' },
  ];
  const own = '    at createClient (file:///ext/keyring/dist/open-X.js:1:2)';
  const caller = (...lines: string[]): string | undefined =>
    callerIn(['Error', own, ...lines.map((line) => `    ${line}`)].join('\n'), others);

  for (const [line, id] of [
    ['at run (/ext/a/extension.js:12:5)', 'a.outer'],
    ['at /ext/a/extension.js:12:5', 'a.outer'],
    ['at async Object.run (/ext/a/extension.js:12:5)', 'a.outer'],
    ['at async file:///ext/b%20b/out/main.js:12:5', 'b.other'],
    ['at run (/ext/a/inner/x.js:1:1)', 'a.inner'],
    ['at run (/ext/ab/x.js:1:1)', undefined],
    ['at run (node:internal/process:1:1)', undefined],
    ['at eval (eval at run (/ext/a/extension.js:1:1), <anonymous>:1:1)', 'a.outer'],
    ['at run (file://[bad/x.js:1:1)', undefined],
  ] as const)
    it(`${line}: ${id ?? 'nobody knows'}`, () => {
      assert.equal(caller(line), id);
    });

  it('is the nearest of several, and nobody without a stack', () => {
    assert.equal(
      caller('at x (node:fs:1:1)', 'at y (/ext/b b/y.js:1:1)', 'at z (/ext/a/z.js:1:1)'),
      'b.other',
    );
    for (const stack of [undefined, [{}], 7]) assert.equal(callerIn(stack, others), undefined);
  });
});
