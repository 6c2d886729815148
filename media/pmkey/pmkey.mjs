// Gives a program a Postman API key of the editor's keyring, for as long as it runs. `pmkey help` says the rest.
import { help, parsed } from './arguments.mjs';
import { ask } from './exchange.mjs';
import { environmentFor, find, run } from './program.mjs';
import { Problem } from './problem.mjs';

async function main(words) {
  const { command, key, as, program } = parsed(words);
  switch (command) {
    case 'help':
      return say([help]);
    case 'status':
      return say((await ask({ ask: 'status', key })).lines);
    case 'print':
      return say((await ask({ ask: 'print', key, isShown: process.stdout.isTTY === true })).lines);
    case 'run':
    case 'pipe': {
      const [name, ...rest] = program;
      // Before the key is asked for: nobody should say yes for the sake of a slip of the pen.
      const file = find(name);
      const { variables, input } = await ask({ ask: command, key, as, program: name.slice(0, 200) });
      return run(file, name, rest, { env: environmentFor(variables), input });
    }
  }
}

function say(lines) {
  for (const line of lines) process.stdout.write(`${line}\n`);
  return 0;
}

// Whoever read it has gone: that is no crash, and ends as the signal for it would.
process.stdout.on('error', () => process.exit(141));
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  process.stderr.write(`pmkey: ${error.message}\n`);
  process.exitCode = error.exitCode;
}
