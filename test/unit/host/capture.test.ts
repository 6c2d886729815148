import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { createCapture, type Capture } from '../../../src/host/capture.ts';
import type { Clipboard } from '../../../src/host/clipboard.ts';
import { Cancelled, KnownProblem } from '../../../src/host/knownProblem.ts';

/** Words are waited for: `word:…`. */
describe('the wait for something that is copied', () => {
  let copied: string | undefined;
  let pasted: string;
  let waiting: boolean[];
  let capture: Capture<string>;
  beforeEach(() => {
    copied = '';
    pasted = '';
    waiting = [];
    let isWatched = false;
    const clipboard: Pick<Clipboard, 'read' | 'watchAlone'> = {
      read: async () => Promise.resolve(copied),
      watchAlone: async (task) => {
        if (isWatched) throw new KnownProblem('another');
        isWatched = true;
        return task().finally(() => (isWatched = false));
      },
    };
    const parts = { clipboard: clipboard as Clipboard, openPage: async () => Promise.resolve() };
    capture = createCapture<string>(parts, {
      read: (text) => /^word:(.+)$/.exec(text)?.[1],
      nameOf: (word) => word,
      ask: async () => Promise.resolve(pasted),
      setWaiting: async (isWaiting) => Promise.resolve(void waiting.push(isWaiting)),
      sentences: { waited: 'waited', idle: 'idle', late: 'late' },
    });
  });

  const refused: string[] = [];
  const take = async (signal = new AbortController().signal): Promise<string> =>
    capture.take(
      {
        page: 'https://example.com',
        howTo: 'copy it',
        isWanted: (word) => {
          if (!word.startsWith('new')) refused.push(word);
          return word.startsWith('new');
        },
      },
      signal,
      () => undefined,
    );

  it('takes what is new, of the shape and wanted, and asks of each only once', async () => {
    copied = 'word:new-before';
    refused.length = 0;
    const taking = take();
    await setTimeout(100);
    copied = 'no word:new';
    await setTimeout(500);
    copied = 'word:old';
    await setTimeout(1000);
    assert.deepEqual(refused, ['old']);
    assert.deepEqual(waiting, [true]);
    copied = 'word:new';
    assert.equal(await taking, 'new');
    assert.deepEqual(waiting, [true, false]);
  });

  it('takes what is pasted, though it stood in the clipboard before, and none that is not wanted', async () => {
    copied = 'word:new';
    const taking = take();
    await setTimeout(50);
    pasted = 'old';
    await capture.pasteInstead();
    await setTimeout(500);
    pasted = 'new';
    await capture.pasteInstead();
    assert.equal(await taking, 'new');
    await assert.rejects(capture.pasteInstead(), { message: 'idle' });
  });

  it('ends with Cancel, goes on where the clipboard cannot be read, and is one at a time', async () => {
    copied = undefined;
    const controller = new AbortController();
    const taking = take(controller.signal);
    await setTimeout(50);
    await assert.rejects(take(), { message: 'another' });
    controller.abort();
    await assert.rejects(taking, Cancelled);
    assert.deepEqual(waiting, [true, false]);
    copied = 'word:x';
    const next = take();
    copied = 'word:newer';
    assert.equal(await next, 'newer');
  });
});
