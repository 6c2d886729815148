import type {
  CollectionBody,
  CollectionExample,
  CollectionPair,
  CollectionRequest,
  CollectionVariable,
} from '../../postman/collection.ts';
import { jsonLayout } from './jsonLayout.ts';
import { nameOf } from './row.ts';

/** Where a request stands. */
export interface Surroundings {
  /** Names of the collection and of the folders, from the top. */
  readonly above: readonly string[];
  readonly variables: readonly CollectionVariable[];
}

/**
 * A request as text that people can read, written as in HTTP files: whatever is no part of the request is a comment. It
 * is to be read and not to be sent: nothing holds a body from outside to what such a file may say.
 */
export function requestPage(request: CollectionRequest, { above, variables }: Surroundings): string {
  const { auth, body, description, examples, headers, method, query, scripts, url } = request;
  const isOff = (pair: CollectionPair): boolean => pair.disabled === true;
  const parts = [
    [`# ${nameOf(request)}`, `# ${above.join(' / ')}`],
    comment(description),
    variablesOf(request, variables),
    auth === undefined ? [] : [`# Authorization: ${authNames.get(auth) ?? auth}`],
    [
      `${method} ${url}`.trimEnd(),
      ...headers.filter((header) => !isOff(header)).map(headerLine),
      ...headers.filter(isOff).map((header) => `# Switched off: ${headerLine(header)}`),
      ...query.filter(isOff).map(({ key, value }) => `# Switched off: ?${key}=${value}`),
    ],
    body ? bodyLines(body) : [],
    ...scripts.map(({ listen, text }) => [
      `### ${scriptNames.get(listen) ?? listen} script`,
      ...comment(text),
    ]),
    ...examples.map(exampleLines),
  ];
  const blocks = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

// Maps: a collection may say `constructor` as well, which every object has.
const authNames = new Map([
  ['apikey', 'API key'],
  ['awsv4', 'AWS signature'],
  ['basic', 'basic auth'],
  ['bearer', 'bearer token'],
  ['digest', 'digest auth'],
  ['jwt', 'JWT bearer'],
  ['noauth', 'none'],
  ['oauth1', 'OAuth 1.0'],
  ['oauth2', 'OAuth 2.0'],
]);

const scriptNames = new Map([
  ['prerequest', 'Pre-request'],
  ['test', 'Post-response'],
]);

const bodyNames = new Map([
  ['file', 'a file'],
  ['formdata', 'form-data'],
  ['graphql', 'GraphQL'],
  ['urlencoded', 'x-www-form-urlencoded'],
]);

/** The variables that a request uses and its collection has, set as HTTP files set them. */
function variablesOf(request: CollectionRequest, variables: readonly CollectionVariable[]): string[] {
  const { body, headers, url } = request;
  const text = [url, body?.text ?? '', ...headers.map(headerLine)].join('\n');
  const used = new Set(Array.from(text.matchAll(/\{\{([^{}]{1,200})\}\}/g), ([, name = '']) => name.trim()));
  return variables
    .filter(({ key }) => used.has(key))
    .map(({ key, value, isSecret }) => {
      if (isSecret) return `# ${key} is a secret and not shown`;
      return `${/^[A-Za-z_][\w-]*$/.test(key) ? '@' : '# '}${key} = ${value}`;
    });
}

function headerLine({ key, value }: CollectionPair): string {
  return `${key}: ${value}`;
}

function bodyLines({ mode, language, text }: CollectionBody): string[] {
  const kind = bodyNames.get(mode);
  return [...(kind === undefined ? [] : [`# Body: ${kind}`]), pretty(text, language)];
}

function exampleLines({ name, status, code, body }: CollectionExample): string[] {
  const answer = [code ?? '', status].join(' ').trim();
  return [`### Example: ${nameOf({ name })}${answer === '' ? '' : ` (${answer})`}`, ...comment(pretty(body))];
}

function pretty(text: string, language = 'json'): string {
  return language === 'json' && /^\s*[[{]/.test(text) ? jsonLayout(text) : text.trimEnd();
}

function comment(text: string): string[] {
  return text.trim() === ''
    ? []
    : text
        .trim()
        .split('\n')
        .map((line) => `# ${line}`.trimEnd());
}
