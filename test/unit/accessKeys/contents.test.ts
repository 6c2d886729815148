import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createContents, type Contents } from '../../../src/accessKeys/contents.ts';
import { filter } from '../../../src/accessKeys/filter.ts';
import { chooseRow, rowsOfArguments } from '../../../src/accessKeys/find.ts';
import { noFilter, readViewState } from '../../../src/accessKeys/viewState.ts';
import { wantedBy } from '../../../src/accessKeys/wanted.ts';
import { KnownProblem } from '../../../src/host/knownProblem.ts';
import type { KeptKey } from '../../../src/keyring/accessKeyCard.ts';
import { Clock } from '../../../src/keyring/clock.ts';
import { createEmitter } from '../../../src/keyring/emitter.ts';
import type { ListedAccessKey } from '../../../src/postman/accessKeys.ts';
import { us } from '../../../src/postman/region.ts';
import { now, owner, someKept, someListed, someNames } from './listed.ts';

type Sources = Parameters<typeof createContents>[0];

/** Contents on a list that tests change and on an answer to every question. */
function window(first: readonly ListedAccessKey[], kept: readonly KeptKey[] = []) {
  const changed = createEmitter<undefined>();
  const never = { onDidChange: createEmitter<undefined>().event };
  const values = new Map<string, unknown>();
  const memento = {
    get: (name: string) => values.get(name),
    update: async (name: string, value: unknown) => Promise.resolve(void values.set(name, value)),
  };
  const list = {
    account: owner,
    keys: first,
    status: { isComplete: true, isLoading: false },
    onDidChange: changed.event,
    loads: 0,
    load: async () => Promise.resolve(void (list.loads += 1)),
  };
  const contents: Contents = createContents(
    {
      list,
      clock: new Clock(),
      keptKeys: { keys: kept, ...never },
      names: { ...someNames({ billing: 'Billing API' }).names, ...never },
      settings: { rules: { thresholds: [14], rotateAfterDays: 0, timeZone: 'UTC' }, region: us, ...never },
    } as unknown as Sources,
    memento,
  );
  const answers: ((choices: readonly { label: string; value?: unknown }[]) => unknown)[] = [];
  const parts = {
    list: async () => Promise.resolve(list),
    contents: async () => Promise.resolve(contents),
    prompts: {
      pick: async (choices: readonly { label: string; value?: unknown }[]) =>
        Promise.resolve(answers.shift()?.(choices)),
      input: async () => Promise.resolve(answers.shift()?.([])),
    },
  } as unknown as Parameters<typeof chooseRow>[0];
  const show = (keys: readonly ListedAccessKey[]): void => {
    list.keys = keys;
    changed.fire(undefined);
  };
  return { contents, list, memento, parts, answers, show };
}

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

describe('what the view and the commands are about', () => {
  it('is worked out once until something changes, and then anew', async () => {
    const { contents, show } = window([someListed({ id: 'a' })]);
    const { model } = contents;
    assert.equal(contents.model, model);
    let told = 0;
    contents.onDidChange(() => (told += 1));
    show([someListed({ id: 'a' }), someListed({ id: 'b', lastFour: '51FZ' })]);
    assert.deepEqual(ids(contents.rows), ['a', 'b']);
    assert.notEqual(contents.model, model);
    await contents.change({ groupBy: 'none' });
    assert.equal(told, 2);
    assert.deepEqual(contents.model.childrenOf(undefined).toSorted(), ['key/a', 'key/b']);
  });

  it('answers at once from what was there, while a long list is worked out turn by turn', async () => {
    const { contents, parts, show } = window([someListed({ id: 'a' })]);
    const { model } = contents;
    let told = 0;
    contents.onDidChange(() => (told += 1));
    let time = 0;
    const slow = sinon.stub(performance, 'now').callsFake(() => (time += 10));
    try {
      for (const size of [500, 1000, 2000]) {
        show(
          Array.from({ length: size }, (_, index) =>
            someListed({ id: `k${index}`, collectionUid: `c${index % 200}` }),
          ),
        );
      }
      assert.deepEqual([contents.model === model, told], [true, 0]);
      assert.equal(contents.rows.length, 2000, 'commands are about the keys of now');
      const rows = await rowsOfArguments(parts, { id: 'group/collection/c1' }, undefined);
      assert.deepEqual([rows.length, contents.model.total], [10, 2000]);
      assert.equal(told, 2, 'of what was under way, and of the latest');
    } finally {
      slow.restore();
    }
  });

  it('keeps the filter in the workspace, and lets it go for a key that has to be shown', async () => {
    const { contents, memento } = window([someListed({ id: 'a' })]);
    await contents.change({ filter: { ...noFilter, owner: 'team' } });
    assert.equal(readViewState(memento).filter.owner, 'team');
    assert.equal(contents.model.shown, 0);
    assert.equal(await contents.bring('a'), 'key/a');
    assert.deepEqual(contents.state.filter, noFilter);
    assert.equal(await contents.bring('nobody'), undefined);
  });

  it('shows more of a level when asked, and as many as it takes to bring a key', async () => {
    const keys = Array.from({ length: 700 }, (_, index) =>
      someListed({ id: `k${index}`, createdAt: -index }),
    );
    const { contents } = window(keys);
    await contents.settled();
    const level = 'group/collection/billing';
    contents.showMore(`more/${level}`);
    contents.showMore('more/nowhere');
    assert.equal(contents.model.childrenOf(level).length, 401);
    await contents.bring('k650');
    assert.ok(contents.model.childrenOf(level).includes('key/k650'));
  });

  it('sees a key expire although nothing happens', () => {
    const clock = sinon.useFakeTimers({ now });
    try {
      const { contents } = window([someListed({ id: 'a', expiresAt: now + 3_600_000 })]);
      assert.equal(contents.model.expiring, 1);
      let told = 0;
      contents.onDidChange(() => (told += 1));
      contents.tick();
      assert.equal(told, 0, 'no time has passed');
      clock.tick(3_600_000);
      contents.tick();
      assert.deepEqual([told, contents.model.expiring], [1, 0]);
    } finally {
      clock.restore();
    }
  });

  it('has the names looked up of what is shown, but not of received keys', () => {
    const { contents } = window(
      [someListed({ userId: 2 }), someListed({ collectionUid: 'other', userId: 3 })],
      [someKept({ origin: 'received', collectionUid: 'theirs' })],
    );
    const wanted = (id?: string): unknown =>
      wantedBy(contents.model.childrenOf(id).flatMap((one) => contents.model.nodeAt(one) ?? []));
    assert.deepEqual(wanted(), { uids: ['billing', 'other'], people: [] });
    assert.deepEqual(wanted('group/collection/other'), { uids: ['other'], people: [3] });
    assert.deepEqual(wanted('group/received'), { uids: [], people: [] });
  });
});

