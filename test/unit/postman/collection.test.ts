import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodeCollection,
  type CollectionFolder,
  type CollectionItem,
  type CollectionRequest,
} from '../../../src/postman/collection.ts';
import { PostmanProblem } from '../../../src/postman/problem.ts';
import { accessKeyText, apiKeyText, wildText } from './arbitrary.ts';

const info = { name: 'Orders' };
const withItems = (item: unknown) => decodeCollection({ collection: { info, item } }, 'h');

/** The one request of a collection that has this request in it. */
function read(request: unknown, beside: object = {}): CollectionRequest {
  const [item] = withItems([{ name: 'One', request, ...beside }]).items;
  assert.ok(item?.kind === 'request');
  return item;
}

function nested(depth: number): unknown {
  return depth === 0 ? [] : [{ name: `Folder ${depth}`, item: nested(depth - 1) }];
}

function depthOf(items: readonly CollectionItem[]): number {
  return 1 + Math.max(-1, ...items.map((item) => (item.kind === 'folder' ? depthOf(item.items) : 0)));
}

describe('a collection', () => {
  it('is a tree that can be shown', () => {
    const collection = decodeCollection(
      {
        collection: {
          info: {
            ...info,
            _postman_id: '12ece9e1',
            uid: '1-12ece9e1',
            updatedAt: '2023-10-13T08:14:22.000Z',
            description: { content: '# Orders\r\nof all kinds', type: 'text/markdown' },
          },
          item: [
            {
              name: 'Folder',
              description: null,
              item: [{ name: 'Get', request: { method: 'GET', url: '/x' } }],
            },
            { name: 'Empty', item: [] },
            { name: 'Bare', request: 'https://example.com' },
          ],
          variable: [
            { key: 'baseUrl', value: 'https://example.com' },
            { key: 'count', value: 3 },
            { id: 'old', value: 'x' },
            { key: 'token', value: 'hunter2', type: 'secret' },
            { key: 'vault', secret: true, source: {} },
            { value: 'nameless' },
          ],
        },
      },
      'h',
    );
    assert.deepEqual([collection.name, collection.uid], ['Orders', '1-12ece9e1']);
    assert.equal(collection.updatedAt?.toISOString(), '2023-10-13T08:14:22.000Z');
    assert.equal(collection.description, '# Orders\nof all kinds');
    assert.deepEqual(
      collection.items.map(({ kind, name }) => `${kind} ${name}`),
      ['folder Folder', 'folder Empty', 'request Bare'],
    );
    assert.equal((collection.items[0] as CollectionFolder).items[0]?.name, 'Get');
    assert.deepEqual([collection.requestCount, collection.isCut], [2, false]);
    assert.deepEqual(collection.variables, [
      { key: 'baseUrl', value: 'https://example.com', isSecret: false },
      { key: 'count', value: '3', isSecret: false },
      { key: 'old', value: 'x', isSecret: false },
      { key: 'token', value: '', isSecret: true },
      { key: 'vault', value: '', isSecret: true },
    ]);
  });

  it('may come by itself, as in a file', () => {
    assert.equal(decodeCollection({ info, item: [] }, 'h').name, 'Orders');
  });

  for (const body of [
    undefined,
    null,
    'ok',
    [],
    {},
    { collection: false },
    { collection: { item: [] } },
    { info: 7 },
  ]) {
    it(`is unreadable as ${JSON.stringify(body)}`, () => {
      assert.throws(
        () => decodeCollection(body, 'h'),
        (error) => error instanceof PostmanProblem && error.kind === 'unreadable',
      );
    });
  }

  it('never stumbles otherwise than by the one problem, whatever stands where', () => {
    const fields = fc.constantFrom(
      ...['info', 'item', 'request', 'url', 'header', 'body', 'raw', 'mode', 'event', 'script', 'exec'],
      ...[
        'response',
        'auth',
        'type',
        'variable',
        'query',
        'host',
        'path',
        'name',
        'key',
        'value',
        'description',
      ],
      ...['formdata', 'graphql', 'src', 'options', '__proto__', 'constructor', 'toString'],
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 7, withCrossShrink: true },
        fc.oneof(
          fc.string(),
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          fc.constantFrom('raw', 'graphql'),
        ),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc
          .array(fc.tuple(fields, tie('tree')), { maxLength: 6 })
          .map((entries) => Object.fromEntries(entries)),
      ),
    }));
    fc.assert(
      fc.property(tree, (item) => {
        const body: unknown = JSON.parse(
          JSON.stringify({ info, item: [item], variable: [item], ...(item as object) }),
        );
        try {
          decodeCollection(body, 'h');
        } catch (error) {
          assert.ok(error instanceof PostmanProblem, String(error));
        }
        assert.equal(Object.getPrototypeOf({}), Object.prototype);
        assert.equal(({} as Record<string, unknown>)['item'], undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('has texts that are harmless and hold no key', () => {
    fc.assert(
      fc.property(wildText, fc.oneof(apiKeyText, accessKeyText), (wild, key) => {
        const text = `${wild} ${key} ${wild}`;
        const request = {
          method: text,
          url: { raw: text, query: [{ key: text, value: text }] },
          header: [{ key: text, value: text }],
          auth: { type: text },
          body: { mode: 'raw', raw: text },
          description: { content: text },
        };
        const beside = {
          name: text,
          event: [{ listen: text, script: { exec: [text] } }],
          response: [{ name: text, status: text, body: text }],
        };
        const body = { info: { name: text, description: text }, item: [{ request, ...beside }] };
        const print = JSON.stringify(decodeCollection(body, 'h')).replaceAll('\\n', '').replaceAll('\\t', '');
        assert.doesNotMatch(print, /\\u|[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u);
        assert.ok(!print.includes(key.slice(5, 25)));
      }),
    );
  });

  it('is cut where it is too deep, and says so', () => {
    assert.deepEqual([withItems(nested(50)).isCut, depthOf(withItems(nested(50)).items)], [false, 50]);
    assert.deepEqual([withItems(nested(51)).isCut, depthOf(withItems(nested(51)).items)], [true, 50]);
    assert.equal(withItems(nested(900)).isCut, true);
    const abyss: unknown = JSON.parse(`{"info":{},"item":${'['.repeat(1e6)}${']'.repeat(1e6)}}`);
    assert.throws(() => decodeCollection(abyss, 'h'), /nested too deeply/);
  });

  it('is cut where it is too much, and says so', () => {
    const request = { request: { method: 'GET' } };
    const many = withItems(Array.from({ length: 20_001 }, () => request));
    assert.deepEqual([many.requestCount, many.isCut], [20_000, true]);
    assert.equal(withItems(Array.from({ length: 20_000 }, () => request)).isCut, false);
    const header = Array.from({ length: 501 }, (_, i) => ({ key: `k${i}`, value: '' }));
    assert.equal(read({ header }).headers.length, 500);
    assert.equal(read({ body: { mode: 'raw', raw: 'x'.repeat(200_000) } }).body?.text.length, 100_000);
    const junk = withItems([7, null, 'x', {}, [], request]);
    assert.deepEqual([junk.items.length, junk.isCut], [1, true]);
    assert.deepEqual(withItems('none').items, []);
  });

  // What is not in proportion takes minutes, and mocha ends it.
  for (const item of [
    '0,',
    '[],',
    '{"item":[]},',
    '{"request":{"header":[{"key":"a"}]}},',
    '{"name":"\\r"},',
  ]) {
    it(`takes time in proportion, with 1 MB of ${item}`, () => {
      const body: unknown = JSON.parse(`{"info":{},"item":[${item.repeat(1e6 / item.length)}0]}`);
      assert.equal(decodeCollection(body, 'h').isCut, true);
    });
  }
});

describe('a request of a collection', () => {
  for (const [what, url, text] of [
    ['text', '{{baseUrl}}/orders', '{{baseUrl}}/orders'],
    ['raw', { raw: 'https://example.com/a?b=1', host: ['other'] }, 'https://example.com/a?b=1'],
    [
      'parts',
      { protocol: 'https', host: ['a', 'example', 'com'], port: '8443', path: ['x', { value: 'y' }, ':id'] },
      'https://a.example.com:8443/x/y/:id',
    ],
    ['parts in text', { host: '{{baseUrl}}', path: '/x/y' }, '{{baseUrl}}/x/y'],
    ['nothing', null, ''],
    ['a list', ['x'], ''],
  ] as const) {
    it(`has its address from ${what}`, () => assert.equal(read({ url }).url, text));
  }

  it('has a method and the type of its auth, and no value of it', () => {
    const auth = { type: 'bearer', bearer: [{ key: 'token', value: 'hunter2' }] };
    const one = read({ method: 'patch', auth });
    assert.deepEqual([one.method, one.auth], ['PATCH', 'bearer']);
    assert.doesNotMatch(JSON.stringify(one), /hunter2/);
    for (const odd of [null, 'bearer', [], { type: 7, bearer: {} }, { bearer: 'x' }]) {
      assert.ok([undefined, '7'].includes(read({ auth: odd }).auth));
    }
    assert.deepEqual([read({}).method, read({}).auth], ['GET', undefined]);
  });

  it('has headers and query, with those that are switched off', () => {
    const rows = [
      { key: 'A', value: '1' },
      { key: 'B', value: 2, disabled: true },
      { key: 'C' },
      {},
      null,
      'x',
    ];
    const shown = [
      { key: 'A', value: '1' },
      { key: 'B', value: '2', disabled: true },
      { key: 'C', value: '' },
    ];
    const one = read({ header: rows, url: { raw: 'x', query: rows } });
    assert.deepEqual([one.headers, one.query], [shown, shown]);
    assert.deepEqual(read({ header: 'A: 1\r\nB: x:y' }).headers, [
      { key: 'A', value: '1' },
      { key: 'B', value: 'x:y' },
    ]);
  });

  for (const [body, shown] of [
    [
      { mode: 'raw', raw: '{\n}', options: { raw: { language: 'json' } } },
      { mode: 'raw', language: 'json', text: '{\n}' },
    ],
    [
      { mode: 'raw', raw: { a: 1 } },
      { mode: 'raw', text: '' },
    ],
    [
      {
        mode: 'urlencoded',
        urlencoded: [
          { key: 'a', value: 'b' },
          { key: 'c', value: 'd', disabled: true },
        ],
      },
      { mode: 'urlencoded', text: 'a=b\n# c=d' },
    ],
    [
      { mode: 'urlencoded', urlencoded: 'a=b&c=d' },
      { mode: 'urlencoded', text: 'a=b&c=d' },
    ],
    [
      {
        mode: 'formdata',
        formdata: [
          { key: 'f', type: 'file', src: ['/a', '/b'] },
          { key: 'g', src: '/c' },
        ],
      },
      { mode: 'formdata', text: 'f=@/a, /b\ng=@/c' },
    ],
    [
      { mode: 'graphql', graphql: { query: 'query { a }', variables: '{"b":1}' } },
      { mode: 'graphql', language: 'graphql', text: 'query { a }\n\n{"b":1}' },
    ],
    [
      { mode: 'file', file: { src: '/tmp/x' } },
      { mode: 'file', text: '/tmp/x' },
    ],
    [
      { mode: 'of-tomorrow', x: 1 },
      { mode: 'of-tomorrow', text: '' },
    ],
    [{ mode: 'raw', raw: 'x', disabled: true }, undefined],
    [{ mode: '__proto__' }, { mode: '__proto__', text: '' }],
    ['text', undefined],
    [null, undefined],
  ]) {
    it(`has its body from ${JSON.stringify(body).slice(0, 60)}`, () =>
      assert.deepEqual(read({ body }).body, shown));
  }

  it('has scripts and examples', () => {
    const one = read(
      {},
      {
        event: [
          { listen: 'test', script: { exec: ['a();', null, 'b();'] } },
          { listen: 'prerequest', script: { exec: '' } },
          { listen: 'prerequest', script: 'c();' },
          7,
        ],
        response: [{ name: 'OK', status: 'OK', code: 200, body: '{\n}' }, { code: '200', body: null }, null],
      },
    );
    assert.deepEqual(one.scripts, [
      { listen: 'test', text: 'a();\nb();' },
      { listen: 'prerequest', text: 'c();' },
    ]);
    assert.deepEqual(one.examples, [
      { name: 'OK', status: 'OK', code: 200, body: '{\n}' },
      { name: '', status: '', code: undefined, body: '' },
    ]);
  });
});
