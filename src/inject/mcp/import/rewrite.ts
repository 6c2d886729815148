import { isRecord } from '../../../host/isRecord.ts';
import { KnownProblem } from '../../../host/knownProblem.ts';
import type { ApiKey } from '../../../postman/credential.ts';
import type { McpFile } from './findings.ts';
import { pathOf, tokensOf, valueOf, type Token } from './jsonc.ts';
import { keysIn } from './keysIn.ts';
import { numbered } from './names.ts';
import type { Reference } from './places.ts';

export interface Rewritten {
  readonly text: string;
  /** What stands in the place of each key now, in their order; empty for one that was only in comments or the defaults of inputs. */
  readonly references: readonly string[];
}

/** What stands in the place of a key where an editor knows no reference. */
export const placeholder = '(in Keyring for Postman)';

/**
 * The text of a file without these keys, and with references in their place: also in comments and wherever else they
 * stand. All other characters stay as they are.
 * @param names of the variables from which an editor gets the keys, by fingerprint
 * @throws KnownProblem where the file is no JSON, and the edit could make it worse
 */
export function rewrite(
  { path, reference, text }: McpFile,
  keys: readonly ApiKey[],
  names: ReadonlyMap<string, string>,
): Rewritten {
  const tokens = tokensOf(text);
  const root = valueOf(tokens);
  // One that is written with escapes would stay, and the preview could not mask it.
  const isEscaped = keysIn(text).some(({ secret }) => !text.includes(secret.reveal()));
  if (!isRecord(root) || isEscaped) throw brokenFile(path);
  if (reference !== 'input') {
    const references = keys.map(({ fingerprint }) => referenceOf(reference, names.get(fingerprint) ?? ''));
    return checked(path, replaced(text, keys, references), keys, references);
  }
  const asking = keys.filter(({ secret }) =>
    tokens.some((token) => token.text.includes(secret.reveal()) && !isInInputs(token)),
  );
  const ids = freeIds(root['inputs'] ?? [], asking.length);
  if (!ids || inputsOf(tokens).length > 1) throw brokenFile(path);
  const references = keys.map((key) => {
    const index = asking.indexOf(key);
    return index === -1 ? '' : `\${input:${ids[index]}}`;
  });
  const withInputs = insertInputs(withoutDefaults(text, keys), ids);
  return checked(path, replaced(withInputs, keys, references), keys, references);
}

/** An input that had a key for its default has none: a reference there would be shown as it stands. */
function withoutDefaults(text: string, keys: readonly ApiKey[]): string {
  const none = keys.map(() => '');
  return tokensOf(text)
    .filter((token) => /pmak/i.test(token.text) && isInInputs(token))
    .reduceRight(
      (rest, { at, end, text: word }) => rest.slice(0, at) + replaced(word, keys, none) + rest.slice(end),
      text,
    );
}

function isInInputs(token: Token): boolean {
  return pathOf(token)[0] === 'inputs';
}

/** Where the values of the properties that are named so begin: a second one would be the only one that counts. */
function inputsOf(tokens: readonly Token[]): Token[] {
  return tokens.filter(
    (token, index) =>
      tokens[index - 1]?.text === ':' && token.way?.outer === undefined && token.way?.name === 'inputs',
  );
}

function referenceOf(reference: Exclude<Reference, 'input'>, name: string): string {
  return { env: `\${env:${name}}`, shell: `\${${name}}`, none: placeholder }[reference];
}

function replaced(text: string, keys: readonly ApiKey[], references: readonly string[]): string {
  return keys.reduce(
    // A function: in a string `$` would have a meaning of its own.
    (rest, { secret }, index) => rest.replaceAll(secret.reveal(), () => references[index] ?? ''),
    text,
  );
}

/** Ids that no input has yet; `undefined` where the inputs are no list. */
function freeIds(inputs: unknown, count: number): string[] | undefined {
  if (!Array.isArray(inputs)) return undefined;
  const taken = new Set(inputs.map((input: unknown) => (isRecord(input) ? input['id'] : undefined)));
  const ids: string[] = [];
  for (let index = 0; ids.length < count; index += 1) {
    const id = numbered('postman-api-key', '-', index);
    if (!taken.has(id)) ids.push(id);
  }
  return ids;
}

/** Puts inputs at the head of the list of inputs, or such a list at the head of the file. */
function insertInputs(text: string, ids: readonly string[]): string {
  if (ids.length === 0) return text;
  const tokens = tokensOf(text);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const entries = ids.map(
    (id) =>
      `${eol}${indent}${indent}{ "type": "promptString", "id": "${id}", ` +
      '"description": "Postman API key", "password": true }',
  );
  const [list] = inputsOf(tokens);
  const [before, open, isEmpty] = list
    ? ['', list, tokens[tokens.indexOf(list) + 1]?.text === ']']
    : [`${eol}${indent}"inputs": [`, tokens[0], tokens[1]?.text === '}'];
  const after = !list ? `${eol}${indent}]${isEmpty ? eol : ','}` : isEmpty ? `${eol}${indent}` : ',';
  const begin = open?.end ?? 0;
  // A comment on the same line belongs to what was there.
  const at = begin + (/^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(text.slice(begin))?.[0].length ?? 0);
  return text.slice(0, at) + before + entries.join(',') + after + text.slice(at);
}

/** The edit is made in the text, so that comments stay; what it made is read again. */
function checked(
  path: string,
  text: string,
  keys: readonly ApiKey[],
  references: readonly string[],
): Rewritten {
  const isLeft = keysIn(text).some((left) =>
    keys.some(({ fingerprint }) => fingerprint === left.fingerprint),
  );
  if (isLeft || !isRecord(valueOf(tokensOf(text)))) throw brokenFile(path);
  return { text, references };
}

function brokenFile(path: string): KnownProblem {
  return new KnownProblem(
    `${path} is in no form that can be changed safely, and was left as it is. The key is in the keyring; take it out of the file by hand.`,
  );
}
