import assert from 'node:assert/strict';
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
});
