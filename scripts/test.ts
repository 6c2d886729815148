// npm test: everything, the quick things first; stops where something fails.
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

import { ensureBrowser } from './setup/browser.ts';
import { ensureEditor } from './setup/editor.ts';
import { endWith } from './setup/ending.ts';
import { say, secondsSince } from './setup/say.ts';

// Postman's own definition of its API is not part of this project: where there is one, the sandbox is held against it.
const definition = process.env['POSTMAN_API_DEFINITION'];
const stages = [
  ['lint'],
  ['typecheck'],
  ['test:unit'],
  ...(definition === undefined ? [] : [['test:contract', '--', definition]]),
  ['test:integration'],
  ['test:e2e'],
] as const;

interface Counts {
  passed: number;
  failed: number;
}

let current: ReturnType<typeof spawn> | undefined;
const end = endWith(async () => {
  current?.kill('SIGTERM');
  if (current?.exitCode === null) await new Promise((resolve) => current?.once('close', resolve));
});

const start = performance.now();
await ensureEditor();
await ensureBrowser();
const total: Counts = { passed: 0, failed: 0 };
for (const [stage, ...args] of stages) {
  const begin = performance.now();
  say(`\n── ${stage}`);
  const before = total.failed;
  const ok = await run([stage, ...args], total);
  say(`── ${stage}: ${ok ? 'ok' : 'failed'} (${secondsSince(begin)})`);
  if (ok) continue;
  // A stage that counts nothing, or dies before it does, fails as a whole.
  if (total.failed === before) total.failed += 1;
  break;
}
say(`\nAll of it took ${secondsSince(start)}`);
say(`${total.passed} passed, ${total.failed} failed`);
await end(total.failed === 0 ? 0 : 1);

/** Runs one npm script, shows what it says, and adds up what mocha counts in it. */
async function run(command: readonly string[], counts: Counts): Promise<boolean> {
  const child = spawn('npm', ['run', '--silent', ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  current = child;
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    const lines = `${rest}${chunk.toString('utf8')}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) count(stripVTControlCharacters(line), counts);
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
    child.once('error', () => {
      resolve(null);
    });
  });
  return code === 0;
}

function count(line: string, counts: Counts): void {
  counts.passed += Number(/^\s+(\d+) passing \(/.exec(line)?.[1] ?? 0);
  counts.failed += Number(/^\s+(\d+) failing$/.exec(line)?.[1] ?? 0);
}
