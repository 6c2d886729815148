// VS Code from npm (code-server), installed once per computer from a lockfile of its own and shared by all clones.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import { command, isExecutable, onPath } from './command.ts';
import { canInstallDebianPackages, installDebianPackages } from './debian.ts';
import { say, timed } from './say.ts';

const recipe = join(import.meta.dirname, '../../test/host/server/editor');
/** Counts up when the steps below change, so that an editor made by older steps is not taken for this one. */
const steps = 2;

export interface Editor {
  /** The Node it runs on. */
  readonly node: string;
  /** code-server's own entry: the workbench a person uses. */
  readonly entry: string;
  /** VS Code Server alone: where the integration tests run. */
  readonly serverMain: string;
}

export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(base, 'keyring-for-postman');
}

/** Finds the editor, or installs it: into a folder of its own that gets its name when it is whole. */
export async function ensureEditor(): Promise<Editor> {
  const home = join(cacheFolder(), await folderName());
  if (!existsSync(home)) {
    await mkdir(cacheFolder(), { recursive: true });
    await removeLeftovers();
    await timed('Installing VS Code Server from npm (once per computer, about 1 minute)', async () =>
      installInto(home),
    );
  }
  const codeServer = codeServerIn(home);
  return {
    node: ownNode(home) ?? process.execPath,
    entry: join(codeServer, 'out', 'node', 'entry.js'),
    serverMain: join(codeServer, 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

async function installInto(home: string): Promise<void> {
  const unfinished = `${home}.unfinished-${process.pid}`;
  try {
    await install(unfinished);
    await rename(unfinished, home);
  } catch (error) {
    // Another clone was quicker: its editor is as good as ours.
    if (!existsSync(home)) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function folderName(): Promise<string> {
  const lockfile = await readFile(join(recipe, 'package-lock.json'), 'utf8');
  const version = /"node_modules\/code-server": \{\s*"version": "([^"]+)"/.exec(lockfile)?.[1];
  const hash = createHash('sha256').update(`${lockfile}${process.arch}${steps}`).digest('hex').slice(0, 8);
  return `editor-${version ?? 'unknown'}-${hash}`;
}

function codeServerIn(home: string): string {
  return join(home, 'node_modules', 'code-server');
}

function nodePackageIn(home: string): string {
  return join(home, 'node_modules', `node-${process.platform}-${process.arch}`);
}

/** The editor brings the Node it wants where npm has it as a package; elsewhere this clone's own is the same one. */
function ownNode(home: string): string | undefined {
  const node = join(nodePackageIn(home), 'bin', 'node');
  return isExecutable(node) ? node : undefined;
}

async function install(home: string): Promise<void> {
  await cp(recipe, home, { recursive: true });
  await npm(home, 'ci', '--ignore-scripts');
  const vscode = join(codeServerIn(home), 'lib', 'vscode');
  // Not `npm ci`: the shrinkwrap that VS Code ships misses one peer dependency, on which it stops.
  await npm(vscode, 'install', '--omit=dev', '--ignore-scripts');
  await npm(join(vscode, 'extensions'), 'install', '--omit=dev', '--ignore-scripts');
  // That package has the headers too.
  const headers = ownNode(home) === undefined ? [] : [`--nodedir=${nodePackageIn(home)}`];
  await npm(vscode, 'rebuild', 'node-pty', '@parcel/watcher', ...headers);
  if (await hasCompiler())
    await npm(vscode, 'rebuild', '@vscode/spdlog', '@vscode/native-watchdog', ...headers);
  else say('No C++ compiler here: the editor will work, but write no log files of its own.');
}

async function hasCompiler(): Promise<boolean> {
  const tools = ['g++', 'make', 'python3'];
  if (tools.every((tool) => onPath(tool) !== undefined)) return true;
  if (!canInstallDebianPackages()) return process.platform !== 'linux';
  await timed('Installing a C++ compiler for the editor (apt-get)', async () =>
    installDebianPackages(...tools),
  );
  return true;
}

async function npm(cwd: string, ...args: string[]): Promise<void> {
  // npm started by an npm script inherits that script's settings: the package it is for, and the lockfile's place.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_local_prefix|package_|lifecycle_)/.test(name),
    ),
  );
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  await command('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env: { ...env, PATH },
  });
}

/** What an install that was killed left behind; one that is running belongs to a living process. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(cacheFolder())) {
    const pid = /\.unfinished-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(join(cacheFolder(), name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
