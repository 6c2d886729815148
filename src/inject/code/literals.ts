import type { ClientId } from './clients.ts';

/** How a JSON value is written where a template of that client wants it: as a literal of its language. */
export const bodyIn: Readonly<Record<ClientId, (value: unknown, languageId?: string) => string>> = {
  fetch: pretty,
  axios: pretty,
  requests: (value) => literal(value, { true: 'True', false: 'False', null: 'None', string: JSON.stringify }),
  // What stands between backquotes is what it says.
  go: (value) => (pretty(value).includes('`') ? quotedTwice(value) : `\`${pretty(value)}\``),
  okHttp: quotedTwice,
  httpClient: quotedTwice,
  netHttp: (value) => literal(value, { true: 'true', false: 'false', null: 'nil', string: rubyString }),
  phpCurl: (value) => `'${pretty(value).replace(/[\\']/g, String.raw`\$&`)}'`,
  curl: shellString,
  // PowerShell takes typographic quotes for quotes too.
  restMethod: (value) => `'${pretty(value).replace(/['\u2018-\u201b]/g, '$&$&')}'`,
  http: pretty,
};

function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, '\t');
}

/** The JSON text as a string that Go, Java and C# read alike. */
function quotedTwice(value: unknown): string {
  return JSON.stringify(JSON.stringify(value));
}

/** fish takes two backslashes between quotes for one; other shells take each as it is. */
function shellString(value: unknown, languageId?: string): string {
  const text = languageId === 'fish' ? pretty(value).replaceAll('\\', '$&$&') : pretty(value);
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** `#{…}`, `#$…` and `#@…` would be run. */
function rubyString(text: string): string {
  return JSON.stringify(text).replaceAll('#', String.raw`\#`);
}

interface Words {
  readonly true: string;
  readonly false: string;
  readonly null: string;
  readonly string: (text: string) => string;
}

function literal(value: unknown, words: Words, indent = ''): string {
  if (value === null) return words.null;
  if (typeof value === 'boolean') return words[value ? 'true' : 'false'];
  if (typeof value === 'string') return words.string(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  const deeper = `${indent}\t`;
  const parts = Array.isArray(value)
    ? value.map((one: unknown) => literal(one, words, deeper))
    : Object.entries(value).map(([name, one]) => `${words.string(name)}: ${literal(one, words, deeper)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}
