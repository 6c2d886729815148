// Starts a shell with the variables that Keyring for Postman offers, once, at an address in the environment:
//
//   POSTMAN_TERMINAL_ADDRESS=… POSTMAN_TERMINAL_TOKEN=… node postman-shell.mjs <shell> [arguments]
//
// So the key is in the environment of the shell, and in nothing that the editor knows, shows or writes down.
import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';

const {
  POSTMAN_TERMINAL_ADDRESS: address = '',
  POSTMAN_TERMINAL_TOKEN: token = '',
  ...environment
} = process.env;
delete environment.ELECTRON_RUN_AS_NODE;

/** What is offered, as an object of texts. */
async function take() {
  const socket = createConnection(address);
  socket.write(token);
  let json = '';
  for await (const chunk of socket.setEncoding('utf8')) json += chunk;
  return JSON.parse(json);
}

function start(variables) {
  const [shell, ...args] = process.argv.slice(2);
  // Not in place of this process: Node would hand its ignored signals on, and the shell could not take them back.
  const child = spawn(shell, args, { stdio: 'inherit', env: { ...environment, ...variables } });
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
  start(await take());
} catch {
  // Also where it is run a second time. What went wrong may quote what was sent.
  end('The key for this terminal was handed out before, or too long ago. Open a new Postman Terminal.');
}
