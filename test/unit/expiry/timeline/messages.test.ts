import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messageToHost, messageToPage, timelineOf } from '../../../../src/expiry/timeline/messages.ts';
import { life, timeline } from './lives.ts';

describe('messages of the timeline', () => {
  it('pass as they are', () => {
    const data = timeline([life('a'), life('b', { ends: 'never', expiresAt: undefined })]);
    assert.deepEqual(messageToPage({ type: 'state', data }), { type: 'state', data });
    for (const message of [
      { type: 'ready' },
      { type: 'open', id: 'a' },
      { type: 'save', format: 'png', content: new Uint8Array([1]) },
    ])
      assert.deepEqual(messageToHost(message), message);
  });

  it('take no field along that nobody named, such as a secret', () => {
    const careless = timeline([{ ...life('a'), secret: 'PMAK-secret' } as never]);
    assert.ok(!JSON.stringify(timelineOf(careless)).includes('secret'));
  });

  it('are dropped when they are none', () => {
    for (const value of [
      undefined,
      'ready',
      { type: 'open' },
      { type: 'save', format: 'exe', content: new Uint8Array() },
      { type: 'save', format: 'svg', content: '<svg/>' },
      { type: 'state', data: timeline([]) },
    ])
      assert.equal(messageToHost(value), undefined);
    assert.equal(messageToPage({ type: 'state', data: { ...timeline([]), now: Number.NaN } }), undefined);
    fc.assert(fc.property(fc.anything(), (value) => messageToPage(value) === undefined));
  });

  it('throw when the source gives no timeline', () => {
    assert.throws(() => timelineOf(timeline([life('a', { issuedAt: -1 })])));
  });
});
