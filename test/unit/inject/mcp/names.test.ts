import assert from 'node:assert/strict';

import type { Copy } from '../../../../src/inject/mcp/import/copies.ts';
import type { Finding } from '../../../../src/inject/mcp/import/findings.ts';
import { namesOf } from '../../../../src/inject/mcp/import/names.ts';
import type { Reference } from '../../../../src/inject/mcp/import/places.ts';
import { consequenceOf, endOf } from '../../../../src/inject/mcp/import/words.ts';
import { keyOf } from './keys.ts';

function found(digit: string, reference: Reference = 'env', text = ''): Finding {
  const file = { path: '/mcp.json', real: '/mcp.json', editor: 'Cursor', reference, text };
  return { file, key: keyOf(digit), server: undefined, isOfEu: false };
}

function names(findings: readonly Finding[], active?: string): unknown {
  const map = namesOf(findings, 'KEY', active === undefined ? undefined : keyOf(active).fingerprint);
  const digits = new Map(['a', 'b', 'c'].map((digit) => [keyOf(digit).fingerprint, digit]));
  return Object.fromEntries(Array.from(map, ([key, name]) => [digits.get(key), name]));
}

describe('Variables of keys that were in MCP files', () => {
  it('are one for each key over all files, and of each key one', () => {
    assert.deepEqual(names([found('a'), found('b', 'shell'), found('a', 'shell'), found('c', 'input')]), {
      a: 'KEY',
      b: 'KEY_2',
    });
  });

  it('have the settings’ own name for the active key, which the keyring’s ways set', () => {
    assert.deepEqual(names([found('a'), found('b')], 'b'), { a: 'KEY_2', b: 'KEY' });
    assert.deepEqual(names([found('a'), found('b')], 'c'), { a: 'KEY', b: 'KEY_2' });
  });

  it('are not those that a file takes from elsewhere, but for the active key', () => {
    const text = 'Bearer ${env:KEY}, ${KEY_2:-none}';
    assert.deepEqual(names([found('a', 'env', text), found('b')]), { a: 'KEY_3', b: 'KEY_4' });
    assert.deepEqual(names([found('a', 'env', text)], 'a'), { a: 'KEY' });
  });
});

describe('Words about an import', () => {
  const of = (
    name: string,
    variable: string,
    isActive = false,
  ): Parameters<typeof consequenceOf>[1][number] => ({
    name,
    isActive,
    variable,
    reference: `\${${variable}}`,
  });
  const said = (...taken: Parameters<typeof consequenceOf>[1]): string =>
    consequenceOf({ editor: 'Claude Code', reference: 'shell' }, taken, 'KEY');

  it('say which key a variable must have, and the line that sets it', () => {
    const one = said(of('Maya, from Cursor', 'KEY', true));
    assert.match(one, /“Maya, from Cursor” stands \$\{KEY\}/);
    assert.match(
      one,
      /^pmkey run --key "Maya, from Cursor" -- claude\nA Postman Terminal has it too, as long/m,
    );
    assert.match(said(of('Maya', 'KEY')), /A Postman Terminal has another one/);
    const two = said(of('Maya', 'KEY', true), of('Lena', 'KEY_2'));
    assert.match(two, /^pmkey run --key "Lena" --as KEY_2 -- claude\nNothing sets KEY_2 by itself\./m);
    assert.match(two, /one key at a time/);
    assert.doesNotMatch(one, /one key at a time/);
  });

  it('put no name into a shell that could do something there', () => {
    for (const name of ['$(id)', '`id`', 'a" & del', '%PATH%', 'a!b', 'a\\'])
      assert.match(said(of(name, 'KEY')), /^pmkey run --key NAME -- claude$/m, name);
  });

  it('say of a key that no server had that nothing stands in its place', () => {
    const input = (...taken: Parameters<typeof consequenceOf>[1]): string =>
      consequenceOf({ editor: 'VS Code', reference: 'input' }, taken, 'KEY');
    const taken = { ...of('Maya', 'KEY'), reference: '' };
    assert.match(
      input(taken),
      /^Nothing stands in the place of “Maya”: it was in a comment, or the default of an input\.\n\nThe keyring has/,
    );
    assert.match(input(taken, of('Lena', 'KEY')), /\n\nVS Code asks for the key when the server starts/);
  });

  it('end with what is active, what is left and what was not looked through', () => {
    const copy = (path: string, more: Partial<Copy> = {}): Copy => ({
      path,
      of: '/mcp.json',
      hasOthers: false,
      ...more,
    });
    const end = {
      chosen: 1,
      kept: 1,
      done: [{ path: '/a/mcp.json' }],
      active: { name: 'Maya' },
      copies: [copy('/1'), copy('/2', { of: undefined }), copy('/3', { hasOthers: true }), copy('/4')],
      skipped: [{ path: '/b/mcp.json', why: 'is too large' }],
    };
    const text = endOf(end);
    assert.match(
      text,
      /“Maya” is the active key now\..*4 older copies still have a key: \/2 \(may be of another file\), \/3 \(of \/mcp\.json; has a key that is not in the keyring\), \/1 \(of \/mcp\.json\) and 1 more\./,
    );
    assert.match(text, /\/b\/mcp\.json is too large\./);
    assert.match(endOf({ ...end, copies: [copy('/1')] }), /1 older copy still has a key: \/1 /);
    assert.match(text, /^The key is in the keyring\. /);
    const none = { ...end, active: undefined, done: [] };
    assert.match(endOf({ ...none, kept: 0 }), /^No file was changed\./);
    assert.match(endOf({ ...none, chosen: 2 }), /^1 of 2 keys is in the keyring\. /);
    assert.match(endOf({ ...end, copies: undefined }), /copies were not looked for/);
    assert.doesNotMatch(endOf({ ...end, active: undefined, copies: [] }), /active|copies/);
  });
});
