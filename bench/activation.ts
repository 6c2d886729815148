// What the extension costs the editor, beside the built-in extensions a person starts with anyway.
// Read from the editor itself (Developer: Show Running Extensions), in one run, so that only the ratios matter.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import manifest from '../package.json' with { type: 'json' };
import { ensurePackage } from '../scripts/package.ts';
import { Workbench } from '../test/host/workbench.ts';
import { middle } from './middle.ts';

const rounds = 5;
const workbench = await Workbench.start({ vsix: await ensurePackage() });
const project = await mkdtemp(join(tmpdir(), 'keyring-bench-'));
const times = new Map<string, number[]>();
try {
  const person = await workbench.person();
  for (let round = 0; round < rounds; round += 1) {
    const window = await person.openWindow(project);
    await setTimeout(2000);
    await window.runCommand('Developer: Show Running Extensions');
    const rows = window.page.locator('.runtime-extensions-editor .extension');
    await rows.first().waitFor();
    for (const row of await rows.all()) {
      const name = (await row.locator('.name').innerText()).trim();
      const time = /(\d+)\s*ms/.exec(await row.locator('.activation-time').innerText())?.[1];
      if (time !== undefined) times.set(name, [...(times.get(name) ?? []), Number(time)]);
    }
    await window.close();
  }
} finally {
  await workbench.stop();
  await rm(project, { recursive: true, force: true });
}

const own = middle(times.get(manifest.displayName) ?? []);
console.log(`Activation in ms, load and activate() together, median of ${rounds} windows:`);
for (const [name, values] of [...times].toSorted(([, a], [, b]) => middle(a) - middle(b))) {
  console.log(
    `${String(middle(values)).padStart(6)}  ${(middle(values) / own).toFixed(1).padStart(5)} ×  ${name}`,
  );
}
