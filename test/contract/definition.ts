import { parse } from 'yaml';
import { at, createCheck, put, resolved } from './schemas.ts';
import type { Check, Json } from './schemas.ts';
import { slips, statusesOfAll } from './slips.ts';

/** What went over the wire, without the values of its headers. */
export interface Exchange {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: string;
  readonly status: number;
  /** Content type of the answer, without its parameters. */
  readonly type: string;
  readonly answer: string;
}

export interface Operation {
  /** Such as `GET /users/{userId}`. */
  readonly name: string;
  readonly statuses: readonly number[];
}

/** Postman's API definition, to hold real requests and answers against. */
export interface Definition {
  readonly operations: readonly Operation[];
  /** Slips that the definition does not have, or no longer. */
  readonly needlessSlips: readonly string[];
  readonly operationOf: (exchange: Pick<Exchange, 'method' | 'path'>) => Operation | undefined;
  /** What the definition does not say of a request: its path, method, parameters, key and body. */
  readonly requestProblems: (exchange: Exchange) => string[];
  /** What it does not say of the answer: its status, type and body. */
  readonly answerProblems: (exchange: Exchange) => string[];
}

interface Known extends Operation {
  readonly method: string;
  readonly template: RegExp;
  readonly operation: Json;
  readonly parameters: readonly Json[];
}

export function readDefinition(text: string): Definition {
  const document = parse(text) as Json;
  const needlessSlips = slips.filter((slip) => at(document, slip.at) !== undefined).map((slip) => slip.at);
  for (const slip of slips) put(document, slip.at, slip.is);
  const known = operationsIn(document);
  const check = createCheck(document);
  const find = ({ method, path }: Pick<Exchange, 'method' | 'path'>): Known | undefined =>
    known.find((one) => one.method === method && one.template.test(path.split('?')[0] ?? ''));
  const withOperation =
    (problems: (operation: Known, exchange: Exchange) => string[]) =>
    (exchange: Exchange): string[] => {
      const operation = find(exchange);
      return operation === undefined
        ? [`${exchange.method} ${exchange.path} is not in the definition`]
        : problems(operation, exchange).map((problem) => `${operation.name}: ${problem}`);
    };
  return {
    operations: known,
    needlessSlips,
    operationOf: find,
    requestProblems: withOperation((operation, exchange) => [
      ...parameterProblems(check, operation, exchange),
      ...keyProblems(document, operation, exchange),
      ...bodyProblems(document, check, operation, exchange),
    ]),
    answerProblems: withOperation((operation, exchange) =>
      answerProblems(document, check, operation, exchange),
    ),
  };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

function operationsIn(document: Json): Known[] {
  return Object.entries(document['paths'] as Json).flatMap(([path, item]) =>
    Object.entries(item as Json)
      .filter(([method]) => methods.includes(method))
      .map(([method, value]) => {
        const operation = value as Json;
        const own = [(item as Json)['parameters'], operation['parameters']].flatMap((list) => list ?? []);
        return {
          name: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          template: new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
          statuses: Object.keys(operation['responses'] as Json).map(Number),
          operation,
          parameters: own.map((parameter) => resolved(document, parameter)),
        };
      }),
  );
}

function parameterProblems(check: Check, { template, parameters }: Known, { path }: Exchange): string[] {
  const url = new URL(path, 'http://localhost');
  const inPath = Object.entries(template.exec(path.split('?')[0] ?? '')?.groups ?? {});
  const given = [
    ...inPath.map(([name, value]) => ({ name, in: 'path', value: decodeURIComponent(value) })),
    ...[...url.searchParams].map(([name, value]) => ({ name, in: 'query', value })),
  ];
  const missing = parameters.filter(
    (one) => one['required'] === true && !given.some(({ name }) => name === one['name']),
  );
  return [
    ...missing.map((one) => `the parameter ${String(one['name'])} is missing`),
    ...given.flatMap(({ name, in: place, value }) => {
      const parameter = parameters.find((one) => one['name'] === name && one['in'] === place);
      if (parameter === undefined) return [`there is no parameter ${name} in the ${place}`];
      // The value may be a key: only its place is said.
      return check(parameter['schema'], value, true).map((problem) => `parameter ${name}: ${problem}`);
    }),
  ];
}

function keyProblems(document: Json, { operation }: Known, { path, headers }: Exchange): string[] {
  const ways = (operation['security'] ?? document['security'] ?? []) as Json[];
  const isOptional = ways.some((way) => Object.keys(way).length === 0);
  const hasAccessKey = new URL(path, 'http://localhost').searchParams.has('access_key');
  const hasKey = headers.includes('x-api-key');
  if (hasKey && hasAccessKey) return ['an API key beside an access key'];
  return hasKey || (isOptional && hasAccessKey) ? [] : ['no key'];
}

function bodyProblems(
  document: Json,
  check: Check,
  { operation }: Known,
  { body, headers }: Exchange,
): string[] {
  if (body === '') return [];
  const documented = resolved(document, operation['requestBody'])['content'];
  const schema = at(documented, '/application~1json/schema');
  if (schema === undefined) return ['a body'];
  if (!headers.includes('content-type')) return ['a body of no type'];
  return check(schema, JSON.parse(body)).map((problem) => `body: ${problem}`);
}

function answerProblems(
  document: Json,
  check: Check,
  { operation }: Known,
  { status, type, answer }: Exchange,
): string[] {
  const documented = (operation['responses'] as Json)[status] ?? statusesOfAll[status];
  if (documented === undefined) return [`the status ${status}`];
  const content = resolved(document, documented)['content'];
  if (content === undefined) return answer === '' ? [] : [`${status}: a body`];
  // Postman writes the type of errors now in one way, now in the other; that of other answers is always the same.
  const media = Object.entries(content as Json);
  const found = media.find(([name]) => name === type) ?? (status < 400 ? undefined : media[0]);
  if (found === undefined || !/^application\/(problem\+)?json$/.test(type)) return [`${status}: ${type}`];
  const schema = (found[1] as Json)['schema'];
  return check(schema, JSON.parse(answer)).map((problem) => `${status}: ${problem}`);
}
