import assert from 'node:assert/strict';
import type { Prompts } from '../../../../src/host/prompts.ts';
import { environmentValue, typedValue } from '../../../../src/inject/code/apiKeyHeader.ts';
import { chooseOperation } from '../../../../src/inject/code/chooseOperation.ts';
import { languageOf } from '../../../../src/inject/code/clients.ts';
import { codeOf, plainAddress } from '../../../../src/inject/code/code.ts';
import { typedOperation } from '../../../../src/inject/code/operations.ts';
import { someKey } from '../../keyring/keys.ts';

describe('the rules of Insert Request Helper', () => {
  it('knows a language by the editor’s id, and an HTTP file by its name too', () => {
    assert.equal(languageOf('typescriptreact', 'a.tsx')?.label, 'TypeScript');
    assert.equal(languageOf('plaintext', 'requests.HTTP')?.label, 'HTTP file');
    assert.equal(languageOf('plaintext', 'notes.txt'), undefined);
  });

  it('reads what is typed as a method and a path', () => {
    assert.deepEqual(typedOperation(' delete  /mocks/1 '), { method: 'DELETE', path: '/mocks/1' });
    for (const text of ['', '/me', 'GET', 'HEAD /me', 'GET /a b'])
      assert.equal(typedOperation(text), undefined, text);
  });

  it('takes no key in what is typed, however JSON writes it, nor a masked one', async () => {
    const typed = ['POST /x', '{}'];
    const rules: ((text: string) => unknown)[] = [];
    const prompts = {
      pick: async () => Promise.resolve(undefined),
      input: async ({ validateInput }: { validateInput: (text: string) => unknown }) => {
        rules.push(validateInput);
        return Promise.resolve(typed.shift());
      },
    } as unknown as Pick<Prompts, 'input' | 'pick'>;
    await chooseOperation(prompts, 'Insert');
    const key = someKey().secret.reveal();
    for (const text of [key, key.replace('P', String.raw`\u0050`), 'PMAK-[secret]'])
      assert.match(String(rules[1]!(`["${text}"]`)), /^Type no key/, text);
    assert.match(String(rules[0]!(`POST /${key}`)), /key/);
    for (const text of ['', '{"a": 1}']) assert.equal(rules[1]!(text), undefined, text);
    assert.match(String(rules[1]!('{a}')), /no JSON/);
    assert.match(String(rules[1]!('[9007199254740993]')), /rounded/);
  });

  it('writes addresses that mean nothing but themselves in any language', () => {
    const address = plainAddress('https://api.eu.postman.com/a\'b$c`d?e={{f}}&g="h"|i^j');
    assert.match(address, /^https:\/\/api\.eu\.postman\.com\/[\w%?=&.-]+$/);
    assert.equal(decodeURIComponent(new URL(address).pathname), "/a'b$c`d");
    assert.equal(new URL(address).searchParams.get('e'), '{{f}}');
  });

  it('fills in nothing that stands in what is filled in', () => {
    const call = {
      operation: { method: 'POST', path: '/@@body@@', body: { a: '"@@url@@' } },
      api: 'https://api.postman.com',
      variableName: 'POSTMAN_API_KEY',
    } as const;
    const code = codeOf('fetch', call, { languageId: 'javascript', text: '', before: '' });
    assert.match(code, /fetch\("https:\/\/api\.postman\.com\/@@body@@"/);
    assert.match(code, /"a": "\\"@@url@@"/);
  });

  it('doubles backslashes for fish alone', () => {
    const call = {
      operation: { method: 'POST', path: '/x', body: ["\n'"] },
      api: 'https://api.postman.com',
      variableName: 'POSTMAN_API_KEY',
    } as const;
    const code = (languageId: string): string => codeOf('curl', call, { languageId, text: '', before: '' });
    assert.ok(code('fish').endsWith(String.raw`"\\n'\''"` + "\n]'"), code('fish'));
    assert.ok(code('shellscript').endsWith(String.raw`"\n'\''"` + "\n]'"));
  });

  it('imports axios as the file imports other things', () => {
    const call = {
      operation: { method: 'GET', path: '/me' },
      api: 'https://api.postman.com',
      variableName: 'POSTMAN_API_KEY',
    } as const;
    const code = (languageId: string, text: string): string =>
      codeOf('axios', call, { languageId, text, before: text });
    assert.match(code('javascript', ''), /^const axios = require\('axios'\)/);
    assert.match(code('javascript', 'import a from "a";\n'), /^import axios from 'axios'/);
    assert.match(code('typescript', ''), /^import axios from 'axios'/);
  });

  it('sets a request of an HTTP file apart from the others, by its whole address', () => {
    const code = (before: string, after = ''): string =>
      codeOf(
        'http',
        {
          operation: { method: 'PUT', path: '/mocks/1', body: { a: 1 } },
          api: 'https://api.eu.postman.com',
          variableName: 'MY_KEY',
        },
        { languageId: 'http', text: before + after, before },
      );
    const request = [
      '# The variable is one of the environment that the editor was started in.',
      'PUT https://api.eu.postman.com/mocks/1 HTTP/1.1',
      'X-Api-Key: {{$processEnv MY_KEY}}',
      'Content-Type: application/json',
      '',
      '{\n\t"a": 1\n}',
    ].join('\n');
    assert.equal(code(''), request);
    assert.equal(code('GET /\n\n### next\n'), request);
    assert.equal(code('GET /\n', 'GET /'), `###\n${request}\n\n###\n`);
  });

  it('completes the value of X-Api-Key and nothing else', () => {
    assert.deepEqual(typedValue('X-Api-Key:'), { typed: '', hasBlank: false });
    assert.deepEqual(typedValue('x-api-key: {{$proc'), { typed: '{{$proc', hasBlank: true });
    for (const line of ['X-Api-Key', 'Authorization: ', '# X-Api-Key: ', 'X-Api-Key: a b c'])
      assert.equal(typedValue(line), undefined, line);
    assert.equal(environmentValue('MY_KEY'), '{{$processEnv MY_KEY}}');
  });
});
