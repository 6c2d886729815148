// Starts a shell with the variables that Keyring for Postman offers, once, at an address in the environment:
//
//   POSTMAN_TERMINAL_ADDRESS=… POSTMAN_TERMINAL_TOKEN=… node postman-shell.mjs <shell> [arguments]
//
// So the key is in the environment of the shell, and in nothing that the editor knows, shows or writes down.
import { spawn } from 'node:child_process';
import { take } from './offered.mjs';

const { POSTMAN_TERMINAL_ADDRESS: address = '', POSTMAN_TERMINAL_TOKEN: token = '' } = process.env;
const nodes = ['NODE_OPTIONS', 'NODE_DEBUG'];

function start(variables) {
  const [shell, ...args] = process.argv.slice(2);
  // Not in place of this process: Node would hand its ignored signals on, and the shell could not take them back.
  const child = spawn(shell, args, { stdio: 'inherit', env: environmentFor(variables) });
  // These are the shell's affair.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGTSTP']) ignore(signal);
  for (const signal of ['SIGHUP', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', notStarted);
  child.on('exit', (code, signal) => {
    process.exit(code ?? (signal === null ? 1 : 129));
  });
}

/** The terminal's environment without what was for this process alone, and with the variables. */
function environmentFor(variables) {
  // An address without this key's region would lead it to somebody else's host.
  const dropped = ['ELECTRON_RUN_AS_NODE', 'POSTMAN_API_BASE_URL', ...nodes, ...Object.keys(variables)];
  const isDropped = (name) =>
    /^POSTMAN_TERMINAL_/i.test(name) || dropped.some((other) => areSame(name, other));
  // Nor another key, which the address below would lead to a host that it is not of.
  const isKey = (value) => /^PMAK-[0-9a-f]{24}-[0-9a-f]{34}$/i.test(value);
  const kept = Object.entries(process.env).filter(([name, value]) => !isDropped(name) && !isKey(value));
  // These were kept from this process, which knows the key. What stands there all the same has come from an extension.
  const back = nodes.flatMap((name) => {
    const values = [process.env[name], process.env[`POSTMAN_TERMINAL_${name}`]].filter(Boolean);
    return values.length > 0 ? [[name, values.join(' ')]] : [];
  });
  return { ...Object.fromEntries([...kept, ...back]), ...variables };
}

/** Names of variables, of which Windows does not tell Path and PATH apart. */
function areSame(a, b) {
  return process.platform === 'win32' ? a.toUpperCase() === b.toUpperCase() : a === b;
}

function ignore(signal) {
  try {
    process.on(signal, () => undefined);
  } catch {
    // Windows knows some of them only.
  }
}

/** The code alone: Node's own words may quote the environment. */
function notStarted({ code }) {
  end(`${process.argv[2]} could not be started: ${code}.`);
}

function end(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

let variables;
try {
  variables = await take(address, token, 'The key for this terminal');
} catch (error) {
  end(`${error.message} Open a new Postman Terminal.`);
}
try {
  if (variables) start(variables);
} catch (error) {
  notStarted(error);
}
