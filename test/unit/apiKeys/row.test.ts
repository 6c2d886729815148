import assert from 'node:assert/strict';
import { isAdministrator } from '../../../src/apiKeys/condition.ts';
import { ageOf, groupsOf, rowOf as rowOfLife, type Row } from '../../../src/apiKeys/row.ts';
import { cellText } from '../../../src/host/cellText.ts';
import { lifeOf } from '../../../src/keyring/state.ts';
import type { StoredKey } from '../../../src/keyring/apiKey.ts';
import { shortMask } from '../../../src/keyring/shortMask.ts';
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

const rules = { thresholds: [14, 7, 1], rotateAfterDays: 0, timeZone: 'UTC' };

function rowOf(of: StoredKey, active: boolean, at: number): Row {
  return rowOfLife(of, active, lifeOf(of, at, rules), at);
}

describe('a row of the API Keys view', () => {
  it('says name, state in a word, masked key, age and owner', () => {
    const row = rowOf(key, false, now);
    assert.equal(row.label, 'work');
    assert.equal(row.description, `Active · ${shortMask(key.masked)} · 3 days ago`);
    assert.equal(row.owner, 'Taylor Lee');
  });

  it('says when it is the key in use', () => {
    assert.match(rowOf(key, true, now).description, /^Active, in use · /);
  });

  it('names the region when it is not the usual one', () => {
    const owner = (region: string): string => rowOf({ ...key, region }, false, now).owner;
    assert.equal(owner('eu'), 'Taylor Lee · EU');
    assert.equal(owner('http://127.0.0.1:4010'), 'Taylor Lee · Local');
  });

  it('has an icon and a word of its own for every state', () => {
    const changes: Partial<StoredKey>[] = [
      {},
      { verifiedAt: undefined },
      { expiry: { kind: 'date', at: issued } },
      { expiry: { kind: 'date', at: now + 5 * day } },
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
    assert.deepEqual(lost, ['apiKey', 'missing', 'lost']);
    const locked = rowOf({ ...key, trouble: 'unreadable' }, false, now).context.split(' ');
    assert.ok(locked.includes('lost') && locked.includes('present'), 'a locked key can be pasted again');
  });

  it('knows who may see the dashboard of all keys', () => {
    const as = (...roles: string[]): boolean =>
      isAdministrator({ ...key, account: { ...key.account!, roles } });
    assert.deepEqual([as('user'), as('super-admin'), as('user', 'admin')], [false, true, true]);
    assert.equal(isAdministrator(undefined), false);
  });
});

describe('keys by account', () => {
  const of = (id: string, change: Partial<StoredKey>): StoredKey => ({ ...key, id, ...change });
  const account = key.account!;

  it('stand under name and team, those of nobody known last', () => {
    const groups = groupsOf([
      of('a', { account: undefined }),
      of('b', {}),
      of('c', {
        account: { ...account, userId: 2, fullName: 'Ada', teamId: undefined, teamName: undefined },
      }),
      of('d', {}),
    ]);
    assert.deepEqual(
      groups.map(({ label, description, keys }) => [label, description, keys]),
      [
        ['Ada', 'no team', ['c']],
        ['Taylor Lee', 'Test Team', ['b', 'd']],
        ['Owner not known yet', 'verify to find out', ['a']],
      ],
    );
  });

  it('of one person in two teams and two regions are apart', () => {
    const groups = groupsOf([
      of('a', {}),
      of('b', { region: 'eu' }),
      of('c', { account: { ...account, teamId: 6 } }),
    ]);
    assert.equal(groups.length, 3);
    assert.equal(new Set(groups.map(({ id }) => id)).size, 3);
    assert.ok(groups.some(({ description }) => description === 'Test Team · EU'));
  });
});

describe('text for a tooltip', () => {
  it('has nothing in it that Markdown makes a link or a cell of', () => {
    const text = cellText('a|b https://evil.example www.evil.example me@evil.example <https:evil.example>');
    assert.ok(!/\||https?:\/\/|www\.e|\w@|<h/.test(text));
    assert.equal(
      text.replaceAll('\u200b', ''),
      'a/b https://evil.example www.evil.example me@evil.example <https:evil.example>',
    );
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
