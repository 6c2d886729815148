import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { TimelineData } from '../../../../src/expiry/timeline/data.ts';
import type { MessageToPage } from '../../../../src/expiry/timeline/messages.ts';
import { createTeller } from '../../../../src/expiry/timeline/teller.ts';
import { life, timeline } from './lives.ts';

describe('the teller', () => {
  let data: () => Promise<TimelineData>;
  let asked: number;
  let messages: MessageToPage[];
  const source = {
    data: async () => {
      asked += 1;
      return data();
    },
  };
  const newTeller = (): ReturnType<typeof createTeller> =>
    createTeller(source, async (message) => {
      messages.push(message);
      return Promise.resolve();
    });

  beforeEach(() => {
    asked = 0;
    messages = [];
    data = async () => Promise.resolve(timeline([life('a')]));
  });

  it('tells all to a page that is ready, then what is new', async () => {
    const teller = newTeller();
    await teller.tellAll();
    data = async () => Promise.resolve(timeline([life('a'), life('b')]));
    teller.tellNews();
    await setImmediate();
    assert.deepEqual(
      messages.map((message) =>
        message.type === 'state' ? 'all' : message.change.changed.map(({ id }) => id),
      ),
      ['all', ['b']],
    );
  });

  it('tells nothing to a page that has not said that it is ready', async () => {
    newTeller().tellNews();
    await setImmediate();
    assert.equal(asked, 0);
  });

  it('tells changes that come in a burst together', async () => {
    const teller = newTeller();
    await teller.tellAll();
    for (let count = 0; count < 50; count += 1) teller.tellNews();
    await setImmediate();
    assert.equal(asked, 2);
  });

  it('goes on after a failure, which is told to whoever asked', async () => {
    const teller = newTeller();
    data = async () => Promise.reject(new Error('locked'));
    await assert.rejects(teller.tellAll(), /locked/);
    data = async () => Promise.resolve(timeline([]));
    await teller.tellAll();
    data = async () => Promise.reject(new Error('locked'));
    teller.tellNews();
    data = async () => Promise.resolve(timeline([life('b')]));
    await setImmediate();
    teller.tellNews();
    await setImmediate();
    assert.equal(messages.at(-1)?.type, 'change');
  });
});
