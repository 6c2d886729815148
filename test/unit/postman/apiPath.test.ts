import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressOf, loggedPath } from '../../../src/postman/apiPath.ts';
import { PostmanProblem } from '../../../src/postman/problem.ts';
import { apiKeyText } from './arbitrary.ts';

const base = 'https://api.postman.com';
const key = `PMAK-${'a'.repeat(24)}-${'b'.repeat(34)}`;

function refuses(path: string): void {
  assert.throws(
    () => addressOf(base, path, 'api.postman.com'),
    (error) => {
      assert.ok(error instanceof PostmanProblem && error.kind === 'badRequest');
      assert.ok(!error.message.includes(key) && error.message.startsWith('Nothing was sent'));
      return true;
    },
  );
}

describe('the address of a path', () => {
  for (const path of [
    '/me',
    '/',
    '/collections?limit=10&offset=0',
    '/collections/1-2?access_key=PMAT-01HX0000000000000000000000',
    '/workspaces?cursor=NDgz%2BjY1%3D%3D',
    '/x?name=a..b/../c?d',
    '/x/y..z/...',
  ]) {
    it(`is below the region's for ${path}`, () => assert.equal(addressOf(base, path, '').href, base + path));
  }

  it('is below a region that has a path of its own', () => {
    const url = addressOf('http://127.0.0.1:1/proxy/4010', '/me?x=1', '');
    assert.equal(url.href, 'http://127.0.0.1:1/proxy/4010/me?x=1');
  });

  for (const [what, path] of Object.entries({
    nothing: '',
    'no slash': 'me',
    'another host': '//example.com/me',
    'a scheme': 'https://example.com/me',
    'a host by credentials': '@example.com/me',
    'a port': ':8080/me',
    'a host by its ending': '.example.com/me',
    'a backslash': '/\\example.com',
    'a way up': '/x/../me',
    'a way up at the end': '/x/..',
    'a way up in code': '/x/%2e%2E/me',
    'a way up in half code': '/x/.%2e/me',
    'a way to stay': '/./me',
    'a fragment': '/me#x',
    'a line break': '/me\r\nX-Evil: 1',
    'a tab, which a URL would drop': '/\t/example.com',
    'a blank': '/me x',
    'a null': '/me\u0000',
    'a key in the query': '/me?apikey=x',
    'a key in the query, spelled otherwise': '/me?a=1&API_KEY=x',
    'a key in the query, encoded': '/me?api%6Bey=x',
    'a key under another name': `/me?q=${key}`,
    'a key in the path': `/keys/${key}`,
    'a key glued to a word': `/me?q=x${key}0`,
    'a key encoded': `/me?q=${key.replace('PMAK', '%50MA%4B').replaceAll('b', '%62')}`,
  })) {
    it(`is refused for ${what}`, () => refuses(path));
  }

  it('never leaves the host, whatever the path', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('/', '//', '..', '%2e', '\\', '@', ':', '?', '#', '\t', 'example.com', 'http://'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = `/${pieces.join('')}`;
        try {
          const url = addressOf(base, path, '');
          assert.equal(url.origin, base);
          assert.equal(url.username + url.password + url.hash, '');
        } catch (error) {
          assert.ok(error instanceof PostmanProblem, String(error));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('never carries a key', () => {
    fc.assert(
      fc.property(apiKeyText, fc.constantFrom('?x=', '?', '', '?a=b&c='), (one, before) =>
        refuses(`/x${before}/${one}`),
      ),
    );
  });
});

describe('a path in the log', () => {
  it('has the names of its query and no value', () => {
    const url = new URL('http://127.0.0.1:4010/collections/1-2?access_key=PMAT-x&limit=5');
    assert.equal(loggedPath(url), '127.0.0.1:4010/collections/1-2?access_key&limit');
    assert.equal(loggedPath(new URL('https://api.postman.com/me')), 'api.postman.com/me');
    const bare = new URL('https://api.postman.com/collections/1-2?PMAT-01HX0000000000000000000000');
    assert.equal(loggedPath(bare), 'api.postman.com/collections/1-2?PMAT-[secret]');
  });
});
