// Runs a Postman collection with the newman that is on this computer: one that Keyring for Postman offers, once, at an
// address in the environment, or a file:
//
//   POSTMAN_COLLECTION_ADDRESS=… POSTMAN_COLLECTION_TOKEN=… node run-newman.mjs [options]
//   POSTMAN_COLLECTION_FILE=… node run-newman.mjs [options]
//
// The editor has fetched the collection: neither this nor newman, which is other people's code, sends a key to get it.
//
// The options are newman's own: those in `flags` and `settings` below, and --reporter-<name>-<option>.
// Exit code: 0 when all went well, 1 when a request or a test failed, 127 without newman, 2 when nothing could be run.
import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { take } from './offered.mjs';

const {
  POSTMAN_COLLECTION_ADDRESS: address = '',
  POSTMAN_COLLECTION_TOKEN: token = '',
  POSTMAN_COLLECTION_FILE: file = '',
} = process.env;

const flags = { bail: {}, insecure: { short: 'k' }, 'ignore-redirects': {}, verbose: {} };
const settings = {
  reporters: { short: 'r', read: (text) => text.split(',') },
  'iteration-count': { short: 'n', read: whole },
  'iteration-data': { short: 'd', read: String },
  environment: { short: 'e', read: String },
  globals: { short: 'g', read: String },
  folder: { read: String, multiple: true },
  'env-var': { read: variable, multiple: true },
  'global-var': { read: variable, multiple: true },
  'delay-request': { read: whole },
  timeout: { read: whole },
  'timeout-request': { read: whole },
  'timeout-script': { read: whole },
  'working-dir': { read: String },
  color: { read: String },
};

/** newman's options as the library takes them. Throws a sentence about the first that is wrong. */
function optionsFrom(args) {
  const { own, reporter } = apart(args);
  const options = Object.fromEntries([
    ...Object.entries(flags).map(([name, { short }]) => [name, { type: 'boolean', ...(short && { short }) }]),
    ...Object.entries(settings).map(([name, { short, multiple = false }]) => [
      name,
      { type: 'string', multiple, ...(short && { short }) },
    ]),
  ]);
  const { values } = parseArgs({ args: own, options });
  const given = Object.entries(values).map(([name, value]) => [camelCase(name), read(name, value)]);
  return { reporters: ['cli'], ...Object.fromEntries(given), reporter };
}

function read(name, value) {
  const setting = settings[name];
  if (setting === undefined) return value;
  return setting.multiple ? value.map((text) => setting.read(text, name)) : setting.read(value, name);
}

/** Takes `--reporter-junit-export results.xml` apart from the rest: which there are is known to the reporters alone. */
function apart(args) {
  const own = [];
  const reporter = {};
  for (let index = 0; index < args.length; index++) {
    const [, name, option, inline] =
      /^--reporter-([a-z0-9]+)-([a-z0-9-]+)(?:=(.*))?$/s.exec(args[index]) ?? [];
    if (name === undefined) {
      own.push(args[index]);
      continue;
    }
    const next = args[index + 1];
    const hasValue = inline === undefined && next !== undefined && !next.startsWith('-');
    if (hasValue) index++;
    reporter[name] = { ...reporter[name], [camelCase(option)]: inline ?? (hasValue ? next : true) };
  }
  return { own, reporter };
}

function whole(text, name) {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new Error(`--${name} takes a whole number above 0.`);
}

function variable(text) {
  const [key, ...value] = text.split('=');
  return { key, value: value.join('=') };
}

function camelCase(name) {
  return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

/** newman's folder: the one of this workspace, else the one that the command `newman` runs. */
function findNewman() {
  const require = createRequire(join(process.cwd(), 'here.js'));
  const local = orNothing(() => dirname(require.resolve('newman/package.json')));
  return local ?? foldersOnPath().find(isNewman);
}

function foldersOnPath() {
  const names = process.platform === 'win32' ? ['newman.cmd', 'newman'] : ['newman'];
  return (
    (process.env.PATH ?? '')
      .split(delimiter)
      // Any other would be one of the folder that this runs in.
      .filter((folder) => isAbsolute(folder))
      .flatMap((folder) => names.map((name) => join(folder, name)))
      .flatMap((command) => foldersBehind(command))
  );
}

/** npm links the command to newman/bin/newman.js, or writes a small script that names it, as pnpm and Windows do. */
function foldersBehind(command) {
  const file = orNothing(() => realpathSync(command));
  if (file === undefined) return [];
  if (/[\\/]newman\.js$/.test(file)) return [dirname(dirname(file))];
  const script = orNothing(() => readFileSync(file, 'utf8').slice(0, 20_000)) ?? '';
  const named = script.matchAll(/["' ]([^"'\n]*)[\\/]bin[\\/]newman\.js/g);
  return Array.from(named, ([, folder]) =>
    resolve(
      dirname(file),
      folder.replace(/^(\$basedir|\$\{basedir\}|%~dp0|%dp0%)[\\/]?/, '').replaceAll('\\', '/'),
    ),
  );
}

function isNewman(folder) {
  return orNothing(() => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name) === 'newman';
}

function orNothing(job) {
  try {
    return job();
  } catch {
    return undefined;
  }
}

function end(code, sentence) {
  // newman may quote from the collection.
  console.error(sentence.replace(/(PMAT|PMAK)-[0-9a-z-]+/gi, '$1-[secret]'));
  process.exitCode = code;
}

async function main() {
  const folder = findNewman();
  if (folder === undefined)
    return end(
      127,
      'newman is neither in this workspace nor on your PATH. Install it with: npm install --global newman',
    );
  let options;
  try {
    options = optionsFrom(process.argv.slice(2));
  } catch (error) {
    return end(2, error.message);
  }
  let collection = file;
  try {
    if (file === '') collection = await take(address, token, 'The collection');
  } catch (error) {
    return end(2, `${error.message} Run it from the editor once more.`);
  }
  // newman's own, about which nobody here can do anything.
  process.noDeprecation = true;
  const newman = createRequire(join(folder, 'package.json'))(folder);
  // The collection may be someone else's: its requests may send files of the working folder and no others.
  newman.run({ ...options, collection, insecureFileRead: false }, (error, summary) => {
    if (error) return end(1, `newman: ${error.message ?? error}`);
    if (summary.run.error || summary.run.failures.length > 0) process.exitCode = 1;
  });
}

// A stack of newman's may quote what it was given.
process.on('uncaughtException', (error) => {
  end(1, `newman: ${error.stack ?? error}`);
  process.exit();
});

await main();
