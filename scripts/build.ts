// Bundles the extension as ES modules. What is imported with `import()` becomes a file of its own that loads when it
// is first used; what several files share stands in one chunk, so that classes are the same for all of them.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import { analyzeMetafile, build as bundle, type BuildResult, type Metafile } from 'esbuild';

import { say, secondsSince } from './setup/say.ts';

const root = join(import.meta.dirname, '..');
const entryBudget = 50_000;

export interface BuildOptions {
  /** As it is shipped: minified, without source maps, held to the budget. */
  readonly minify?: boolean;
  readonly outdir?: string;
}

export async function build(options: BuildOptions = {}): Promise<BuildResult<{ metafile: true }>> {
  const outdir = options.outdir ?? join(root, 'dist');
  const minify = options.minify ?? false;
  await removeEarlierBuild(outdir);
  const result = await bundle({
    absWorkingDir: root,
    entryPoints: { extension: 'src/extension.ts' },
    outdir,
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    // VS Code 1.105 runs extensions on Node 22.
    target: 'node22',
    external: ['vscode'],
    alias: { 'form-data': './scripts/noFormData.mjs' },
    // axios brings CommonJS packages, whose `require` of Node's own modules has to go somewhere.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    minify,
    sourcemap: minify ? false : 'linked',
    logLevel: 'warning',
  });
  if (minify) checkBudget(result.metafile);
  return result;
}

/** Chunks are named by their content: those of an earlier build would be packaged with the new ones. */
async function removeEarlierBuild(outdir: string): Promise<void> {
  const files = existsSync(outdir) ? await readdir(outdir) : [];
  const made = files.filter((name) => /\.js(\.map)?$/.test(name));
  await Promise.all(made.map(async (name) => rm(join(outdir, name), { force: true })));
}

/** The entry counts with every chunk that it imports at once. */
function checkBudget({ outputs }: Metafile): void {
  const eager = new Set<string>();
  const add = (file: string): void => {
    if (eager.has(file)) return;
    eager.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && path in outputs) add(path);
  };
  add(Object.keys(outputs).find((file) => outputs[file]?.entryPoint === 'src/extension.ts') ?? '');
  const size = [...eager].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
  say(`build: the entry has ${size} bytes in ${eager.size} files (budget ${entryBudget})`);
  if (size > entryBudget)
    throw new Error(`The entry has ${size} bytes, and its budget is ${entryBudget}: load it later.`);
}

async function report(): Promise<void> {
  const { metafile } = await build({ minify: true, outdir: join(root, 'out', 'report') });
  const file = join(root, 'out', 'report', 'meta.json');
  await mkdir(join(root, 'out', 'report'), { recursive: true });
  await writeFile(file, JSON.stringify(metafile));
  say(await analyzeMetafile(metafile));
  say(`The whole of it: ${relative(root, file)} (https://esbuild.github.io/analyze/)`);
}

if (import.meta.main) {
  const start = performance.now();
  const { values } = parseArgs({ options: { report: { type: 'boolean' }, minify: { type: 'boolean' } } });
  if (values.report === true) await report();
  else await build({ minify: values.minify ?? false });
  say(`build: done (${secondsSince(start)})`);
}
