import assert from 'node:assert/strict';
import { createAsked } from '../../../src/host/asked.ts';

describe('questions that are asked once', () => {
  it('are remembered over restarts, and only what is stored is believed', async () => {
    const values = new Map<string, unknown>();
    const memento = {
      get: (name: string) => values.get(name),
      update: async (name: string, value: unknown) => Promise.resolve(void values.set(name, value)),
    };
    const asked = createAsked(memento);
    assert.equal(asked.has('a'), false);
    await asked.note('a');
    assert.deepEqual([asked.has('a'), createAsked(memento).has('a'), asked.has('b')], [true, true, false]);
    values.set('asked', { nonsense: true });
    assert.equal(asked.has('a'), false);
  });
});
