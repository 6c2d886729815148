// npm run codegen: has Postman's own code generators write the code that Insert Request Helper inserts, as templates.
// The library is 4.4 MB as a bundle, and is not shipped.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { ClientId } from '../src/inject/code/clients.ts';
import { methods } from '../src/inject/code/operations.ts';
import type { Kind, Templates } from '../src/inject/code/templates.ts';

const require = createRequire(import.meta.url);
const name = 'postman-code-generators';

interface Generators {
  convert(
    language: string,
    variant: string,
    request: unknown,
    options: Readonly<Record<string, unknown>>,
    done: (error: Error | null, code: string) => void,
  ): void;
}

interface CollectionLibrary {
  readonly Request: new (definition: unknown) => unknown;
}

/** How one client is asked for, and what is put right in what comes: each pair is replaced where it is found. */
interface Recipe {
  readonly language: string;
  readonly variant: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** The literal with the key in it, and the expression that reads the variable instead. */
  readonly key: readonly [string, string];
  /** More, by `[what, by what]`; what is a string has to be there. */
  readonly repairs?: readonly (readonly [string | RegExp, string])[];
}

const address = 'https://host.invalid/path';
const key = '@@key@@';

const recipes: Readonly<Record<ClientId, Recipe>> = {
  fetch: {
    language: 'javascript',
    variant: 'Fetch',
    key: [`"${key}"`, 'process.env.@@variable@@ ?? ""'],
  },
  axios: {
    language: 'nodejs',
    variant: 'Axios',
    key: [`'${key}'`, "process.env.@@variable@@ ?? ''"],
  },
  requests: {
    language: 'python',
    variant: 'Requests',
    key: [`'${key}'`, 'os.environ["@@variable@@"]'],
    repairs: [['import requests\n', 'import os\nimport requests\n']],
  },
  go: {
    language: 'go',
    variant: 'Native',
    key: [`"${key}"`, 'os.Getenv("@@variable@@")'],
    repairs: [['\t"fmt"\n', '\t"fmt"\n\t"os"\n']],
  },
  okHttp: {
    language: 'java',
    variant: 'OkHttp',
    options: { includeBoilerplate: true },
    key: [`"${key}"`, 'System.getenv("@@variable@@")'],
    repairs: [
      // OkHttp throws when a GET has a body, be it empty.
      [/\t*MediaType mediaType.*\n.*RequestBody body.*\n([^]*)"GET", body/, '$1"GET", null'],
    ],
  },
  httpClient: {
    language: 'csharp',
    variant: 'HttpClient',
    key: [`"${key}"`, 'Environment.GetEnvironmentVariable("@@variable@@")'],
  },
  netHttp: {
    language: 'ruby',
    variant: 'Net::HTTP',
    key: [`"${key}"`, 'ENV.fetch("@@variable@@")'],
    // For a Postman on this computer.
    repairs: [['use_ssl = true', 'use_ssl = url.scheme == "https"']],
  },
  phpCurl: {
    language: 'php',
    variant: 'cURL',
    key: [`'X-Api-Key: ${key}'`, "'X-Api-Key: ' . getenv('@@variable@@')"],
  },
  curl: {
    language: 'curl',
    variant: 'cURL',
    key: [`-H 'X-Api-Key: ${key}'`, '-H @-'],
    // In curl's arguments it could be read by every program of the computer; printf is part of the shell.
    repairs: [[/^/, `printf 'X-Api-Key: %s\\n' "$@@variable@@" |\n`]],
  },
  restMethod: {
    language: 'powershell',
    variant: 'RestMethod',
    key: [`"${key}"`, '$env:@@variable@@'],
  },
  http: {
    language: 'http',
    variant: 'HTTP',
    key: [key, '{{$processEnv @@variable@@}}'],
    repairs: [
      ['/path', '@@url@@'],
      [/Host: .*\n/, ''],
      [/Content-Length: .*\n/, ''],
      [/^/, '# The variable is one of the environment that the editor was started in.\n'],
    ],
  },
};

/** A JSON object with one well-known name in it, as the languages write it, with its quotes where it is a string. */
const bodyLiteral = /(?:@"\n|["'`])?\{(?:\\n|\s)*[\\`]*"@@body@@[\\`]*":\s*1(?:\\n|\s)*\}(?:\n"@|["'`])?/;

/** Runs the generators. Throws when one writes what nobody here expects. */
export function generate(): Templates {
  const generators = require(name) as Generators;
  const { version } = require(`${name}/package.json`) as { version: string };
  const kinds = methods.flatMap((method): Kind[] =>
    method === 'GET' ? [method] : [method, `${method} with body`],
  );
  const templates = Object.fromEntries(
    Object.entries(recipes).map(([id, recipe]) => [
      id,
      Object.fromEntries(kinds.map((kind) => [kind, template(generators, recipe, kind)])),
    ]),
  ) as Templates['templates'];
  return { generator: `${name}@${version}`, templates };
}

function template(generators: Generators, recipe: Recipe, kind: Kind): string {
  let code = '';
  // A redirect would take the key to another host.
  const options = { indentType: 'Tab', indentCount: 1, followRedirect: false, trimRequestBody: true };
  generators.convert(
    recipe.language,
    recipe.variant,
    requestOf(kind),
    { ...options, ES6_enabled: true, longFormat: false, ...recipe.options },
    (error, written) => {
      if (error) throw error;
      code = written;
    },
  );
  const pairs: (readonly [string | RegExp, string])[] = [recipe.key, ...(recipe.repairs ?? [])];
  if (code.includes(address)) pairs.push([address, '@@url@@']);
  if (kind.endsWith('body')) pairs.push([bodyLiteral, '@@body@@']);
  const whole = pairs.reduce((text, [what, by]) => replaced(text, what, by), code);
  for (const rest of [key, 'host.invalid', '"@@body@@'])
    if (whole.includes(rest)) throw new Error(`${recipe.variant} ${kind}: ${rest} is left in\n${whole}`);
  return whole
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

function replaced(text: string, what: string | RegExp, by: string): string {
  if (typeof what === 'string' && !text.includes(what)) throw new Error(`${what} is not in\n${text}`);
  return typeof what === 'string' ? text.replace(what, () => by) : text.replace(what, by);
}

function requestOf(kind: Kind): unknown {
  // The generators' own copy: they look at what it is an instance of.
  const { Request } = createRequire(require.resolve(name))('postman-collection') as CollectionLibrary;
  const hasBody = kind.endsWith('body');
  return new Request({
    url: address,
    method: kind.split(' ')[0],
    header: [
      { key: 'X-Api-Key', value: key },
      ...(hasBody ? [{ key: 'Content-Type', value: 'application/json' }] : []),
    ],
    ...(hasBody && {
      body: { mode: 'raw', raw: '{"@@body@@":1}', options: { raw: { language: 'json' } } },
    }),
  });
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '..', 'src', 'inject', 'code', 'templates.json');
  await writeFile(file, `${JSON.stringify(generate(), undefined, 2)}\n`);
}
