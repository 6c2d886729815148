import assert from 'node:assert/strict';
import type { AccessKeyCard } from '../../../src/keyring/accessKeyCard.ts';
import { accessKeyKind } from '../../../src/keyring/accessKeyRecord.ts';
import { apiKeyKind } from '../../../src/keyring/record.ts';
import { accessKeyFacts, someAccessKey } from './keys.ts';

const { decodeCard, decodeEntry, encodeCard, encodeEntry, entryName, idOfEntry, latest } = accessKeyKind;
const key = someAccessKey();
const card: AccessKeyCard = {
  ...accessKeyKind.newCard(key, accessKeyFacts('Payments'), {
    version: 1,
    id: '0b6f4d0e-4c80-4b0a-9c1b-2d1f7d3b9a11',
    addedAt: 1,
    secretAt: 2,
    revision: 3,
  }),
  origin: 'made',
  account: { userId: 7, teamId: 9, fullName: 'Taylor' },
  listedId: 'Njg5OjU3MDQ1NjYtYmQ+/==',
  expiry: { kind: 'known', at: 50 },
  usedAt: 4,
};

describe('what is stored of a collection access key', () => {
  it('comes back as it was', () => {
    assert.deepEqual(decodeCard(encodeCard(card)), card);
    const entry = decodeEntry(encodeEntry({ card, key }));
    assert.deepEqual(entry?.card, card);
    assert.equal(entry.key.secret.reveal(), key.secret.reveal());
  });

  it('has no secret in its card', () => {
    assert.ok(!encodeCard(card).includes(key.secret.reveal().slice(5, 27)));
    assert.ok(!encodeCard({ ...card, name: `my ${key.secret.reveal()}` }).includes(key.secret.reveal()));
    assert.ok(!encodeCard({ ...card, ...{ secret: key.secret.reveal() } }).includes(key.secret.reveal()));
  });

  const spoilt: [string, object][] = [
    ['an id that leads out of the folder', { id: '../../etc/passwd' }],
    ['a region that may see no key', { region: 'http://evil.example' }],
    ['a whole key for a masked one', { masked: key.secret.reveal() }],
    ['a collection that leads to another address', { collectionUid: `1-${'../'.repeat(12)}` }],
    ['a collection with a query', { collectionUid: `${card.collectionUid}?x=` }],
    ['an origin that nobody knows', { origin: 'found' }],
    ['an id of the list without an end', { listedId: 'x'.repeat(501) }],
    ['an expiry without a time', { expiry: { kind: 'known' } }],
    ['a use before time began', { usedAt: -1 }],
    ['an account without a person', { account: { fullName: 'Taylor' } }],
  ];
  for (const [what, change] of spoilt) {
    it(`is not read from ${what}`, () =>
      assert.equal(decodeCard(JSON.stringify({ ...card, ...change })), undefined));
  }

  it('shows names from outside as one line of plain text', () => {
    const account = { userId: 7, fullName: 'Tay\u202Elor' };
    const read = decodeCard(encodeCard({ ...card, name: 'a\nb', account }));
    assert.deepEqual([read?.name, read?.account?.fullName], ['a b', 'Tay lor']);
  });

  it('names entries that are not taken for those of API keys', () => {
    assert.equal(idOfEntry(entryName(card)), card.id);
    assert.equal(apiKeyKind.idOfEntry(entryName(card)), undefined);
  });

  it('keeps the later use and the later expiry of two cards', () => {
    const other: AccessKeyCard = { ...card, usedAt: 3, refusedAt: 9, expiry: { kind: 'derived', at: 40 } };
    const expected = { usedAt: 3, refusedAt: 9, expiry: card.expiry };
    assert.deepEqual(latest(card, other), expected);
    assert.deepEqual(latest(other, card), expected);
  });
});
