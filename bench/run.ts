// npm run bench: what is fast, beside what a user would pick instead. Every part of it runs alone too.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

for (const part of ['accessKeys.ts', 'activation.ts']) {
  // One after the other and each in a process of its own: neither warms up or slows down the next.
  const child = spawn(process.execPath, [join(import.meta.dirname, part)], { stdio: 'inherit' });
  await once(child, 'exit');
  if (child.exitCode !== 0) process.exitCode = 1;
  console.log();
}
