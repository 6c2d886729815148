import assert from 'node:assert/strict';
import {
  accessKeysOf,
  confirmationOf,
  otherKeyOf,
  requestOf,
  whyNothing,
} from '../../../../src/inject/languageModels/inputs.ts';
import { accessKeyForModel, keyForModel } from '../../../../src/inject/languageModels/listed.ts';
import { textForModel, unsecret } from '../../../../src/inject/languageModels/unsecret.ts';
import { us } from '../../../../src/postman/region.ts';
import { lifeOf } from '../../../../src/keyring/state.ts';
import { account, stored } from '../core/stored.ts';
import { someKey } from '../../keyring/keys.ts';

const key = someKey().secret.reveal();
const nested = (depth: number): unknown =>
  Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 0);

describe('tools for language models: what goes in', () => {
  it('is a request by the rules of the request runner', () => {
    assert.deepEqual(requestOf({ path: '/me', body: { left: 'out' } }), {
      request: { method: 'GET', path: '/me' },
      key: undefined,
    });
    assert.deepEqual(requestOf({ method: 'post', path: '/x', body: [1], key: 'work' }), {
      request: { method: 'POST', path: '/x', body: [1] },
      key: 'work',
    });
  });

  it('is refused in a sentence that repeats nothing of it', () => {
    for (const input of [
      undefined,
      'GET /me',
      { path: 7 },
      { path: 'me' },
      { path: '//evil.example/me' },
      { path: '/../me' },
      { path: `/x/${key}` },
      { path: '/collections/1?access_key=x' },
      { path: '/x', method: 'TRACE' },
      { path: '/x', method: 'POST', body: { value: key } },
      { path: '/x', method: 'POST', body: 'x'.repeat(20_001) },
      { path: '/x', method: 'POST', body: nested(100_000) },
      { path: '/me', key: 'x'.repeat(201) },
    ]) {
      const refused = requestOf(input);
      assert.ok('fault' in refused);
      assert.ok(refused.fault.endsWith('.') && !refused.fault.includes(key.slice(30)));
    }
    assert.ok('fault' in accessKeysOf({ collection: '../me' }));
    assert.deepEqual(accessKeysOf(undefined), { cursor: '' });
  });

  it('has nothing masked in it: that would take the place of what it stands for', () => {
    for (const part of ['[secret]', 'PMAK-[secret]', 'of %5bsecret%5D', String.raw`"\u005bsecret\u005D"`]) {
      const refused = requestOf({ method: 'PATCH', path: '/x', body: [{ value: [part] }] });
      assert.match(
        'fault' in refused ? refused.fault : '',
        /^“\[secret\]” stands for .* Leave that part out/,
        part,
      );
    }
    assert.ok('fault' in requestOf({ method: 'POST', path: '/x?name=%5Bsecret%5D' }));
    for (const text of [
      'Cookie:\n\t[secret]',
      '{"a": "[secret]"}',
      'PMAK-[Secret]',
      '%5Bsecret]',
      '[Secret%5d',
    ])
      assert.ok('fault' in requestOf({ method: 'POST', path: '/x', body: [text] }), text);
    for (const text of ['secret', 'settings[secret]', 'env[SECRET]', '[secret](https://x)', 'f()[secret]'])
      assert.ok('request' in requestOf({ method: 'POST', path: '/x', body: [text] }), text);
  });

  it('is asked about only where it can be sent', () => {
    assert.match(whyNothing(['languageModel'], true) ?? '', /switched off/);
    assert.match(whyNothing([], false) ?? '', /not trusted/);
    for (const disabled of [undefined, ['terminal']]) assert.equal(whyNothing(disabled, true), undefined);
  });

  it('is asked about with the key that is used, its owner and where it goes', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const asked = requestOf({ method, path: '/x?a=b', body: { n: '\u200b' } });
      assert.ok('request' in asked);
      const { title, line, body } = confirmationOf(asked.request, {
        stored: stored('a\nb', { account: account('Maya \u202eLindqvist') }),
        region: us,
      });
      assert.equal(title, `Send ${method} to Postman?`);
      assert.ok(
        line.startsWith(`${method} /x?a=b with “a b” of Maya Lindqvist at api.postman.com. It changes`),
        line,
      );
      assert.equal(body, '{\n  "n": "\\u200b"\n}');
    }
    const { line } = otherKeyOf('GET /me', { stored: stored('home'), region: us });
    assert.match(line, /^GET \/me with “home” of .* at api\.postman\.com\. It is not the active key/);
  });
});

