import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const main = new URL('../../../src/sandbox/main.ts', import.meta.url).pathname;

describe('sandbox: the command line', () => {
  it('starts, says where, and ends on a signal', async () => {
    const child = spawn(process.execPath, [
      main,
      '--port',
      '0',
      '--seed',
      'small',
      '--clock',
      '2030-05-06T07:08:00Z',
    ]);
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    const response = await fetch(`${url ?? ''}/me`);
    assert.equal(response.status, 401);
    assert.match(response.headers.get('Date') ?? '', /06 May 2030 07:08/);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 0);
  });

  it('says what is wrong with its arguments', async () => {
    for (const args of [['--port', 'many'], ['--seed', 'tiny'], ['--clock', 'noon'], ['--nonsense']]) {
      const child = spawn(process.execPath, [main, ...args]);
      let text = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      const [code] = (await once(child, 'close')) as [number];
      assert.equal(code, 2);
      assert.match(text, /Usage:/);
    }
  }).timeout(10_000);
});
