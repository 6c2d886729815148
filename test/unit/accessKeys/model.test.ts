import assert from 'node:assert/strict';
import { dayStart } from '../../../src/accessKeys/dayStart.ts';
import { factsOf, type AccessFacts } from '../../../src/accessKeys/facts.ts';
import { descriptionOf } from '../../../src/accessKeys/groups.ts';
import { modelOf, type Model } from '../../../src/accessKeys/model.ts';
import { atOnce } from '../../../src/accessKeys/pieces.ts';
import { rowsOf } from '../../../src/accessKeys/rows.ts';
import { noFilter, type Filter, type ViewState } from '../../../src/accessKeys/viewState.ts';
import {
  day,
  keptFacts,
  listedFacts,
  me,
  now,
  owner,
  sceneOf,
  someKept,
  someListed,
  someNames,
} from './listed.ts';

const { names } = someNames({ a: 'alpha', b: 'Beta', c: 'Gamma 10', d: 'Gamma 9' });
const scene = sceneOf({ names });
const byDefault: ViewState = { groupBy: 'collection', sortBy: 'name', filter: noFilter };

function model(
  facts: readonly AccessFacts[],
  state: Partial<ViewState> = {},
  limits = new Map<string, number>(),
): Model {
  return atOnce(modelOf(facts, scene, { ...byDefault, ...state }, limits));
}

/** Labels of groups with the ids of their keys under them; ids of keys that stand in no group. */
function treeOf(of: Model): unknown[] {
  return of.childrenOf(undefined).map((id) => {
    const node = of.nodeAt(id);
    return node?.kind === 'group' ? [node.group.label, of.childrenOf(id).map(keyOf)] : keyOf(id);
  });
}

function keyOf(id: string): string {
  return id.replace('key/', '');
}

function key(id: string, change: Parameters<typeof listedFacts>[0] = {}): AccessFacts {
  return listedFacts({ id, ...change }, scene);
}

