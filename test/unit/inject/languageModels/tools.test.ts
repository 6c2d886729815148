import assert from 'node:assert/strict';
import { accessKeysOf, confirmationOf, requestOf } from '../../../../src/inject/languageModels/inputs.ts';
import { accessKeyForModel, keyForModel } from '../../../../src/inject/languageModels/listed.ts';
import { textForModel, unsecret } from '../../../../src/inject/languageModels/unsecret.ts';
import { lifeOf } from '../../../../src/keyring/state.ts';
import { account, stored } from '../core/stored.ts';
import { someKey } from '../../keyring/keys.ts';

const key = someKey().secret.reveal();

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
      { path: '/me', key: 'x'.repeat(201) },
    ]) {
      const refused = requestOf(input);
      assert.ok('fault' in refused, JSON.stringify(input));
      assert.ok(refused.fault.endsWith('.') && !refused.fault.includes(key.slice(30)));
    }
    assert.ok('fault' in accessKeysOf({ collection: '../me' }));
    assert.deepEqual(accessKeysOf(undefined), { cursor: '' });
  });

  it('is asked about where it changes something, and only there', () => {
    const ask = (input: object) => {
      const asked = requestOf(input);
      assert.ok('request' in asked);
      return confirmationOf(asked);
    };
    assert.equal(ask({ path: '/me' }), undefined);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const asked = ask({ method, path: '/x?a=\u202eb', body: { n: '\u200b' }, key: 'a\nb' });
      assert.equal(asked?.title, `Send ${method} to Postman?`);
      assert.match(asked.line, /^\w+ \/x\?a= b with the API key “a b”\./);
      assert.equal(asked.body, '{\n  "n": "\\u200b"\n}');
    }
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