describe('tools for language models: what comes out', () => {
  it('has no key, no secret variable and no password of an authorization in it', () => {
    const shown = unsecret({
      values: [
        { key: 'password', value: 'hunter2', type: 'secret' },
        { key: 'baseUrl', value: 'https://example.com', type: 'default' },
      ],
      auth: {
        type: 'bearer',
        bearer: [
          { key: 'token', value: 'hunter2' },
          { key: 'algorithm', value: 'HS256' },
        ],
      },
      item: [
        {
          request: {
            auth: {
              type: 'apikey',
              apikey: [
                { key: 'value', value: '{{secret}}' },
                { key: 'key', value: 'X-Key' },
              ],
            },
          },
        },
      ],
    });
    const text = JSON.stringify(shown);
    assert.ok(!text.includes('hunter2'));
    for (const kept of ['https://example.com', 'HS256', '{{secret}}', 'X-Key'])
      assert.ok(text.includes(kept), kept);
    assert.ok(!textForModel({ echo: key, shared: `PMAT-${'A'.repeat(26)}` }).includes(key.slice(5)));
  });

  const bearer = 'Bearer hunter2';
  const forms: Readonly<Record<string, object>> = {
    'attributes of the format 2.0': {
      auth: { type: 'bearer', bearer: { token: 'hunter2', kept: 'HS256', password: '{{reference}}' } },
    },
    'an API key of the format 2.0': {
      auth: { type: 'apikey', apikey: { key: 'kept: X-Key', value: 'hunter2', in: '{{reference}}' } },
    },
    'helpers of the format 1': {
      currentHelper: { id: 'kept', token: 'hunter2' },
      helperAttributes: { accessKey: 'hunter2', token: '{{reference}}' },
    },
    'rows of a helper': {
      helperAttributes: [
        { key: 'password', value: 'hunter2' },
        { key: 'username', value: 'kept' },
        { key: 'token', value: '{{reference}}' },
      ],
    },
    'all values of a secret variable': {
      values: [
        ...['value', 'initialValue', 'sessionValue', 'currentValue'].map((name) => ({
          key: 'kept',
          type: 'secret',
          [name]: 'hunter2',
        })),
        { key: 'a', secret: true, value: 'hunter2' },
        { key: 'b', type: 'secret', value: '{{reference}}' },
      ],
    },
    'rows of headers': {
      header: [
        ...['Authorization', 'x-api-key', 'Proxy-Authorization', 'Cookie'].map((key) => ({
          key,
          value: bearer,
        })),
        { key: 'Accept', value: 'kept' },
        { key: 'Authorization', value: 'Bearer {{reference}}' },
      ],
    },
    'headers as lines': {
      headers: `X-Api-Key: hunter2\nAccept: kept\r\nauthorization:${bearer}\nCookie: {{reference}}`,
    },
    'a saved answer and what was asked': {
      response: [
        {
          header: [{ name: 'Set-Cookie', key: 'Set-Cookie', value: 'a=hunter2' }],
          cookie: [{ name: 'sid', value: 'hunter2' }],
          originalRequest: { header: [{ key: 'Authorization', value: bearer }] },
          status: 'kept {{reference}}',
        },
      ],
    },
    'a header that goes on in the next line': {
      raw: `Authorization:\n  ${bearer}\nCookie: \r\n\tsid=hunter2\nX-Api-Key:\n 1.hunter2\nCookie:\n -hunter2:x\nkept: {{reference}}`,
    },
    'headers as pairs': {
      header: [
        ['Authorization', bearer],
        ['Accept', 'kept'],
        ['Cookie', '{{reference}}'],
      ],
    },
    'headers by name, with more than their values': {
      header: { Authorization: { value: bearer, type: 'kept' }, Cookie: { value: '{{reference}}' } },
      cookies: { session: 'hunter2', all: ['hunter2'], deep: { sid: 'hunter2' } },
    },
    'examples in a schema': {
      Authorization: { type: 'string', example: bearer, description: 'kept' },
      Cookie: { in: 'header', schema: { type: 'string', default: 'hunter2' } },
      'X-Api-Key': { type: 'apiKey', examples: { a: { value: 'hunter2', summary: '{{reference}}' } } },
    },
    'an authorization that is a text with JSON in it': {
      auth: JSON.stringify({ bearer: [{ key: 'token', value: 'hunter2' }] }),
      kept: '{{reference}}',
    },
    'names in other letters': {
      Auth: { bearer: { token: 'hunter2', kept: '{{reference}}' } },
      values: [{ key: 'a', type: 'SECRET', Value: 'hunter2' }],
    },
    'headers by name': { header: { Authorization: bearer, Accept: 'kept', Cookie: '{{reference}}' } },
    'parameters of a query': {
      query: [
        { key: 'access_key', value: 'hunter2' },
        { key: 'limit', value: 'kept' },
        { key: 'access_key', value: '{{reference}}' },
      ],
    },
    'a body that is a text with JSON in it': {
      raw: JSON.stringify({ auth: { bearer: { token: 'hunter2' } }, kept: '{{reference}}' }),
    },
    'a body that is a text': {
      raw: `curl -H 'Authorization: ${bearer}'\nkept\n{"x": {{n}}, "Cookie": "hunter2"}\nCookie: {{reference}}`,
    },
  };
  for (const [form, shape] of Object.entries(forms)) {
    it(`has no secret in it: ${form}`, () => {
      const text = textForModel({ body: shape });
      assert.ok(!text.includes('hunter2'), text);
      for (const left of ['kept', '{{reference}}']) assert.ok(text.includes(left), text);
    });
  }

  it('is a text as it came where nothing in it is secret', () => {
    const plain = {
      raw: '{ "token": "as the person wrote it" }',
      cookie: [],
      schema: { Authorization: { type: 'string', enum: ['a'] } },
      required: ['Authorization', 'Cookie'],
      securitySchemes: {
        Authorization: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: {
          type: 'oauth2',
          flows: { implicit: { tokenUrl: 'https://x/', scopes: { read: 'reads' } } },
        },
      },
      parameters: {
        'X-Api-Key': { $ref: '#/x', summary: 'a' },
        Cookie: { schema: { type: 'string', pattern: 'x' } },
        access_key: { in: 'query', style: 'form' },
        cookies: { type: 'object', properties: { sid: { type: 'string', pattern: 'a' } } },
      },
      security: [['cookie', 'authorization']],
      lines: ['- name: sid', '# all', '<<: *base', '"in": header', 'x.y: 1', '1. first', '* one'].map(
        (line) => `cookies:\n  ${line}`,
      ),
      yaml: 'headers:\n  Authorization:\n    $ref: x\n  Cookie:\n    description: y',
    };
    assert.deepEqual(unsecret(plain), plain);
  });

  it('is cut, and says so', () => {
    const text = textForModel({ long: 'x'.repeat(100_000) });
    assert.ok(text.length < 25_000);
    assert.match(text, /… \d+ characters more are left out: ask for less/);
    // Masked before it is cut: half a key would pass the mask.
    const half = textForModel('x'.repeat(24_000 - 40) + key);
    assert.ok(!half.includes(key.slice(0, 20)));
  });

  it('tells of keys what anyone may know', () => {
    const one = stored('work\u202e', {
      account: account('Maya Lindqvist', 'Northwind'),
      expiry: { kind: 'date', at: 0 },
    });
    const shown = keyForModel(one, lifeOf(one, 86_400_000, { thresholds: [], rotateAfterDays: 0 }), true);
    assert.deepEqual(shown, {
      name: 'work',
      isActive: true,
      account: 'Maya Lindqvist',
      email: 'maya.lindqvist@example.com',
      team: 'Northwind',
      region: 'us',
      state: 'expired',
      inWords: 'Expired yesterday',
      expiresAt: '1970-01-01T00:00:00.000Z',
    });
    assert.ok(!JSON.stringify(shown).includes(one.fingerprint));
    const listed = {
      id: 'i',
      masked: 'PMAT-**43BR',
      lastFour: '43BR',
      status: 'active' as const,
      userId: 7,
      teamId: undefined,
      collectionUid: '1-2',
      createdAt: NaN,
      lastUsedAt: undefined,
      expiresAt: 0,
      deletedAt: undefined,
    };
    assert.deepEqual(accessKeyForModel(listed), {
      id: 'i',
      ending: '43BR',
      status: 'active',
      collection: '1-2',
      createdBy: 7,
      createdAt: undefined,
      lastUsedAt: 'never',
      expiresAt: '1970-01-01T00:00:00.000Z',
    });
  });
});
