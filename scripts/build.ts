// Bundles the extension as ES modules. What is imported with `import()` becomes a file of its own that loads when it
// is first used; what several files share stands in one chunk, so that classes are the same for all of them. The pages
// that the extension shows are bundled apart, for the browser they run in.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import {
  analyzeMetafile,
  build as bundle,
  type BuildOptions as BundleOptions,
  type Metafile,
  type Plugin,
} from 'esbuild';

import { say, secondsSince } from './setup/say.ts';

const root = join(import.meta.dirname, '..');
const entryBudget = 50_000;
const sandboxEntry = 'src/sandbox/server/start.ts';

export interface BuildOptions {
  /** As it is shipped: minified, without source maps, held to the budget. */
  readonly minify?: boolean;
  readonly outdir?: string;
}

export async function build(options: BuildOptions = {}): Promise<{ metafile: Metafile }> {
  const outdir = options.outdir ?? join(root, 'dist');
  const minify = options.minify ?? false;
  await removeEarlierBuild(outdir);
  const common = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    metafile: true,
    minify,
    sourcemap: minify ? false : 'linked',
    logLevel: 'warning',
  } satisfies BundleOptions;
  const { metafile } = await bundle({
    ...common,
    entryPoints: { extension: 'src/extension.ts' },
    chunkNames: '[name]-[hash]',
    splitting: true,
    platform: 'node',
    format: 'esm',
    // VS Code 1.105 runs extensions on Node 22.
    target: 'node22',
    external: ['vscode'],
    plugins: [sandboxStaysApart, requireWhereNeeded],
    alias: { 'form-data': './scripts/noFormData.mjs' },
    banner: { js: requireInModules },
  });
  if (minify) checkBudget(metafile);
  const sandbox = await bundle({
    ...common,
    entryPoints: { sandbox: sandboxEntry },
    platform: 'node',
    format: 'esm',
    target: 'node22',
  });
  const page = await bundle({
    ...common,
    entryPoints: [
      { in: 'src/expiry/timeline/webview/main.ts', out: 'timeline' },
      { in: 'src/expiry/timeline/webview/timeline.css', out: 'timeline' },
    ],
    platform: 'browser',
    format: 'iife',
    // VS Code 1.105 draws its pages with Chromium 138; in a browser it asks for a current one.
    target: 'es2024',
  });
  return { metafile: [sandbox.metafile, page.metafile].reduce(joined, metafile) };
}

/** The local Postman is a world of its own, which shares no code with the extension: what it needs weighs on nothing else. */
const sandboxStaysApart: Plugin = {
  name: 'sandbox-stays-apart',
  setup(current) {
    current.onResolve({ filter: /\/start\.ts$/ }, ({ resolveDir, path }) =>
      join(resolveDir, path) === join(root, sandboxEntry)
        ? { path: './sandbox.js', external: true }
        : undefined,
    );
  },
};

// axios brings CommonJS packages, whose `require` of Node's own modules has to go somewhere.
const requireInModules =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** esbuild puts it into every file. Its line stays, since source maps count lines. */
const requireWhereNeeded: Plugin = {
  name: 'require-where-needed',
  setup(current) {
    current.onEnd(async ({ metafile }) => {
      for (const [file, output] of Object.entries(metafile?.outputs ?? {})) {
        const path = join(root, file);
        const [before, rest] = file.endsWith('.js')
          ? (await readFile(path, 'utf8')).split(requireInModules)
          : [];
        if (before !== '' || rest === undefined || /\brequire\b/.test(rest)) continue;
        await writeFile(path, rest);
        output.bytes -= requireInModules.length;
      }
    });
  },
};

function joined(a: Metafile, b: Metafile): Metafile {
  return { inputs: { ...a.inputs, ...b.inputs }, outputs: { ...a.outputs, ...b.outputs } };
}

/** Chunks are named by their content: those of an earlier build would be packaged with the new ones. */
async function removeEarlierBuild(outdir: string): Promise<void> {
  const files = existsSync(outdir) ? await readdir(outdir) : [];
  const made = files.filter((name) => /\.(js|css)(\.map)?$/.test(name));
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
