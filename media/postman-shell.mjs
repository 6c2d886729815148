// Starts a shell with the variables that Keyring for Postman offers, once, at an address in the environment:
//
//   POSTMAN_TERMINAL_ADDRESS=… POSTMAN_TERMINAL_TOKEN=… node postman-shell.mjs <shell> [arguments]
//
// So the key is in the environment of the shell, and in nothing that the editor knows, shows or writes down.
import { spawn } from 'node:child_process';
import { take } from './offered.mjs';

const {
  POSTMAN_TERMINAL_ADDRESS: address = '',
  POSTMAN_TERMINAL_TOKEN: token = '',
  ...environment
} = process.env;
delete environment.ELECTRON_RUN_AS_NODE;
// These were kept from this process, which knows the key. What stands there all the same has come from an extension.
for (const name of ['NODE_OPTIONS', 'NODE_DEBUG']) {
  const { [`POSTMAN_TERMINAL_${name}`]: own } = environment;
  delete environment[`POSTMAN_TERMINAL_${name}`];
  if (own) environment[name] = environment[name] ? `${environment[name]} ${own}` : own;
}
// An address without this key's region would lead it to somebody else's host.
delete environment.POSTMAN_API_BASE_URL;

function start(variables) {
  const [shell, ...args] = process.argv.slice(2);
  // Not in place of this process: Node would hand its ignored signals on, and the shell could not take them back.
  const child = spawn(shell, args, { stdio: 'inherit', env: environmentWith(variables) });
  // These are the shell's affair.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGTSTP']) ignore(signal);
  for (const signal of ['SIGHUP', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    end(`${shell} could not be started: ${error.message}`);
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? (signal === null ? 1 : 129));
  });
}

/** Windows does not tell Path and PATH apart: of two, the one that is offered has to stay. */
function environmentWith(variables) {
  const isOffered = (name) =>
    process.platform === 'win32' &&
    Object.keys(variables).some((other) => other.toUpperCase() === name.toUpperCase());
  const kept = Object.entries(environment).filter(([name]) => !isOffered(name));
  return { ...Object.fromEntries(kept), ...variables };
}

function ignore(signal) {
  try {
    process.on(signal, () => undefined);
  } catch {
    // Windows knows some of them only.
  }
}

function end(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

try {
  start(await take(address, token));
} catch {
  // Also where it is run a second time. What went wrong may quote what was sent.
  end('The key for this terminal was handed out before, or too long ago. Open a new Postman Terminal.');
}
