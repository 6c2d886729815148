import assert from 'node:assert/strict';
import { catalogue, entryOf, filled, parametersOf } from '../../../../src/inject/requests/catalogue.ts';
import { createHistory } from '../../../../src/inject/requests/history.ts';
import { nextPath } from '../../../../src/inject/requests/nextPath.ts';
import { bodyOf, shownBody, whyNotPath, writingQuestion } from '../../../../src/inject/requests/request.ts';
import { someKey } from '../../keyring/keys.ts';

const key = someKey().secret.reveal();
const accessKey = `PMAT-0123456789ABCDEFGHJKMNPQRS`;

describe('requests: paths and bodies', () => {
  it('refuse both kinds of keys, however they are written', () => {
    for (const path of [
      `/x/${key}`,
      `/x/${encodeURIComponent(key).replaceAll('-', '%2D')}`,
      '/me?apikey=x',
      `/collections/1?access_key=${accessKey}`,
      '/collections/1?access_key=anything',
      `/x/${accessKey}`,
      `/x/${accessKey.toLowerCase()}`,
      `/x/%50MAT-${accessKey.slice(5)}`,
    ])
      assert.ok(whyNotPath(path), path);
    // What reorders or hides: the question about a request would show another one.
    for (const path of ['/x\u202eemorp', '/x\u200b', '/x\u{e0041}', '/x\ud800'])
      assert.match(whyNotPath(path) ?? '', /do not show/);
    for (const path of ['//evil.example', '/a/../b', '/a/%2E%2e/b', '/a#b', '/a\\b', 'https://evil.example/'])
      assert.ok(whyNotPath(path), path);
    for (const path of ['/me', '/collections?limit=2&name=a%20b', '/collections/1-2?model=minimal'])
      assert.equal(whyNotPath(path), undefined);
  });

  it('say what is wrong with a body, and read what is right', () => {
    assert.deepEqual(bodyOf(' \n'), {});
    assert.deepEqual(bodyOf('{"a": [1]}'), { body: { a: [1] } });
    assert.deepEqual(bodyOf('null'), { body: null });
    assert.match((bodyOf('{\n  "a": x\n}') as { fault: string }).fault, /^The body is no JSON/);
    const withKey = bodyOf(JSON.stringify({ value: key }));
    assert.match((withKey as { fault: string }).fault, /Store Key in a Postman Environment/);
    assert.ok(!JSON.stringify(withKey).includes(key));
  });

  it('refuse what an answer has in the place of a key, and a number that would be another one', () => {
    for (const mask of [
      'PMAK-[secret]',
      'PMAT-[secret]',
      'https://x/?k=PMAT-%5Bsecret%5d',
      'pmak%252D%255Bsecret%255D',
    ])
      for (const text of [
        JSON.stringify({ values: [{ value: mask }] }),
        `["${mask}`,
        JSON.stringify([`x("${mask}")`]),
      ])
        assert.match(
          (bodyOf(text) as { fault: string }).fault,
          /a masked key .* Leave that part out\.$/,
          text,
        );
    const hidden = String.raw`{"exec": ["x(\"PMAK-\\u005bsecret\\u005D\")"]}`;
    assert.match((bodyOf(hidden) as { fault: string }).fault, /a masked key/);
    assert.deepEqual(bodyOf('["of [secret]"]'), { body: ['of [secret]'] });
    for (const number of [
      '9007199254740993',
      '-9007199254740993',
      '9007199254740993.0',
      '36893488147419103232',
      '1e400',
    ])
      assert.match(
        (bodyOf(`{"n": [${number}]}`) as { fault: string }).fault,
        /would be sent rounded/,
        number,
      );
    assert.deepEqual(bodyOf('[9007199254740991, "9007199254740993"]'), {
      body: [Number.MAX_SAFE_INTEGER, '9007199254740993'],
    });
    for (const exact of [
      '18014398509481984',
      '-18014398509481984',
      '1e20',
      '1E+20',
      '100.0e18',
      '1000000000000000000000',
      '1.7976931348623157e308',
    ])
      assert.deepEqual(bodyOf(exact), { body: Number(exact) }, exact);
    assert.ok('fault' in bodyOf(`[1${'0'.repeat(300_000)}1]`), 'and takes no time over it');
  });

  it('find a key however JSON writes it, as a name too, and in a script that is a string', () => {
    const escaped = (text: string): string =>
      Array.from(text, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    for (const secret of [key, accessKey]) {
      const hidden = secret.replace('-', String.raw`\u002D`);
      for (const text of [
        `{"a": "${hidden}"}`,
        `{"${escaped(secret)}": 1}`,
        `{"a": "x\\\\${escaped(secret)}"}`,
        `{"a": "${hidden}", "a": 1}`,
        JSON.stringify({ exec: [`pm.sendRequest("${hidden}")`] }),
        `{"a": "${hidden}`,
      ])
        assert.match((bodyOf(text) as { fault: string }).fault, /has a key in it/, text);
    }
    const text = String.raw`{"a": "PMAK\u002d7 caf\u00e9 \\u002d"}`;
    assert.deepEqual(bodyOf(text), { body: { a: String.raw`PMAK-7 café \u002d` } });
    assert.ok(bodyOf(`["${'\\'.repeat(1_000_000)}"]`), 'and takes no time over it');
  });

  it('are asked about with what will be sent, where, and by whom', () => {
    const { message, detail } = writingQuestion(
      { method: 'POST', path: '/x?y=1', body: { name: 'a\u202eb', big: 'c'.repeat(1000) } },
      { host: 'api.eu.postman.com', keyName: 'work', owner: 'Maya', note: 'For good.' },
    );
    assert.equal(message, 'Send POST /x?y=1 to api.eu.postman.com?');
    assert.match(detail, /^With “work” of Maya\.\n\nFor good\.\n\nBody:\n\{\n {2}"name": "a\\u202eb"/);
    assert.ok(detail.length < 700 && /… and \d+ characters more$/.test(detail));
    const about = { host: 'h', keyName: 'k', owner: 'o' };
    const long = writingQuestion({ method: 'POST', path: '/x', body: new Array(200).fill(1) }, about).detail;
    assert.ok(long.split('\n').length < 30, 'a dialog has no room for more lines');
    assert.equal(JSON.parse(shownBody('a\u{e0041}b')), 'a\u{e0041}b');
    assert.equal(shownBody('a\u{e0041}b'), String.raw`"a\udb40\udc41b"`);
  });
});

describe('requests: the next page', () => {
  it('follows nextCursor, at the top and in meta', () => {
    assert.equal(nextPath('/audit/logs?limit=5', { nextCursor: 'a=' }), '/audit/logs?limit=5&cursor=a%3D');
    assert.equal(
      nextPath('/workspaces?cursor=old&limit=5', { meta: { nextCursor: 'new' } }),
      '/workspaces?cursor=new&limit=5',
    );
    assert.equal(nextPath('/workspaces?cursor=old', { meta: { nextCursor: 'old' } }), undefined);
    for (const nextCursor of ['', null, 7, 'x'.repeat(3000), key])
      assert.equal(nextPath('/workspaces', { meta: { nextCursor } }), undefined);
  });

  it('counts on by limit, offset and total', () => {
    const at = (meta: object) => nextPath('/collections?limit=3&offset=0&name=x', { meta });
    assert.equal(at({ total: 10, offset: 3, limit: 3 }), '/collections?limit=3&offset=6&name=x');
    for (const meta of [
      { total: 6, offset: 3, limit: 3 },
      { total: 6, offset: 0, limit: 0 },
      { total: 9, offset: -1, limit: 'x' },
      {},
    ])
      assert.equal(at(meta), undefined);
    for (const body of [undefined, null, [], 'x', { meta: 7 }]) assert.equal(nextPath('/x', body), undefined);
  });
});

describe('requests: the catalogue', () => {
  const entries = catalogue.flatMap((group) => group.entries);

  it('has reading and writing operations, each once, whose paths can be sent', () => {
    assert.ok(entries.filter(({ method }) => method === 'GET').length >= 35);
    assert.ok(entries.filter(({ method }) => method !== 'GET').length >= 12);
    assert.equal(new Set(entries.map(({ method, path }) => `${method} ${path}`)).size, entries.length);
    assert.equal(new Set(entries.map(({ label }) => label)).size, entries.length);
    for (const entry of entries) {
      const values = new Map(parametersOf(entry.path).map((name) => [name, 'a/b c']));
      const path = filled(entry.path, values);
      assert.equal(whyNotPath(path), undefined, path);
      assert.ok(!/[{} ]/.test(path) && path.split('/').length === entry.path.split('/').length, path);
      assert.equal(entryOf({ method: entry.method, path })?.label, entry.label);
      assert.ok(entry.method !== 'GET' || entry.body === undefined);
    }
  });

  it('knows what was typed', () => {
    assert.equal(
      entryOf({ method: 'DELETE', path: '/mocks/7' })?.note,
      'What it deletes is gone for everyone who has it.',
    );
    assert.equal(entryOf({ method: 'DELETE', path: '/mocks' }), undefined);
  });
});

describe('requests: the history', () => {
  const mementoOf = (value?: unknown) => {
    const slots = new Map([['requests', value]]);
    return {
      get: (name: string) => slots.get(name),
      update: async (name: string, to: unknown) => Promise.resolve(void slots.set(name, to)),
      slots,
    };
  };

  it('keeps the last twenty, each once, the newest first, without bodies', async () => {
    const memento = mementoOf();
    const history = createHistory(memento);
    for (let count = 0; count < 25; count += 1) await history.note({ method: 'GET', path: `/x/${count}` });
    await history.note({ method: 'GET', path: '/x/20' });
    const request = { method: 'POST' as const, path: '/y', body: { secret: 1 } };
    await history.note(request);
    const { requests } = history;
    assert.equal(requests.length, 20);
    assert.deepEqual(requests.slice(0, 3), [
      { method: 'POST', path: '/y' },
      { method: 'GET', path: '/x/20' },
      { method: 'GET', path: '/x/24' },
    ]);
    assert.ok(!JSON.stringify([...memento.slots]).includes('secret'));
    await history.clear();
    assert.deepEqual(history.requests, []);
  });

  it('has no key in it, and outlives rows that are none', async () => {
    const memento = mementoOf([
      7,
      null,
      { method: 'EAT', path: '/me' },
      { method: 'GET', path: 'me' },
      { method: 'GET', path: '/me', body: 1 },
    ]);
    const history = createHistory(memento);
    assert.deepEqual(history.requests, [{ method: 'GET', path: '/me' }]);
    await history.note({ method: 'GET', path: `/x/${key}` });
    assert.ok(!JSON.stringify([...memento.slots]).includes(key));
    assert.deepEqual(createHistory(mementoOf('x')).requests, []);
  });
});
