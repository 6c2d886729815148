import assert from 'node:assert/strict';
import type { ClientId } from '../../../../src/inject/code/clients.ts';
import { codeOf } from '../../../../src/inject/code/code.ts';
import type { Operation } from '../../../../src/inject/code/operations.ts';
import { faultOf, isInString, parse } from './grammars.ts';

interface Case {
  readonly client: ClientId;
  readonly grammar: string;
  readonly languageId?: string;
  /** How the variable is read. */
  readonly read: string;
  /** A file that has its frame already, with a place for the code. */
  readonly file?: readonly [string, string];
}

const cases: readonly Case[] = [
  { client: 'fetch', grammar: 'javascript', read: 'process.env.MY_KEY' },
  { client: 'fetch', grammar: 'typescript', languageId: 'typescript', read: 'process.env.MY_KEY' },
  { client: 'axios', grammar: 'javascript', read: 'process.env.MY_KEY' },
  { client: 'requests', grammar: 'python', read: 'os.environ["MY_KEY"]' },
  {
    client: 'go',
    grammar: 'go',
    read: 'os.Getenv("MY_KEY")',
    file: ['package main\n\nfunc ask() {\n', '\n}\n'],
  },
  {
    client: 'okHttp',
    grammar: 'java',
    read: 'System.getenv("MY_KEY")',
    file: ['class Asking {\n  void ask() throws Exception {\n', '\n  }\n}\n'],
  },
  { client: 'httpClient', grammar: 'c-sharp', read: 'Environment.GetEnvironmentVariable("MY_KEY")' },
  { client: 'netHttp', grammar: 'ruby', read: 'ENV.fetch("MY_KEY")' },
  { client: 'phpCurl', grammar: 'php', read: "getenv('MY_KEY')", file: ['<p><?php\n', '\n?></p>\n'] },
  { client: 'curl', grammar: 'bash', read: '$MY_KEY' },
  { client: 'restMethod', grammar: 'powershell', read: '$env:MY_KEY' },
];

const body = {
  "it's": 'a "quoted" `word`, ${this} and #{that} and $other \\ ’ <?php ?>\n"@\n',
  list: [1, -2.5e3, true, false, null, {}, []],
};
const operations: readonly Operation[] = [
  { method: 'GET', path: '/me' },
  { method: 'DELETE', path: '/collections/collection-uid' },
  { method: 'POST', path: "/collections?workspace=it's$(x)`y`%22" },
  { method: 'PATCH', path: '/collections/1', body },
];

describe('the code that Insert Request Helper writes', () => {
  for (const { client, grammar, languageId = grammar, read, file: [begin, end] = ['', ''] } of cases)
    it(`is code of ${languageId} with ${client}, which reads the variable and has no key`, async function () {
      this.timeout(10_000);
      for (const operation of operations)
        for (const [before, after] of [
          ['', ''],
          [begin, end],
        ] as const) {
          const call = { operation, api: 'https://api.postman.com', variableName: 'MY_KEY' };
          const code = codeOf(client, call, { languageId, text: before + after, before });
          const whole = before + code + after;
          const root = await parse(grammar, whole);
          assert.equal(faultOf(root), undefined, whole);
          assert.ok(whole.includes(read) && !isInString(root, whole.indexOf(read)), whole);
          assert.doesNotMatch(whole, /@@|host\.invalid|PMAK/);
          assert.match(whole, /https:\/\/api\.postman\.com\/(me|collections)/);
        }
    });
});
