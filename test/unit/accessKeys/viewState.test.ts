import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  filterWords,
  noFilter,
  readViewState,
  wordsOf,
  writeViewState,
} from '../../../src/accessKeys/viewState.ts';
import type { Memento } from '../../../src/keyring/activeKey.ts';

function mementoOf(value?: unknown): Memento {
  const values = new Map<string, unknown>([['accessKeys.view', value]]);
  return {
    get: (name) => values.get(name),
    update: async (name, next) => Promise.resolve(void values.set(name, structuredClone(next))),
  };
}

const byDefault = { groupBy: 'collection', sortBy: 'name', filter: noFilter };

describe('how the view was left', () => {
  it('is kept and read again', async () => {
    const memento = mementoOf();
    assert.deepEqual(readViewState(memento), byDefault);
    const state = {
      groupBy: 'creator',
      sortBy: 'unused',
      filter: { text: 'bill', owner: 'team', life: 'expiring', isNeverUsed: true },
    } as const;
    await writeViewState(memento, state);
    assert.deepEqual(readViewState(memento), state);
  });

  it('is believed as far as it is what it should be, and no further', () => {
    const read = (value: unknown): unknown => readViewState(mementoOf(value));
    assert.deepEqual(read({ groupBy: 'colour', sortBy: 'created' }), { ...byDefault, sortBy: 'created' });
    assert.deepEqual(read({ filter: { owner: 'nobody', text: 'a\n\u202eb', isNeverUsed: 1 } }), {
      ...byDefault,
      filter: { ...noFilter, text: 'a b' },
    });
    fc.assert(
      fc.property(fc.anything(), (value) => {
        assert.ok(readViewState(mementoOf(value)).filter);
      }),
    );
  });

  it('has no key in it, though one was pasted to find its row', () => {
    const key = `PMAT-${'A'.repeat(22)}43BR`;
    const uid = '1-12ece9e1-2abf-4edc-8e34-de66e74114d2';
    assert.equal(wordsOf(` ${key}\n`), '43BR');
    assert.equal(
      wordsOf(`curl 'https://api.postman.com/collections/${uid}?access_key=${key}'`),
      `43BR ${uid}`,
    );
    const { filter } = readViewState(
      mementoOf({ filter: { text: `${key} PMAK-${'0'.repeat(24)}-${'0'.repeat(34)}` } }),
    );
    assert.equal(filter.text, '43BR PMAK-[secret]');
  });

  it('has its filter in words', () => {
    assert.equal(filterWords(noFilter), '');
    assert.equal(
      filterWords({ text: 'bill', owner: 'mine', life: 'inactive', isNeverUsed: true }),
      'inactive, never used, mine, “bill”',
    );
  });
});
