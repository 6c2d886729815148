import assert from 'node:assert/strict';
import fc from 'fast-check';
import { secretsIn } from '../../../src/accessKeys/secretsIn.ts';
import { questionOf } from '../../../src/accessKeys/secretsWarning.ts';
import { startSandbox } from '../../../src/sandbox/server/start.ts';
import { someKey } from '../keyring/keys.ts';

const apiKey = someKey().secret.reveal();

/** Place and kind of what is found, a line each. */
function linesOf(collection: object): string[] {
  return secretsIn({ collection: { info: { name: 'Payments' }, ...collection } }).map(
    ({ place, what }) => `${place}: ${what}`,
  );
}

function request(of: object): object {
  return { item: [{ name: 'Refunds', item: [{ name: 'Create', request: of }] }] };
}

describe('secrets in a collection', () => {
  const cases: [string, object, string[]][] = [
    [
      'variables of type secret that have a value',
      {
        variable: [
          { key: 'pin', value: '0815', type: 'secret' },
          { key: 'empty', value: '', type: 'secret' },
          { key: 'vault', secret: true, source: { provider: 'postman' } },
        ],
      },
      ['variable pin: a value of type secret'],
    ],
    [
      'a literal bearer token, and none that is a variable',
      {
        auth: { type: 'bearer', bearer: [{ key: 'token', value: 'abcdef0123', type: 'string' }] },
        item: [
          {
            name: 'A',
            request: { auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] } },
          },
        ],
      },
      ['authorization token: a token'],
    ],
    [
      'basic and API key authorizations, by the path of the request',
      {
        item: [
          {
            name: 'Refunds',
            item: [
              {
                name: 'Basic',
                request: {
                  auth: {
                    type: 'basic',
                    basic: [
                      { key: 'username', value: 'taylor' },
                      { key: 'password', value: 'hunter2' },
                    ],
                  },
                },
              },
              {
                name: 'Key',
                request: {
                  auth: {
                    type: 'apikey',
                    apikey: [
                      { key: 'key', value: 'X-Api-Key' },
                      { key: 'value', value: 'opensesame' },
                    ],
                  },
                },
              },
            ],
          },
        ],
      },
      [
        'Refunds › Basic, authorization password: a password',
        'Refunds › Key, authorization value: an API key',
      ],
    ],
    [
      "an authorization in Postman's older format",
      { auth: { type: 'bearer', bearer: { token: 'abcdef0123' } } },
      ['authorization token: a token'],
    ],
    [
      'headers, switched off or not, and in the older format',
      request({
        header: [
          { key: 'Authorization', value: 'Bearer abc123xyz', disabled: true },
          { key: 'X-Api-Key', value: '{{key}}' },
          { key: 'Accept', value: 'application/json' },
        ],
      }),
      ['Refunds › Create, header Authorization: a value that is written out'],
    ],
    [
      'headers in the older format',
      request({ header: 'Accept: text/html\nAuthorization: Basic dXNlcjpwYXNzd29yZA==\n' }),
      [
        'Refunds › Create, header Authorization: a name and password',
        'Refunds › Create, header: a name and password',
      ],
    ],
    [
      'fields of an address, once',
      request({
        url: {
          raw: 'https://x.example/?api_key=0123456789',
          query: [{ key: 'api_key', value: '0123456789' }],
        },
      }),
      ['Refunds › Create, address api_key: a value that is written out'],
    ],
    [
      'fields of a body',
      request({ body: { mode: 'raw', raw: '{"user": "t", "password": "hunter2", "token": "{{token}}"}' } }),
      ['Refunds › Create, body password: a value that is written out'],
    ],
    [
      'keys in scripts, examples, descriptions',
      {
        info: { name: 'Payments', description: `use ${apiKey}` },
        event: [{ listen: 'test', script: { exec: ['// nothing', `const key = '${apiKey}';`] } }],
        item: [
          {
            name: 'A',
            request: 'https://x.example',
            response: [{ body: '-----BEGIN RSA PRIVATE KEY-----\n' }],
          },
        ],
      },
      ['description: a Postman API key', 'script: a Postman API key', 'A, example: a private key'],
    ],
    [
      'nothing in placeholders',
      {
        variable: [
          { key: 'token', value: '<your token>' },
          { key: 'password', value: '********' },
          { key: 'apiKey', value: 'your-key-here' },
          { key: 'secret', value: '{{vault:secret}}' },
          { key: 'authToken', value: 'https://auth.example/token' },
          { key: 'constructor', value: 'whatever' },
        ],
      },
      [],
    ],
  ];
  for (const [what, collection, lines] of cases)
    it(`are ${what}`, () => assert.deepEqual(linesOf(collection), lines));

  it('are told without their value', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const found = secretsIn({ item: [{ name: token, request: { url: `https://x.example/${token}` } }] });
    assert.ok(found.length > 0);
    const { message, detail } = questionOf('Payments', found);
    assert.doesNotMatch(JSON.stringify([found, message, detail]), new RegExp(token));
  });

  it('are looked for in any JSON, without an end to the stack', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => Array.isArray(secretsIn(json))));
    const deep: unknown = JSON.parse(`${'{"item":['.repeat(20_000)}${']}'.repeat(20_000)}`);
    assert.deepEqual(secretsIn(deep), []);
  });

  it('are looked for in little time, also where much looks like the beginning of one', () => {
    // Mocha's time limit is the end of what is slow.
    for (const part of ['-eyJa', '?a', '&a', ':// a', 'bearer ', '-----BEGIN A '])
      secretsIn({ item: [{ name: 'List', request: { url: part.repeat(1_000_000 / part.length) } }] });
  });

  it('are not in what the sandbox has from the start', async () => {
    const sandbox = await startSandbox({ seed: 'small' });
    try {
      const headers = { 'X-Api-Key': sandbox.issueKey().key };
      const { collections } = (await (await fetch(`${sandbox.url}/collections`, { headers })).json()) as {
        collections: { uid: string }[];
      };
      for (const { uid } of collections) {
        const json: unknown = await (await fetch(`${sandbox.url}/collections/${uid}`, { headers })).json();
        assert.deepEqual(secretsIn(json), []);
      }
    } finally {
      await sandbox.close();
    }
  });

  it('are listed a line each, and counted where there are many', () => {
    const found = Array.from({ length: 15 }, (_, index) => ({ place: `Request ${index}`, what: 'a token' }));
    const { message, detail } = questionOf('Payments', found);
    assert.equal(message, '“Payments” seems to hold secrets.');
    assert.match(detail, /• Request 11: a token\nand 3 more\n/);
  });
});