describe('the tree of access keys', () => {
  it('groups by collection, by name as people sort, those without a name last', () => {
    const keys = ['9-x', 'c', 'd', 'b', 'a', 'b'].map((collectionUid, index) =>
      key(`k${index}`, { collectionUid, createdAt: now + index }),
    );
    assert.deepEqual(treeOf(model(keys)), [
      ['alpha', ['k4']],
      ['Beta', ['k5', 'k3']],
      ['Gamma 9', ['k2']],
      ['Gamma 10', ['k1']],
      ['9-x', ['k0']],
    ]);
  });

  it('groups by creator, the person first, and says who has left', () => {
    const keys = [
      key('k0', { userId: 3 }),
      key('k1', { userId: 2 }),
      key('k2'),
      key('k3', { userId: undefined }),
    ];
    const of = model(keys, { groupBy: 'creator' });
    assert.deepEqual(treeOf(of), [
      ['You', ['k2']],
      ['3', ['k0']],
      ['Ada', ['k1']],
      ['Creator not known', ['k3']],
    ]);
    const left = of.nodeAt('group/creator/3');
    assert.ok(left?.kind === 'group');
    assert.equal(left.group.context, 'creatorGroup left');
    assert.equal(descriptionOf(left.group), 'left the team · 1 key');
  });

  it('groups by expiry at the ends of days, what is dead last', () => {
    const at = (expiresAt: number): { expiresAt: number } => ({ expiresAt });
    const tonight = Date.UTC(2026, 4, 11);
    const keys = [
      key('k0', { status: 'inactive' }),
      key('k1', at(tonight + 30 * day)),
      key('k2', at(tonight + 30 * day - 1)),
      key('k3', at(tonight + 7 * day - 1)),
      key('k4', at(tonight - 1)),
      key('k5', { expiresAt: undefined }),
      key('k6', at(now - 1)),
    ];
    assert.deepEqual(treeOf(model(keys, { groupBy: 'expiry' })), [
      ['Expires today', ['k4']],
      ['Within 7 days', ['k3']],
      ['Within 30 days', ['k2']],
      ['Later', ['k1']],
      ['Expiry not known', ['k5']],
      ['Inactive or deleted', ['k0', 'k6']],
    ]);
  });

  it('shows received keys in a group of their own, and those of the person’s other accounts', () => {
    const kept = [
      someKept({ id: 'r', origin: 'received' }),
      someKept({ id: 'o', account: { userId: 77, fullName: 'Robin', teamId: 6 } }),
      someKept({ id: 'm' }),
    ];
    const keys = [key('k0'), ...kept.map((one) => keptFacts(one, undefined, scene))];
    assert.deepEqual(treeOf(model(keys, { groupBy: 'none' })), [
      'k0',
      'm',
      ['Received', ['r']],
      ['Of your other accounts', ['o']],
    ]);
  });

  it('sorts by expiry with the dead last, by creation, by last use, and by the time without one', () => {
    const keys = [
      key('dead', {
        status: 'inactive',
        expiresAt: now - day,
        createdAt: now - 90 * day,
        lastUsedAt: now - 80 * day,
      }),
      key('late', { expiresAt: now + 50 * day, createdAt: now - day }),
      key('soon', { expiresAt: now + day, createdAt: now - 70 * day, lastUsedAt: now - 59 * day }),
    ];
    const order = (sortBy: ViewState['sortBy']): unknown[] =>
      treeOf(model(keys, { groupBy: 'none', sortBy }));
    assert.deepEqual(order('expires'), ['soon', 'late', 'dead']);
    assert.deepEqual(order('created'), ['late', 'soon', 'dead']);
    assert.deepEqual(order('lastUsed'), ['soon', 'dead', 'late']);
    assert.deepEqual(order('unused'), ['dead', 'soon', 'late']);
  });

  it('shows what fits all conditions of the filter, and no empty groups', () => {
    const keys = [
      key('mine', { collectionUid: 'a', lastFour: '43BR' }),
      key('used', { collectionUid: 'a', lastUsedAt: now - day }),
      key('team', { collectionUid: 'b', userId: 2, expiresAt: now + 2 * day }),
      key('dead', { collectionUid: 'c', userId: 2, status: 'inactive', lastUsedAt: now - 61 * day }),
      keptFacts(someKept({ id: 'got', origin: 'received' }), undefined, scene),
    ];
    const shown = (filter: Partial<Filter>): unknown[] =>
      treeOf(model(keys, { filter: { ...noFilter, ...filter } })).flatMap((group) => (group as unknown[])[1]);
    assert.deepEqual(shown({ owner: 'mine' }), ['mine', 'used']);
    assert.deepEqual(shown({ owner: 'team' }), ['team', 'dead']);
    assert.deepEqual(shown({ life: 'expiring' }), ['team']);
    assert.deepEqual(shown({ life: 'inactive' }), ['dead']);
    assert.deepEqual(shown({ isNeverUsed: true }), ['mine', 'team']);
    assert.deepEqual(shown({ isNeverUsed: true, owner: 'mine' }), ['mine']);
    const texts = [
      'ALPHA',
      'ada never',
      'yesterday',
      '43br you',
      'inactive',
      'received',
      'Jun 19',
      'nothing',
    ];
    assert.deepEqual(
      texts.map((text) => shown({ text }).join(' ')),
      ['mine used', 'team', 'used', 'mine used', 'dead', 'got', 'mine used dead', ''],
    );
    const filtered = model(keys, { filter: { ...noFilter, owner: 'team' } });
    assert.deepEqual([filtered.shown, filtered.total, filtered.expiring], [2, 5, 1]);
    assert.deepEqual(filtered.rowsOf('group/collection/a'), undefined, 'a group is what it shows');
  });

  it('shows two hundred of a level, then a row for more, in groups and at the top', () => {
    const keys = Array.from({ length: 450 }, (_, index) =>
      key(`k${index}`, { collectionUid: 'a', createdAt: now - index }),
    );
    const level = 'group/collection/a';
    const of = model(keys);
    assert.equal(of.childrenOf(level).length, 201);
    assert.deepEqual(of.nodeAt(`more/${level}`), { kind: 'more', next: 200, rest: 250 });
    assert.equal(of.parentOf(`more/${level}`), level);
    assert.deepEqual(of.placeOf('key/k300'), { level, rows: 301 });
    const more = model(keys, {}, new Map([[level, 400]]));
    assert.deepEqual(more.nodeAt(`more/${level}`), { kind: 'more', next: 50, rest: 50 });
    assert.equal(more.childrenOf(level)[399], 'key/k399');
    const flat = model(keys, { groupBy: 'none' });
    assert.equal(flat.childrenOf(undefined).at(-1), 'more/top');
    assert.equal(flat.parentOf('key/k3'), undefined);
    assert.equal(model(keys, {}, new Map([[level, 600]])).nodeAt(`more/${level}`), undefined);
  });

  it('keeps the ids of rows when the list comes anew', () => {
    const ids = (of: Model): string[] => of.childrenOf(undefined).flatMap((id) => [id, ...of.childrenOf(id)]);
    const keys = (): AccessFacts[] => [key('k0', { collectionUid: 'a' }), key('k1', { collectionUid: 'b' })];
    assert.deepEqual(ids(model(keys())), ids(model(keys().reverse())));
  });

  it('asks for names a few times a key at most, and compares them once a collection', () => {
    const size = 10_000;
    const counted = someNames(
      Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`c${index}`, `C ${index}`])),
    );
    const wide = sceneOf({ names: counted.names });
    const listed = Array.from({ length: size }, (_, index) =>
      someListed({ id: `k${index}`, collectionUid: `c${index % 500}`, userId: index % 7 }),
    );
    const facts = rowsOf(listed, [], owner).map((row) => factsOf(row, wide));
    const seen = (state: Partial<ViewState>): Model =>
      atOnce(modelOf(facts, wide, { ...byDefault, ...state }, new Map()));
    const large = seen({ sortBy: 'expires' });
    assert.equal(large.childrenOf(undefined).length, 201);
    assert.ok(counted.asked.collections <= 1000, `${counted.asked.collections} names of collections`);
    seen({ groupBy: 'creator' });
    assert.ok(counted.asked.people <= 100, `${counted.asked.people} names of people`);
    const before = counted.asked.collections;
    seen({ filter: { ...noFilter, text: 'c 42', owner: 'mine' } });
    const mine = facts.filter(({ creator }) => creator === me).length;
    assert.ok(counted.asked.collections - before <= mine + 1000, 'words are looked for in what is left');
  });
});

describe('the beginning of a day', () => {
  it('is found in every time zone, and on days that are an hour shorter', () => {
    assert.equal(dayStart(now, 1, 'UTC'), Date.UTC(2026, 4, 11));
    assert.equal(dayStart(now, 1, 'Pacific/Kiritimati'), Date.UTC(2026, 4, 11, 10));
    assert.equal(dayStart(now, 0, 'Pacific/Pago_Pago'), Date.UTC(2026, 4, 10, 11));
    // Clocks in Berlin go forward on 29 March 2026.
    assert.equal(dayStart(Date.UTC(2026, 2, 28, 12), 2, 'Europe/Berlin'), Date.UTC(2026, 2, 29, 22));
  });
});
