import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startProgram, type Started } from '../../../../src/inject/tasks/started.ts';

const module = join(import.meta.dirname, '../../../../src/inject/tasks/started.ts');
/** Writes its number, and heeds nothing that would end it gently; so does what it has started. */
const stubborn = 'trap "" HUP INT TERM; sleep 30 & echo $! $$; wait; sleep 30';

describe('the program of a task', function () {
  this.timeout(15_000);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  const start = (script: string, environment = {}): Started & { said: () => string } => {
    let text = '';
    const program = { command: '/bin/sh', args: ['-c', script, 'x', 'a "b" $c'], environment, missing: '' };
    const started = startProgram(program, '/', (words) => (text += words), 500);
    return { ...started, said: () => text };
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await setTimeout(20);
  };
  const numbers = (text: string): number[] => text.trim().split(' ').map(Number);

  it('has its arguments, its variables and no input, and ends with its own code', async () => {
    const script = 'cat; echo "$1 $KEY"; echo err >&2; exit 7';
    const { code, said } = start(script, { KEY: 'secret' });
    assert.equal(await code, 7);
    assert.deepEqual(said().trim().split('\n').toSorted(), ['a "b" $c secret', 'err']);
    assert.equal(await start('kill -TERM $$').code, null);
  });

  it('leaves nothing behind: not what it has started, and no watcher', async () => {
    const { code, said } = start('sleep 30 & echo $! $$');
    assert.equal(await code, 0);
    const [started, group] = numbers(said());
    await until(() => !isThere(started!) && !isThere(-group!));
  });

  it('has ended also where what has left its group holds its output', async function () {
    if (process.platform !== 'linux') this.skip();
    const { code, said } = start('setsid sleep 4 & sleep 0.3; echo up');
    const before = performance.now();
    assert.equal(await code, 0);
    assert.ok(performance.now() - before < 3_500);
    assert.equal(said(), 'up\n');
  });

  it('leaves nothing behind where it is asked to end the moment it begins', async () => {
    const asked = 'trap "" TERM; kill -TERM 0; sleep 30 & echo $! $$';
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { code, said } = start(asked);
        assert.equal(await code, 0);
        const [started, group] = numbers(said());
        await until(() => !isThere(started!) && !isThere(-group!));
      }),
    );
  });

  it('ends a while after it was asked to, whether it heeds that or not', async () => {
    const { code, said, stop } = start(stubborn);
    await until(() => said().includes('\n'));
    const [started] = numbers(said());
    stop();
    await setTimeout(100);
    assert.ok(isThere(started!));
    assert.equal(await code, null);
    await until(() => !isThere(started!));
  });

  it('ends with the editor, however that ends, also while it is being ended itself', async () => {
    for (const stop of ['', 'program.stop();']) {
      const editor = spawn(
        process.execPath,
        [
          '--input-type=module',
          '--eval',
          `import { startProgram } from ${JSON.stringify(module)};
           const args = ['-c', ${JSON.stringify(stubborn)}];
           const program = startProgram({ command: '/bin/sh', args, environment: {}, missing: '' }, '/', (words) => {
             process.stdout.write(words);
             ${stop}
           });`,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let said = '';
      editor.stdout.setEncoding('utf8').on('data', (words: string) => (said += words));
      await until(() => said.includes('\n'));
      const all = numbers(said);
      assert.ok(all.every(isThere));
      await setTimeout(200);
      editor.kill('SIGKILL');
      await until(() => !all.some(isThere));
    }
  });
});

/** The processes that run on Linux, each with its group, which is negative as `kill` has it. */
function processes(): number[] {
  return readdirSync('/proc').flatMap((id) => {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return state === 'Z' ? [] : [Number(id), -Number(group)];
    } catch {
      return [];
    }
  });
}

/** Whether a process or a group runs. What has ended is none, though on Linux it stays until somebody collects it. */
function isThere(id: number): boolean {
  if (process.platform === 'linux') return processes().includes(id);
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
