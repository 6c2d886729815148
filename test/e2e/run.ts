// npm run test:e2e [-- --grep words]
import { globSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import Mocha from 'mocha';

import { ensurePackage } from '../../scripts/package.ts';
import { openWindows } from '../host/editorWindow.ts';

const root = join(import.meta.dirname, '../..');
const failures = join(root, 'out', 'e2e', 'failures');

const { values } = parseArgs({ options: { grep: { type: 'string' } } });

process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
await rm(failures, { recursive: true, force: true });
await ensurePackage();

const mocha = new Mocha({
  ui: 'bdd',
  reporter: 'spec',
  timeout: 60_000,
  slow: 10_000,
  rootHooks: {
    async afterEach(this: Mocha.Context) {
      if (this.currentTest?.state === 'failed') await pictures(this.currentTest.fullTitle());
    },
  },
  ...(values.grep !== undefined && { grep: values.grep }),
});
for (const file of globSync('test/e2e/**/*.test.ts', { cwd: root }).toSorted())
  mocha.addFile(join(root, file));
await mocha.loadFilesAsync();
const runner = mocha.run((failed) => {
  if (runner.stats?.tests === 0) console.error('No test ran.');
  process.exit(failed === 0 && runner.stats?.tests !== 0 ? 0 : 1);
});

async function pictures(title: string): Promise<void> {
  await mkdir(failures, { recursive: true });
  const name = title.replaceAll(/[^\w-]+/g, '-').slice(0, 100);
  let count = 0;
  for (const window of openWindows) {
    count += 1;
    await window.page.screenshot({ path: join(failures, `${name}-${count}.png`) }).catch(() => undefined);
    for (const complaint of window.complaints.slice(-5)) console.error(`    page: ${complaint}`);
  }
}
