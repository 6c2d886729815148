import assert from 'node:assert/strict';
import sinon from 'sinon';
import { KnownProblem } from '../../../../src/host/knownProblem.ts';
import { createHeld } from '../../../../src/inject/extensions/held.ts';
import type { Handed } from '../../../../src/inject/handOut.ts';
import { parseApiKey } from '../../../../src/postman/credential.ts';
import { us } from '../../../../src/postman/region.ts';
import { stored } from '../core/stored.ts';

describe('a key that is held for a moment', () => {
  let count = 0;
  let current: Handed;
  let isOver: boolean;
  let waiting: ((() => void) | undefined)[];
  let handings: number;
  let key: () => Promise<Handed>;

  const regenerate = (): Handed => {
    count += 1;
    const next = parseApiKey(`PMAK-${'6'.repeat(24)}-${count.toString(16).padStart(34, '0')}`)!;
    current = { key: next, region: us, stored: stored('CI', { fingerprint: next.fingerprint }) };
    return current;
  };
  const many = async (): Promise<Handed[]> => Promise.all(Array.from({ length: 9 }, key));
  /** Lets a hand-out that takes its time come to its end. */
  const finish = async (index: number): Promise<void> => {
    while (!waiting[index]) await new Promise(setImmediate);
    waiting[index]();
  };
  const holding = (handOut: () => Promise<Handed>): void => {
    const isCurrent = async (one: Handed): Promise<boolean> => {
      if (isOver) throw new KnownProblem('The session is over.');
      return Promise.resolve(one === current);
    };
    key = createHeld(async () => ((handings += 1), handOut()), isCurrent);
  };

  beforeEach(() => {
    [isOver, waiting, handings] = [false, [], 0];
    regenerate();
    holding(async () => {
      const read = current;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      waiting.push(() => resolve(undefined));
      await promise;
      return read;
    });
  });

  it('is handed out once a minute, and at once when it is another', async () => {
    holding(async () => Promise.resolve(current));
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await many();
      await clock.tickAsync(59_000);
      await many();
      assert.equal(handings, 1);
      await clock.tickAsync(1_001);
      await many();
      assert.equal(handings, 2);
      const next = regenerate();
      assert.ok((await many()).every((one) => one === next));
      assert.equal(handings, 3);
    } finally {
      clock.restore();
    }
  });

  it('is the new one for all, when it was regenerated while it was handed out', async () => {
    const all = many();
    const next = regenerate();
    const late = key();
    await finish(0);
    await finish(1);
    assert.ok([...(await all), await late].every((one) => one === next));
    assert.equal(handings, 2);
    assert.equal(await key(), next);
    assert.equal(handings, 2);
  });

  it('is none when the session ended while it was handed out', async () => {
    const all = many();
    isOver = true;
    await finish(0);
    await assert.rejects(all, /The session is over\./);
  });

  it('is not asked for without an end when it never is the one of now', async () => {
    holding(async () => Promise.resolve({ ...current }));
    await assert.rejects(key(), /was changed while it was handed out\. Try again\./);
    assert.equal(handings, 3);
  });

  it('is asked for again after a failure', async () => {
    let failure: Error | undefined = new Error('locked');
    holding(async () => (failure ? Promise.reject(failure) : Promise.resolve(current)));
    await assert.rejects(many(), /locked/);
    failure = undefined;
    assert.equal(await key(), current);
  });
});
