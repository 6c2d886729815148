// First step of every npm script: makes node_modules match package-lock.json, then runs the script that is named,
// with the Node that came from there. Plain JavaScript without a dependency, for any Node from 20 on.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers';

const root = join(import.meta.dirname, '..');
const modules = join(root, 'node_modules');
const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}

/** npm writes node_modules/.package-lock.json as its last act, so a half-finished install has none. */
function installed() {
  const inner = join(modules, '.package-lock.json');
  if (!existsSync(inner) || !existsSync(node)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(inner);
  const missing = Object.keys(wanted).some(
    (path) => path !== '' && !wanted[path].optional && present[path]?.version !== wanted[path].version,
  );
  return !missing && Object.keys(present).every((path) => wanted[path]?.version === present[path].version);
}

function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  // Ctrl+C reaches the child by itself, through the terminal; a signal to this process alone is passed on.
  process.on('SIGINT', () => setTimeout(() => child.kill('SIGTERM'), 1000).unref());
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

const since = Date.now();
if (!installed()) {
  console.log('Setting up: npm ci (about 20 s) …');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: process.platform === 'win32',
  });
  if (code !== 0) process.exit(code);
  console.log(`Setting up: packages are here (${((Date.now() - since) / 1000).toFixed(1)} s)`);
}

const script = process.argv.slice(2);
if (script.length > 0) {
  // A shell remembers where it found `node` before npm ci: the next one is named by its path.
  const path = [join(modules, '.bin'), process.env.PATH].join(delimiter);
  process.exit(await run(node, script, { env: { ...process.env, PATH: path } }));
}
