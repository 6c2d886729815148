import assert from 'node:assert/strict';
import { ageOf, isAdministrator, rowOf, shortMask } from '../../../src/apiKeys/row.ts';
import type { StoredKey } from '../../../src/keyring/apiKey.ts';
import { factsOf } from '../../../src/keyring/record.ts';
import { someKey } from '../keyring/keys.ts';

const day = 86_400_000;
const issued = Date.UTC(2026, 0, 10, 12);
const now = issued + 3 * day;
const key: StoredKey = {
  ...factsOf(someKey(issued)),
  version: 1,
  id: 'a',
  name: 'work',
  region: 'us',
  addedAt: issued,
  secretAt: issued,
  revision: 1,
  expiry: { kind: 'days', days: 30 },
  account: {
    userId: 1,
    userName: 'taylor',
    fullName: 'Taylor Lee',
    email: 'taylor@example.com',
    teamId: 5,
    teamName: 'Test Team',
    roles: ['user'],
  },
  verifiedAt: issued,
  present: true,
};

describe('a row of the API Keys view', () => {
  it('says name, state in a word, owner, masked key and age', () => {
    const row = rowOf(key, false, now);
    assert.equal(row.label, 'work');
    assert.equal(row.description, `Active · Taylor Lee · ${shortMask(key.masked)} · 3 days ago`);
  });

  it('says first when it is the key in use', () => {
    assert.match(rowOf(key, true, now).description, /^In use · Active/);
  });

  it('names the region when it is not the usual one', () => {
    assert.match(rowOf({ ...key, region: 'eu' }, false, now).description, / · EU · /);
    assert.match(
      rowOf({ ...key, region: 'http://127.0.0.1:4010' }, false, now).description,
      /Local 127\.0\.0\.1:4010/,
    );
  });

  it('has an icon and a word of its own for every state', () => {
    const changes: Partial<StoredKey>[] = [
      {},
      { verifiedAt: undefined },
      { expiry: { kind: 'date', at: issued } },
      { refusedAt: now },
      { trouble: 'unreachable' },
      { trouble: 'unreadable' },
      { present: false },
    ];
    const rows = changes.map((change) => rowOf({ ...key, ...change }, false, now));
    assert.equal(new Set(rows.map((row) => row.icon)).size, changes.length);
    assert.equal(new Set(rows.map((row) => row.description.split(' · ')[0])).size, changes.length);
  });

  it('shows everything known and how it is known, and never the key', () => {
    const lines = new Map(rowOf(key, false, now).tooltip.map(({ title, value }) => [title, value]));
    assert.match(lines.get('Issued') ?? '', /derived from the key itself/);
    assert.match(lines.get('Expires') ?? '', /derived from the account's expiry setting/);
    assert.match(lines.get('Verified') ?? '', /GET \/me/);
    assert.equal(lines.get('Account'), 'Taylor Lee (taylor@example.com)');
    assert.equal(lines.get('Key'), key.masked);
  });

  it('reads as one sentence to a screen reader', () => {
    assert.equal(
      rowOf(key, true, now).spoken,
      'work, in use, Active, belongs to Taylor Lee, made 3 days ago',
    );
  });

  it('offers only what makes sense', () => {
    assert.deepEqual(rowOf(key, false, now).context.split(' '), ['apiKey', 'active', 'present', 'account']);
    const lost = rowOf({ ...key, present: false, account: undefined }, false, now).context.split(' ');
    assert.deepEqual(lost, ['apiKey', 'missing']);
  });

  it('knows who may see the dashboard of all keys', () => {
    const as = (...roles: string[]): boolean =>
      isAdministrator({ ...key, account: { ...key.account!, roles } });
    assert.deepEqual([as('user'), as('super-admin'), as('user', 'admin')], [false, true, true]);
    assert.equal(isAdministrator(undefined), false);
  });
});

describe('the age of a key', () => {
  const cases: [number, string][] = [
    [-day, 'today'],
    [0, 'today'],
    [day - 1, 'today'],
    [day, '1 day ago'],
    [59 * day, '59 days ago'],
    [61 * day, '2 months ago'],
    [800 * day, '2 years ago'],
  ];
  for (const [since, words] of cases) it(`is ${words}`, () => assert.equal(ageOf(0, since), words));
});
