import assert from 'node:assert/strict';

import fc from 'fast-check';

import { findingsIn, type McpFile } from '../../../../src/inject/mcp/import/findings.ts';
import { pathOf, tokensOf, valueOf } from '../../../../src/inject/mcp/import/jsonc.ts';
import { keysIn } from '../../../../src/inject/mcp/import/keysIn.ts';
import type { Reference } from '../../../../src/inject/mcp/import/places.ts';
import { rewrite } from '../../../../src/inject/mcp/import/rewrite.ts';
import { maskCredentials } from '../../../../src/postman/credential.ts';
import { keyOf } from './keys.ts';

const [one, two] = [keyOf('a'), keyOf('b')];
const [first, second] = [one.secret.reveal(), two.secret.reveal()];

const names = new Map([
  [one.fingerprint, 'POSTMAN_API_KEY'],
  [two.fingerprint, 'POSTMAN_API_KEY_2'],
]);

function fileOf(text: string, reference: Reference = 'input'): McpFile {
  return { path: '/mcp.json', real: '/mcp.json', editor: 'VS Code', reference, text };
}

describe('Taking keys out of MCP files', () => {
  it('leaves a reference and an input that hides what is typed; comments and layout stay', () => {
    const text = `// our servers, was ${first} once
{
\t"servers": {
\t\t"postman": { "env": { "POSTMAN_API_KEY": "${first}", }, /* "x" */ },
\t\t"other": { "headers": { "Authorization": "Bearer ${second}" } },
\t}
}
`;
    const entry = (id: string): string =>
      `\t\t{ "type": "promptString", "id": "${id}", "description": "Postman API key", "password": true }`;
    assert.equal(
      rewrite(fileOf(text), [one, two], names).text,
      `// our servers, was \${input:postman-api-key} once
{
\t"inputs": [
${entry('postman-api-key')},
${entry('postman-api-key-2')}
\t],
\t"servers": {
\t\t"postman": { "env": { "POSTMAN_API_KEY": "\${input:postman-api-key}", }, /* "x" */ },
\t\t"other": { "headers": { "Authorization": "Bearer \${input:postman-api-key-2}" } },
\t}
}
`,
    );
  });

  it('adds to the inputs that are there, under an id that none of them has', () => {
    const inputs = `[ { "id": "postman-api-key", "type": "promptString", "default": "${first}" } ]`;
    const { references, text } = rewrite(
      fileOf(`{ "inputs": ${inputs}, "servers": { "p": ["${first}"] } }`),
      [one],
      names,
    );
    assert.deepEqual(references, ['${input:postman-api-key-2}']);
    const value = valueOf(tokensOf(text)) as { inputs: { id: string; default?: string }[]; servers: unknown };
    assert.deepEqual(
      value.inputs.map(({ id, default: text }) => [id, text]),
      [
        ['postman-api-key-2', undefined],
        ['postman-api-key', ''],
      ],
    );
    assert.deepEqual(value.servers, { p: ['${input:postman-api-key-2}'] });
  });

  it('adds no input for a key that was only the default of one', () => {
    const of = (value: string): string =>
      `{"inputs":[{"id":"mine","default":"${value}"}],"servers":{"p":["\${input:mine}"]}}`;
    assert.deepEqual(rewrite(fileOf(of(first)), [one], names), { text: of(''), references: [''] });
    assert.deepEqual(rewrite(fileOf(`{} // ${first}`), [one], names), { text: '{} // ', references: [''] });
  });

  it('leaves each editor the reference that it knows, and the rest of the text alone', () => {
    const text = `\uFEFF{"mcpServers":{"p":{"env":{"K":"${first}"},"args":["--key=${second}","${first}"]}}}\r\n`;
    const of = (reference: Reference): string => rewrite(fileOf(text, reference), [one, two], names).text;
    const expected = (a: string, b: string): string =>
      text.replaceAll(first, () => a).replaceAll(second, () => b);
    assert.equal(of('env'), expected('${env:POSTMAN_API_KEY}', '${env:POSTMAN_API_KEY_2}'));
    assert.equal(of('shell'), expected('${POSTMAN_API_KEY}', '${POSTMAN_API_KEY_2}'));
    assert.equal(maskCredentials(of('none')), of('none'));
  });

  it('takes out only the keys that were chosen', () => {
    const { text } = rewrite(fileOf(`{"mcpServers":{"p":["${first}","${second}"]}}`, 'env'), [two], names);
    assert.equal(text, `{"mcpServers":{"p":["${first}","\${env:POSTMAN_API_KEY_2}"]}}`);
  });

  it('does not touch what is no JSON, or what it would make worse', () => {
    for (const text of [
      '',
      '[]',
      '{',
      `{"inputs": {}, "k": "${first}"}`,
      // The second one counts, and nothing goes into it.
      `{"inputs": [], "k": "${first}", "inputs": []}`,
      `{"k": "${first}", "l": "${second.replace('-', '\\u002d')}"}`,
      `{"k": "${first}" "l": 1}`,
      '['.repeat(1e6),
    ])
      assert.throws(() => rewrite(fileOf(text), [one], names), /changed safely/);
  });

  it('says whose server a key is for, of whichever shape the file is', () => {
    const eu = `{ "args": ["-y", "@postman/postman-mcp-server", "--region", "eu"], "env": { "K": "${second}" } }`;
    const text = `{ "projects": { "/home/maya": { "mcpServers": { "a": [0, { "k": "${first}" }], "b": ${eu} } } } }`;
    const found = (of: string): unknown[] =>
      findingsIn(fileOf(of)).map(({ key, server, isOfEu }) => [key.fingerprint, server, isOfEu]);
    assert.deepEqual(found(text), [
      [one.fingerprint, 'a', false],
      [two.fingerprint, 'b', true],
    ]);
    const escaped = `--api-key\\u003d${first.replace('-', '\\u002d')}`;
    assert.deepEqual(found(`{ "mcpServers": { "a": ["${escaped}"] } }`), [[one.fingerprint, 'a', false]]);
    assert.deepEqual(found(`// ${first}\n{ "history": ["${first}", "${first}"] }`), [
      [one.fingerprint, undefined, false],
    ]);
  });

  it('knows a key of which escapes are a part, once', () => {
    for (const escaped of [first.replaceAll('-', '\\u002D'), `\\u0050${first.slice(1)}`])
      assert.deepEqual(
        keysIn(`{"a":"${escaped}","b":"${second}","c":"--key\\u003d${escaped}"}`).map(({ id }) => id),
        [two.id, one.id],
      );
    const inner = `{"k":"${first}"}`.replaceAll('-', '\\u002d');
    assert.deepEqual(
      keysIn(JSON.stringify({ history: JSON.stringify({ inner }) })).map(({ id }) => id),
      [one.id],
    );
  });

  it('reads any JSON as JSON does, and knows the way to each string', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2, '\t'), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        const tokens = tokensOf(text);
        assert.deepEqual(valueOf(tokens), JSON.parse(text));
        for (const { at, end, text: word, way } of tokens) {
          const path = pathOf({ way });
          assert.equal(text.slice(at, end), word);
          if (path.at(-1) !== '' && word.startsWith('"'))
            assert.equal(leaf(JSON.parse(text), path), JSON.parse(word));
        }
      }),
    );
  });

  it('ends with any text whatever, at once', function () {
    // Whoever looks back from each character takes minutes.
    this.timeout(30_000);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '/', '*', '\\', '\n', 'a') }),
        (text) => {
          valueOf(tokensOf(text));
        },
      ),
    );
    for (const text of [
      '/*'.repeat(200_000),
      '"\\'.repeat(200_000),
      '{"a":'.repeat(100_000),
      ','.repeat(400_000),
      // What an expression for a whole string has no stack for.
      `{"a":"${'a'.repeat(8_000_000)}"}`,
      `{"a":"${'\\n'.repeat(4_000_000)}"}`,
    ])
      valueOf(tokensOf(text));
    assert.ok(tokensOf(','.repeat(3_000_000)).length <= 1_000_000);
  });

  it('takes no memory for each level of each value', () => {
    const before = process.memoryUsage().heapUsed;
    const tokens = tokensOf('['.repeat(99) + '1,'.repeat(499_000));
    assert.ok(tokens.length > 990_000);
    assert.ok(process.memoryUsage().heapUsed - before < 400_000_000);
  });
});

function leaf(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], value);
}
