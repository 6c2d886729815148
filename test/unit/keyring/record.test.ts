import assert from 'node:assert/strict';
import type { ApiKeyCard } from '../../../src/keyring/apiKey.ts';
import { apiKeyKind, factsOf } from '../../../src/keyring/record.ts';
import { someKey } from './keys.ts';

const { decodeCard, decodeEntry, encodeCard, encodeEntry, entryName, idOfEntry } = apiKeyKind;
const key = someKey();
const card: ApiKeyCard = {
  ...factsOf(key),
  version: 1,
  id: '0b6f4d0e-4c80-4b0a-9c1b-2d1f7d3b9a11',
  name: 'work',
  region: 'eu',
  addedAt: 1,
  secretAt: 2,
  revision: 3,
  expiry: { kind: 'days', days: 90 },
  account: { userId: 7, userName: 'taylor', fullName: 'Taylor', email: 't@example.com', roles: ['admin'] },
  verifiedAt: 4,
};

describe('what is stored of a key', () => {
  it('comes back as it was', () => {
    assert.deepEqual(decodeCard(encodeCard(card)), card);
    const entry = decodeEntry(encodeEntry({ card, key }));
    assert.deepEqual(entry?.card, card);
    assert.equal(entry.key.secret.reveal(), key.secret.reveal());
  });

  it('has no secret in its card', () => {
    assert.ok(!encodeCard(card).includes(key.secret.reveal().slice(30, 62)));
    assert.ok(!encodeCard({ ...card, ...{ secret: key.secret.reveal() } }).includes(key.secret.reveal()));
  });

  const spoilt: [string, unknown][] = [
    ['nothing', undefined],
    ['another version', { ...card, version: 2 }],
    ['an id that leads out of the folder', { ...card, id: '../../etc/passwd' }],
    ['a region that may see no key', { ...card, region: 'http://evil.example' }],
    ['a whole key for a masked one', { ...card, masked: key.secret.reveal() }],
    ['a time that is none', { ...card, addedAt: 'yesterday' }],
    ['an expiry in -3 days', { ...card, expiry: { kind: 'days', days: -3 } }],
  ];
  for (const [what, value] of spoilt) {
    it(`is not read from ${what}`, () =>
      assert.equal(decodeCard(value === undefined ? '' : JSON.stringify(value)), undefined));
  }

  it('is not read from half a file', () =>
    assert.equal(decodeCard(encodeCard(card).slice(0, -1)), undefined));

  it('shows names as one line of plain text', () => {
    assert.equal(decodeCard(encodeCard({ ...card, name: 'a\nb\u202Ec' }))?.name, 'a b c');
  });

  it('is not read from an entry whose secret is of another key', () => {
    assert.equal(decodeEntry(encodeEntry({ card, key: someKey() })), undefined);
  });

  it('names its entry by id and fingerprint, without the secret', () => {
    assert.equal(idOfEntry(entryName(card)), card.id);
    assert.equal(idOfEntry('apiKey/../x'), undefined);
    assert.equal(idOfEntry('somebody else'), undefined);
    assert.notEqual(entryName(card), entryName({ ...card, ...factsOf(someKey()) }));
  });
});
