import assert from 'node:assert/strict';
import { documentPath, fileName } from '../../../../src/accessKeys/shared/documentName.ts';
import { createOpenedCollections } from '../../../../src/accessKeys/shared/opened.ts';
import { idAbove, idsBelow, itemsAlong, placeOf } from '../../../../src/accessKeys/shared/place.ts';
import { requestAt, trailOf } from '../../../../src/accessKeys/shared/requestTrail.ts';
import { collectionRow, itemRow, type Row } from '../../../../src/accessKeys/shared/row.ts';
import { shellLine } from '../../../../src/host/shellLine.ts';
import { decodeCollection } from '../../../../src/postman/collection.ts';
import { collectionOf, someLink } from './sharing.ts';

describe('rows of shared collections', () => {
  it('say whose link it is, how much there is, and that it ended', () => {
    const opened = createOpenedCollections();
    const one = opened.put(someLink(), collectionOf({ item: [{ name: 'a', request: {} }] }));
    assert.equal(collectionRow(one, false).description, 'received · 1 request');
    assert.equal(collectionRow(one, true).context, 'sharedCollection kept');
    opened.noteRefused(one.id);
    const row = collectionRow(opened.find(one.id)!, false);
    assert.equal(row.description, 'no longer shared · 1 request');
    assert.match(row.context, /\brefused\b/);
  });

  it('have no key in them and none in their ids', () => {
    const opened = createOpenedCollections();
    const link = someLink();
    const one = opened.put(link, collectionOf({ item: [] }));
    assert.ok(!JSON.stringify([one.id, collectionRow(one, false), one]).includes(link.key.secret.reveal()));
  });

  it('put the method of a request first, and know new ones', () => {
    const { items } = decodeCollection(
      {
        info: {},
        item: [{ name: 'Delete it', request: { method: 'delete' } }, { request: { method: 'PURGE' } }],
      },
      'host',
    );
    const [known, unknown] = items.map(itemRow) as [Row, Row];
    assert.equal(known.label, 'DELETE Delete it');
    assert.equal(known.color, 'charts.red');
    assert.equal(unknown.label, 'PURGE Untitled');
  });
});

describe('a place in a shared collection', () => {
  const { collection } = collectionOf({
    item: [
      {
        name: 'Folder',
        item: [
          { name: 'List', request: {} },
          { name: 'List', request: { method: 'POST' } },
        ],
      },
      { name: 'Health', request: {} },
    ],
  });

  it('is told by its id', () => {
    const [folder = ''] = idsBelow('shared/7', collection.items);
    assert.deepEqual(placeOf(`${folder}/1`), { root: 'shared/7', path: [0, 1] });
    assert.equal(itemsAlong(collection, [0, 1])?.at(-1)?.kind, 'request');
    assert.equal(itemsAlong(collection, [0, 2]), undefined);
    assert.equal(itemsAlong(collection, [1, 0]), undefined);
    assert.equal(idAbove('shared/7/0/1'), 'shared/7/0');
    assert.equal(idAbove('shared/7'), undefined);
  });

  for (const id of [
    'key/abc',
    'shared/',
    'shared/1/',
    'shared/1/-1',
    'shared/1/a',
    `shared/1${'/0'.repeat(61)}`,
  ])
    it(`is not what ${id.slice(0, 20)} tells of`, () => {
      assert.equal(placeOf(id), undefined);
    });

  it('is found again by name when others stand before it, also among equal names', () => {
    const trail = trailOf(collection, [0, 1]);
    const later = collectionOf({
      item: [
        { name: 'New', request: {} },
        {
          name: 'Folder',
          item: [
            { name: 'New', request: {} },
            { name: 'List', request: {} },
            { name: 'List', request: { method: 'PUT' } },
          ],
        },
      ],
    }).collection;
    assert.equal(requestAt(later, trail!)?.method, 'PUT');
    assert.equal(requestAt(collectionOf({ item: [] }).collection, trail!), undefined);
    assert.equal(trailOf(collection, [0]), undefined);
  });
});

describe('the name of a document', () => {
  for (const [name, expected] of [
    ['../../etc/passwd', '-..-etc-passwd'],
    ['a/b\\c:d?', 'a-b-c-d-'],
    [' . ', 'Untitled'],
    ['x'.repeat(200), `${'x'.repeat(79)}…`],
    ['line\nbreak\u202e', 'line break'],
  ] as const)
    it(`of ${JSON.stringify(name.slice(0, 20))} leads nowhere`, () => {
      assert.equal(fileName(name), expected);
    });

  it('is numbered when another document has it', () => {
    const taken = ['/C/List.http', '/C/List (2).http'];
    assert.equal(
      documentPath(['C', 'List'], '.http', (path) => taken.includes(path)),
      '/C/List (3).http',
    );
  });
});

describe('the line for the terminal', () => {
  it('quotes the path for the shell it is typed into', () => {
    assert.equal(shellLine("/home/o'neil/$x `y`/run.mjs", 'linux'), "node '/home/o'\\''neil/$x `y`/run.mjs'");
    assert.equal(shellLine('C:\\My Files\\run.mjs', 'win32'), 'node "C:\\My Files\\run.mjs"');
  });
});