describe('the rows of a command', () => {
  const listed = [
    someListed({ id: 'a' }),
    someListed({ id: 'b', lastFour: '51FZ' }),
    someListed({ id: 'c', collectionUid: 'other', lastUsedAt: 1 }),
  ];

  it('are the one it was run on, or all selected when that is one of them, each once', async () => {
    const { parts } = window(listed);
    const [a, b, group] = [{ id: 'key/a' }, { id: 'key/b' }, { id: 'group/collection/billing' }];
    const rows = async (node: unknown, nodes?: unknown): Promise<string[]> =>
      ids(await rowsOfArguments(parts, node, nodes));
    assert.deepEqual(await rows(a), ['a']);
    assert.deepEqual(await rows(a, [b]), ['a']);
    assert.deepEqual(await rows(a, [b, a, group, { id: 'more/top' }, 7]), ['b', 'a']);
    assert.deepEqual(await rows(undefined), []);
    assert.deepEqual(await rows({ id: 'more/top' }), []);
  });

  it('of a group are those that it shows', async () => {
    const { contents, parts } = window(listed);
    await contents.change({ groupBy: 'creator', filter: { ...noFilter, isNeverUsed: true } });
    assert.deepEqual(ids(await rowsOfArguments(parts, { id: 'group/creator/1' }, undefined)).toSorted(), [
      'a',
      'b',
    ]);
  });

  it('are found by the keyring’s own id too, and never another in their place', async () => {
    const kept = someKept({ masked: listed[0]!.masked });
    const { list, parts } = window(listed, [kept]);
    assert.deepEqual(ids(await rowsOfArguments(parts, { id: kept.id }, undefined)), ['a']);
    await assert.rejects(rowsOfArguments(parts, { id: 'key/gone' }, undefined), KnownProblem);
    assert.equal(list.loads, 1, 'it may have been loaded meanwhile');
  });

  it('are picked from those that fit when it was run on none', async () => {
    const { answers, parts } = window(listed);
    answers.push((choices) => choices[0]?.value);
    const row = await chooseRow(parts, undefined, 'Copy', ({ id }) => id === 'b');
    assert.equal(row.id, 'b');
    await assert.rejects(
      chooseRow(parts, undefined, 'Copy', () => false),
      /needs this now/,
    );
  });
});

describe('the filter command', () => {
  it('switches a condition on, says how many keys it leaves, and off again', async () => {
    const { answers, contents, parts } = window([
      someListed({ id: 'a' }),
      someListed({ id: 'b', lastUsedAt: 1 }),
    ]);
    const choose =
      (label: RegExp) => (choices: readonly { label: string; value?: unknown; description?: string }[]) => {
        const found = choices.find((one) => label.test(one.label));
        seen.push(`${found?.label}: ${found?.description}`);
        return found?.value;
      };
    const seen: string[] = [];
    answers.push(
      choose(/Never used/),
      choose(/Never used/),
      choose(/Text/),
      () => ' Bill \n',
      choose(/Clear/),
    );
    const run = filter(parts);
    await run();
    assert.equal(contents.model.shown, 1);
    await run();
    assert.equal(contents.model.shown, 2);
    assert.deepEqual(seen, ['Never used: 1 key', '$(check) Never used: on: choose it to switch it off']);
    await run();
    assert.equal(contents.state.filter.text, 'Bill');
    await run();
    assert.deepEqual(contents.state.filter, noFilter);
  });
});
