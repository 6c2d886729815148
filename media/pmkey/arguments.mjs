import { Problem } from './problem.mjs';

export const help = `pmkey gives a program a Postman API key of the editor's keyring, with no key in a file or a shell.

  pmkey run [--key NAME] [--as VARIABLE] -- PROGRAM [ARGUMENTS]
      runs a program with the key in its environment: pmkey run -- newman run collection.json
  pmkey pipe [--key NAME] -- PROGRAM [ARGUMENTS]
      runs a program with the key on its input, and not at all without one: pmkey pipe -- gh secret set POSTMAN_API_KEY
  pmkey print [--key NAME]
      prints the key, after a question in the editor
  pmkey status [--key NAME]
      says which key that is, and nothing secret
  pmkey help

  --key NAME     the key of that name or account in the keyring; else the active key
  --as VARIABLE  the variable for the key, in the place of the one in the settings (POSTMAN_API_KEY)

The program also gets POSTMAN_API_BASE_URL where the key is not of Postman's US region, and never another key's.
Exit code: the program's own, or 2 wrong use, 3 refused, 4 the editor cannot be reached, 126 or 127 no such program.`;

const options = { run: ['key', 'as'], pipe: ['key'], print: ['key'], status: ['key'] };
/** What stands in these is taken for a path, an address or a command, and shown when it is none. */
const reserved =
  /^(path|home|shell|env|bash_env|ifs|prompt_command|node_(options|path|debug)|(ld|dyld|electron|postman_keyring)_.*|postman_api_base_url)$/i;

/** @throws Problem `usage` */
export function parsed(words) {
  const [first = '', ...rest] = words;
  if (['help', '--help', '-h'].includes(first)) return { command: 'help' };
  if (!Object.hasOwn(options, first))
    throw usage(first === '' ? 'What is to be done?' : `There is no “${first}”.`);
  const { values, program } = apart(first, rest);
  if (values.help) return { command: 'help' };
  const runs = ['run', 'pipe'].includes(first);
  if (!runs && program.length > 0) throw usage(`“pmkey ${first}” takes no “${program[0]}”.`);
  if (runs && !program[0]) throw usage('Which program is to be run?');
  if (reserved.test(values.as ?? ''))
    throw usage(`--as takes no “${values.as}”, which has a meaning of its own.`);
  if (values.as !== undefined && !/^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(values.as))
    throw usage('--as takes the name of a variable: letters, digits and _.');
  return { command: first, ...values, program };
}

/** Options come first; the rest, which may have options of its own, is the program. */
function apart(command, words) {
  const values = {};
  let index = 0;
  for (; index < words.length && words[index].startsWith('-'); index++) {
    if (words[index] === '--') return { values, program: words.slice(index + 1) };
    if (['--help', '-h'].includes(words[index])) return { values: { help: true }, program: [] };
    const [, name, inline] = /^--([a-z]+)(?:=(.*))?$/s.exec(words[index]) ?? [];
    if (!options[command].includes(name)) throw usage(`“pmkey ${command}” takes no “${words[index]}”.`);
    const value = inline ?? words[++index];
    if (!value || value.length > 200 || (value === '--' && inline === undefined))
      throw usage(`--${name} takes a name.`);
    values[name] = value;
  }
  return { values, program: words.slice(index) };
}

function usage(sentence) {
  return new Problem('usage', `${sentence} See: pmkey help`);
}
