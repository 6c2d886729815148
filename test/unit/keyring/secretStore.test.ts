import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import sinon from 'sinon';
import { boundedStore } from '../../../src/keyring/secretStore.ts';
import { someKey } from './keys.ts';
import { SharedSecrets } from './sharedSecrets.ts';

describe('the secret storage with an end to every call', () => {
  let clock: sinon.SinonFakeTimers;

  beforeEach(() => {
    clock = sinon.useFakeTimers();
  });

  afterEach(() => {
    clock.restore();
  });

  const inner = new SharedSecrets().window();
  const silence = async (): Promise<never> => new Promise(() => undefined);

  it('gives up after ten seconds of silence, with a sentence about the locked keyring', async () => {
    const store = boundedStore({ ...inner, get: silence, keys: silence, store: silence, delete: silence });
    const calls = [
      () => store.get('a'),
      () => store.keys(),
      () => store.store('a', 'b'),
      () => store.delete('a'),
    ];
    for (const call of calls) {
      const rejected = assert.rejects(Promise.resolve(call()), {
        kind: 'silent',
        message: /Unlock your system's keyring/,
      });
      await clock.tickAsync(10_000);
      await rejected;
    }
  });

  it('is patient for as long as that', async () => {
    const store = boundedStore({
      ...inner,
      get: async () => new Promise((done) => setTimeout(done, 9_900, 'late')),
    });
    const answer = store.get('a');
    await clock.tickAsync(9_900);
    assert.equal(await answer, 'late');
  });

  it('does not let through an error that quotes the secret', async () => {
    const secret = someKey().secret.reveal();
    const store = boundedStore({
      ...inner,
      store: async () => Promise.reject(new Error(`cannot store ${secret}`)),
    });
    await assert.rejects(Promise.resolve(store.store('a', secret)), (error: unknown) => {
      assert.ok(!inspect(error, { depth: Infinity, showHidden: true }).includes(secret));
      return true;
    });
  });
});
