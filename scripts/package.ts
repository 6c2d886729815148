// Makes the VSIX: in a folder of its own, so that a development build of the same moment does not get into it.
import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';

import { createVSIX } from '@vscode/vsce';

import { build } from './build.ts';
import { hashOfFiles } from './setup/hash.ts';
import { say, secondsSince } from './setup/say.ts';

const root = join(import.meta.dirname, '..');
const shipped = [
  'package.json',
  '.vscodeignore',
  'media',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'SECURITY.md',
];
const sizeBudget = 400_000;

export const vsix = join(root, 'dist', 'keyring-for-postman.vsix');

/** The VSIX of the sources as they are now; made only when they have changed. */
export async function ensurePackage(): Promise<string> {
  const stamp = join(root, 'dist', '.packaged');
  const inputs = [
    ...shipped,
    'src',
    'package-lock.json',
    'scripts/build.ts',
    'scripts/noFormData.mjs',
    'scripts/package.ts',
  ];
  const hash = await hashOfFiles(root, inputs);
  const last = existsSync(vsix) && existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
  if (last !== hash) {
    await makePackage();
    await writeFile(stamp, hash);
  }
  return vsix;
}

export async function makePackage(): Promise<void> {
  const start = performance.now();
  const staging = join(root, 'out', `package-${process.pid}`);
  try {
    await stage(staging);
    const packagePath = join(staging, 'made.vsix');
    await createVSIX({ cwd: staging, packagePath, dependencies: false, skipLicense: true });
    const { size } = await stat(packagePath);
    if (size > sizeBudget) throw new Error(`The VSIX has ${size} bytes, and its budget is ${sizeBudget}.`);
    await mkdir(join(root, 'dist'), { recursive: true });
    await rename(packagePath, vsix);
    say(`package: ${relative(root, vsix)}, ${size} bytes (${secondsSince(start)})`);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function stage(staging: string): Promise<void> {
  for (const name of shipped) {
    if (existsSync(join(root, name))) await cp(join(root, name), join(staging, name), { recursive: true });
    else say(`package: ${name} does not exist yet`);
  }
  await build({ minify: true, outdir: join(staging, 'dist') });
}

if (import.meta.main) await makePackage();
