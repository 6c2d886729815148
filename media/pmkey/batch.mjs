import { Problem } from './problem.mjs';

/**
 * What cmd.exe takes after /c to run a batch file with these very arguments. Node refuses to run one without a shell
 * (CVE-2024-27980) and with `shell: true` quotes nothing. So each argument stands in quotes, quotes in it are doubled,
 * which keeps cmd's count of them even also where the file hands `%*` on, and before each `%` stands a piece of
 * a variable that is empty, so that no %NAME% comes about. Rust's standard library does the same.
 */
export function batchCommandLine(file, args) {
  if (args.some((word) => /[\r\n\0]/.test(word)))
    throw new Problem('usage', 'On Windows a .cmd or .bat file takes no argument with a line break in it.');
  return `"${[`"${file}"`, ...args.map(quoted)].join(' ')}"`;
}

function quoted(word) {
  const escaped = word
    // A backslash before a quote, or before the end, would take the quote's meaning away.
    .replace(/(\\+)("|$)/g, '$1$1$2')
    .replaceAll('"', '""')
    .replaceAll('%', '%%cd:~,%');
  return `"${escaped}"`;
}
