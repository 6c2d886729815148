// npm run test:integration [-- --desktop] [-- --grep words]
import { rm } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { build as bundle } from 'esbuild';

import { build } from '../../scripts/build.ts';
import { hostOptions } from '../host/host.ts';
import { ensureDebugpy, ensureDelve } from '../fixtures/debuggers/install.ts';
import { makeCertificate } from './certificate.ts';

const root = join(import.meta.dirname, '../..');
const out = join(root, 'out', 'integration');
const fixtures = join(root, 'test', 'fixtures');

const { values } = parseArgs({
  options: { desktop: { type: 'boolean', default: false }, grep: { type: 'string' } },
});

await rm(out, { recursive: true, force: true });
// Before the run, whose own time is limited.
if (values.grep === undefined) {
  await ensureDebugpy();
  await ensureDelve();
}
await build();
await bundle({
  absWorkingDir: root,
  entryPoints: ['test/integration/index.ts', ...globSync('test/integration/**/*.test.ts', { cwd: root })],
  outbase: 'test/integration',
  outdir: out,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
  logLevel: 'warning',
});
// runTests ends VS Code on the first SIGINT, and by force on the second.
process.once('SIGTERM', () => process.emit('SIGINT'));
try {
  await runTests({
    ...(await hostOptions(values.desktop)),
    // The others are somebody else's: one uses what the first offers to other extensions, one brings debuggers.
    extensionDevelopmentPath: [root, ...['consumer', 'debuggers'].map((name) => join(fixtures, name))],
    extensionTestsPath: join(out, 'index.cjs'),
    extensionTestsEnv: {
      KEYRING_TEST_GREP: values.grep,
      NODE_OPTIONS: undefined,
      ...(await makeCertificate(join(out, 'certificate'))),
    },
  });
} catch (error) {
  if (!(error instanceof TestRunFailedError)) throw error;
  process.exitCode = error.code ?? 1;
}
