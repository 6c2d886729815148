import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { createSharing, unlessCancelled } from '../../../src/postman/cancellation.ts';
import { PostmanProblem } from '../../../src/postman/problem.ts';

const isCancelled = (error: unknown) => error instanceof PostmanProblem && error.kind === 'cancelled';
const forever = async () => new Promise<never>(() => undefined);

describe('a call that can be cancelled', () => {
  it('gives what the job gives', async () => {
    const { signal } = new AbortController();
    assert.equal(await unlessCancelled(signal, 'h', async () => Promise.resolve(1)), 1);
    await assert.rejects(
      unlessCancelled(signal, 'h', async () => Promise.reject(new TypeError())),
      TypeError,
    );
  });

  it('ends at once, though the job does not', async () => {
    const controller = new AbortController();
    const call = unlessCancelled(controller.signal, 'h', forever);
    controller.abort();
    await assert.rejects(call, isCancelled);
  });

  it('does not begin when it is cancelled already', async () => {
    const begun = unlessCancelled(AbortSignal.abort(), 'h', () => assert.fail('begun'));
    await assert.rejects(begun, isCancelled);
  });

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    for (let i = 0; i < 20; i++) await unlessCancelled(signal, 'h', async () => Promise.resolve());
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });
});

describe('a shared call', () => {
  function shared() {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const signals: AbortSignal[] = [];
    const share = createSharing<number>();
    const call = async (name: string, signal: AbortSignal) =>
      share(name, 'h', signal, async (jobSignal) => {
        signals.push(jobSignal);
        return promise;
      });
    return { call, signals, resolve, reject };
  }
  const { signal } = new AbortController();

  it('runs once for all who ask at the same time', async () => {
    const { call, signals, resolve } = shared();
    const calls = Array.from({ length: 50 }, async () => call('a', signal));
    resolve(7);
    assert.deepEqual(new Set(await Promise.all(calls)), new Set([7]));
    assert.equal(signals.length, 1);
  });

  it('is another for another name, and again later', async () => {
    const { call, signals, resolve } = shared();
    resolve(7);
    await Promise.all([call('a', signal), call('b', signal)]);
    await call('a', signal);
    assert.equal(signals.length, 3);
  });

  it('fails for all, and is tried anew by the next', async () => {
    const { call, signals, reject } = shared();
    const both = Promise.allSettled([call('a', signal), call('a', signal)]);
    reject(new TypeError());
    assert.deepEqual(
      (await both).map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    await assert.rejects(call('a', signal), TypeError);
    assert.equal(signals.length, 2);
  });

  it('goes on for the others when one leaves, and ends when the last does', async () => {
    const { call, signals } = shared();
    const [first, second] = [new AbortController(), new AbortController()];
    const calls = [call('a', first.signal), call('a', second.signal)];
    first.abort();
    await assert.rejects(calls[0]!, isCancelled);
    assert.equal(signals[0]?.aborted, false);
    second.abort();
    await assert.rejects(calls[1]!, isCancelled);
    assert.equal(signals[0].aborted, true);
  });

  it('is a new one for who comes after the last has left', async () => {
    const { call, signals, resolve } = shared();
    const controller = new AbortController();
    const left = call('a', controller.signal);
    controller.abort();
    await assert.rejects(left, isCancelled);
    const next = call('a', signal);
    resolve(7);
    assert.equal(await next, 7);
    assert.deepEqual(signals.map(({ aborted }) => aborted).slice(0, 1), [true]);
    assert.equal(signals.length, 2);
  });

  it('throws nothing into the void when it fails after all have left', async () => {
    const { call, reject } = shared();
    const controller = new AbortController();
    const left = call('a', controller.signal);
    controller.abort();
    await assert.rejects(left, isCancelled);
    reject(new Error('nobody listens'));
    await turn();
  });

  it('does not begin for who has cancelled already', async () => {
    const { call, signals } = shared();
    await assert.rejects(call('a', AbortSignal.abort()), isCancelled);
    assert.equal(signals.length, 0);
  });
});
