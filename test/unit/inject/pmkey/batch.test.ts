import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { media } from './window.ts';

interface Batch {
  batchCommandLine: (file: string, args: readonly string[]) => string;
}

describe('a batch file on Windows', () => {
  let lineFor: (...args: string[]) => string;
  before(async () => {
    const { batchCommandLine } = (await import(join(media, 'batch.mjs'))) as Batch;
    lineFor = (...args) => batchCommandLine('C:\\a b\\newman.cmd', args);
  });

  for (const [args, line] of [
    [[], ''],
    [['run', ''], ' "run" ""'],
    [['a b & calc'], ' "a b & calc"'],
    [['" & calc.exe'], ' """ & calc.exe"'],
    [['C:\\folder\\'], ' "C:\\folder\\\\"'],
    [['a\\"b'], ' "a\\\\""b"'],
    [['%PATH%'], ' "%%cd:~,%PATH%%cd:~,%"'],
  ] as const)
    it(`takes ${JSON.stringify(args)} as it is`, () => {
      assert.equal(lineFor(...args), `""C:\\a b\\newman.cmd"${line}"`);
    });

  it('takes no line break, which would end the command', () => {
    assert.throws(() => lineFor('a\nb'), { exitCode: 2 });
  });

  it('that is pmkey’s own runs nothing that stands in a variable, and leaves words as they are', () => {
    const [first = '', rest = ''] = readFileSync(join(media, 'bin', 'pmkey.cmd'), 'utf8').split(
      'setlocal DisableDelayedExpansion',
    );
    // Put in at once, `--require "C:\\A&B\\x.js"` would run what follows its &.
    assert.doesNotMatch(first, /%/);
    assert.match(first, /EnableDelayedExpansion\r?\nset "POSTMAN_KEYRING_NODE_OPTIONS=!NODE_OPTIONS!"/);
    assert.match(rest, /^\r?\n"%POSTMAN_KEYRING_NODE%" "%~dp0\.\.\\pmkey\.mjs" %\*\r?\n$/);
  });
});
