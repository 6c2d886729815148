import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import Mocha from 'mocha';
import { version } from 'vscode';

/** What VS Code calls inside the extension host. */
export async function run(): Promise<void> {
  console.log(`Running the tests in VS Code ${version}`);
  const grep = process.env['KEYRING_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    timeout: 15_000,
    color: false,
    ...(grep && { grep }),
  });
  for (const name of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (name.endsWith('.test.cjs')) mocha.addFile(join(__dirname, name));
  }
  const { failures, tests } = await new Promise<{ failures: number; tests: number }>((resolve) => {
    const runner = mocha.run((count) => resolve({ failures: count, tests: runner.stats?.tests ?? 0 }));
  });
  if (tests === 0) throw new Error('No test ran.');
  if (failures > 0) throw new Error(`${failures} of ${tests} tests failed.`);
}
