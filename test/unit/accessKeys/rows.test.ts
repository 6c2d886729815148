import assert from 'node:assert/strict';
import { isUsed, rowsOf } from '../../../src/accessKeys/rows.ts';
import { owner, someKept, someListed } from './listed.ts';

describe('listed and kept access keys as rows', () => {
  it('are joined by the end of the key and the collection, and by Postman’s id once it is known', () => {
    const [first, second] = [someListed(), someListed({ lastFour: '51FZ' })];
    const kept = someKept();
    assert.deepEqual(
      rowsOf([first, second], [kept], owner).map(({ id, kept: own }) => [id, own?.id]),
      [
        [first.id, kept.id],
        [second.id, undefined],
      ],
    );
    const known = someKept({ listedId: second.id });
    assert.equal(rowsOf([first, second], [known], owner)[1]?.kept, known, 'whatever its end looks like');
  });

  it('are not joined on a likeness with two keys, with another collection, or over regions', () => {
    const alone = (listed: Parameters<typeof someListed>[0][], kept = someKept()): boolean =>
      rowsOf(
        listed.map((one) => someListed(one)),
        [kept],
        owner,
      ).every((row) => row.listed === undefined || row.kept === undefined);
    assert.equal(alone([{}]), false);
    assert.equal(alone([{}, {}]), true);
    assert.equal(alone([{ collectionUid: 'other' }]), true);
    assert.equal(alone([{}], someKept({ region: 'eu' })), true);
    // A page of the account's own may make links to another address of the same Postman.
    assert.equal(alone([{ id: 'one' }], someKept({ region: 'eu', listedId: 'one' })), false);
    assert.equal(alone([{ id: 'two' }], someKept({ region: 'eu', listedId: 'one' })), true);
  });

  it('are used when either side knows of a use', () => {
    const [listed, kept] = [someListed({ lastUsedAt: undefined }), someKept({ usedAt: undefined })];
    assert.equal(isUsed({ listed, kept }), false);
    assert.equal(isUsed({ listed, kept: someKept({ usedAt: 1 }) }), true);
    assert.equal(isUsed({ listed: someListed({ lastUsedAt: 1 }), kept: undefined }), true);
    assert.equal(isUsed({ listed: someListed({ isUseUnreadable: true }), kept: undefined }), true);
  });

  it('stand for themselves where no list tells of them, also without any account', () => {
    const kept = someKept({ origin: 'received' });
    assert.deepEqual(rowsOf([], [kept], undefined), [
      { id: kept.id, listed: undefined, kept, collectionUid: 'billing' },
    ]);
  });

  it('give a key to the one kept key that knows its id, and leave the like one alone', () => {
    const listed = someListed();
    const [alike, known] = [someKept(), someKept({ listedId: listed.id })];
    for (const kept of [
      [alike, known],
      [known, alike],
    ]) {
      const rows = rowsOf([listed], kept, owner);
      assert.deepEqual([rows[0]?.kept, rows.length], [known, 2]);
      assert.equal(rows[1]?.kept, alike);
    }
  });
});
