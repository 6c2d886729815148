import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { constants as system } from 'node:os';
import { delimiter, extname, resolve } from 'node:path';
import { batchCommandLine } from './batch.mjs';
import { Problem } from './problem.mjs';

const isWindows = process.platform === 'win32';
const coreless = ['SIGHUP', 'SIGINT', 'SIGKILL', 'SIGPIPE', 'SIGTERM', 'SIGUSR2'];

/** The file that a name on the command line stands for. Throws Problem `notFound`. */
export function find(name) {
  const isPath = name.includes('/') || (isWindows && name.includes('\\'));
  const folders = isPath
    ? ['.']
    : (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders)
    for (const ending of endingsFor(name)) {
      const file = resolve(folder, name + ending);
      if (isProgram(file)) return file;
    }
  throw new Problem('notFound', `There is no program “${name}”${isPath ? '' : ' on the PATH'}.`);
}

/** Windows leaves out a program's ending. Beside newman.cmd npm puts a newman for other shells, which it cannot run. */
function endingsFor(name) {
  if (!isWindows) return [''];
  const known = (process.env.PATHEXT ?? '.COM;.EXE;.BAT;.CMD').toLowerCase().split(';');
  return known.includes(extname(name).toLowerCase()) ? ['', ...known] : known;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The terminal's environment with the key, and with no way back to the editor: what is run has been given one key and
 * asks for no others.
 */
export function environmentFor(variables) {
  // An address without a key's region would lead the key to somebody else's host.
  const dropped = ['ELECTRON_RUN_AS_NODE', 'POSTMAN_API_BASE_URL', ...Object.keys(variables)];
  const isDropped = (name) =>
    /^POSTMAN_KEYRING_/i.test(name) || dropped.some((other) => areSame(name, other));
  // Nor another key of the terminal's, which the address below would lead to a host that it is not of.
  const isKey = (value) => /^PMAK-[0-9a-f]{24}-[0-9a-f]{34}$/i.test(value);
  const kept = Object.entries(process.env).filter(([name, value]) => !isDropped(name) && !isKey(value));
  // What bin/pmkey has put aside.
  const back = ['NODE_OPTIONS', 'NODE_DEBUG'].flatMap((name) => {
    const value = process.env[`POSTMAN_KEYRING_${name}`];
    return value ? [[name, value]] : [];
  });
  return { ...Object.fromEntries([...kept, ...back]), ...variables };
}

/** Names of variables, of which Windows does not tell Path and PATH apart. */
function areSame(a, b) {
  return isWindows ? a.toUpperCase() === b.toUpperCase() : a === b;
}

/**
 * Runs a program in the place of this one, as far as the terminal can tell. With `input` it reads that and nothing else.
 * @returns its exit code
 */
export async function run(file, name, args, { env, input }) {
  const how = { env, stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'] };
  let child;
  // Before there is a program: a signal in between would end this and leave the program alone with the key.
  const forget = passOn((signal) => child?.kill(signal));
  child = isBatch(file) ? spawnBatch(file, args, how) : spawn(file, args, { ...how, argv0: name });
  // A program that reads nothing is no trouble of ours. No line break: what is stored is the key and nothing else.
  child.stdin?.on('error', () => undefined).end(input);
  const { code, signal } = await new Promise((done, fail) => {
    child.once('error', () => fail(new Problem('notExecutable', `“${name}” cannot be run.`)));
    child.once('exit', (code, signal) => done({ code, signal }));
  });
  forget();
  if (signal === null) return code;
  // Whoever looks at how pmkey ended sees how the program ended; but none that leaves a core file with the key in it.
  if (coreless.includes(signal)) process.kill(process.pid, signal);
  return 128 + system.signals[signal];
}

function isBatch(file) {
  return isWindows && ['.cmd', '.bat'].includes(extname(file).toLowerCase());
}

function spawnBatch(file, args, how) {
  const shell = resolve(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'cmd.exe');
  const words = ['/e:ON', '/v:OFF', '/d', '/c', batchCommandLine(file, args)];
  return spawn(shell, words, { ...how, windowsVerbatimArguments: true });
}

/** Passes signals on. What is typed in the terminal (Ctrl+C) reaches the program anyway, and should do so once. */
function passOn(kill) {
  const typed = ['SIGINT', 'SIGQUIT', 'SIGBREAK'];
  const isTyped = (signal) => process.stdin.isTTY && typed.includes(signal);
  const handlers = ['SIGTERM', 'SIGHUP', 'SIGUSR2', ...typed].flatMap((signal) => {
    const handler = () => {
      if (!isTyped(signal)) kill(signal);
    };
    if (!(signal in system.signals)) return [];
    process.on(signal, handler);
    return [[signal, handler]];
  });
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}
