import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

import { behindExplorer, hideView, showView } from './accessKeyRows.ts';
import { until, useApp } from './app.ts';

const path = '/collection-access-keys';
const size = 10_000;

describe('Ten thousand collection access keys', function () {
  this.timeout(60_000);
  const app = useApp('huge');
  behindExplorer(app);

  const log = () => app().sandbox.requests();
  const pagesAsked = (): number => log().filter((one) => one.path === path).length;
  const refused = (): number => log().filter(({ status }) => status === 429).length;
  /** Counts what the tree is told, and prints what it costs this process, in which the sandbox runs as well. */
  const watched = async (what: string, work: () => Promise<void>): Promise<number> => {
    const contents = await app().accessKeys.contents();
    let told = 0;
    const subscription = contents.onDidChange(() => (told += 1));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const [before, start] = [process.memoryUsage().heapUsed, performance.now()];
    delay.enable();
    await work();
    delay.disable();
    subscription.dispose();
    const seconds = (performance.now() - start) / 1000;
    const grown = (process.memoryUsage().heapUsed - before) / 1e6;
    console.log(
      `      ${what}: ${seconds.toFixed(1)} s, ${told} changes, ${grown.toFixed(0)} MB more heap, event loop held ` +
        `${(delay.max / 1e6).toFixed(0)} ms at most, ${(delay.percentile(99) / 1e6).toFixed(0)} ms at 99 %`,
    );
    assert.ok(told <= 12 + 8 * seconds, `${told} changes in ${seconds} s`);
    return told;
  };

  it('are there with no more requests than it takes, and seen in another way without any', async () => {
    const { accessKeys, sandbox, stored } = app();
    const [contents, list] = await Promise.all([accessKeys.contents(), accessKeys.list()]);
    await stored();
    sandbox.configure({ pageSize: 500 });
    await watched('all rows', async () => {
      await showView();
      await until('the list is there', () => list.status.isComplete);
      await contents.settled();
    });
    assert.deepEqual([pagesAsked(), refused()], [size / 500, 0]);
    assert.deepEqual([contents.rows.length, contents.model.total], [size, size]);
    assert.equal(contents.model.childrenOf(undefined).length, 201, 'two hundred, and a row for more');
    await watched('another order', async () => contents.change({ groupBy: 'expiry', sortBy: 'expires' }));
    await watched('words', async () =>
      contents.change({ filter: { ...contents.state.filter, text: 'never' } }),
    );
    assert.ok(contents.model.shown > 0 && contents.model.shown < size);
    assert.equal(pagesAsked(), size / 500);
  });

  it('show a page after one request, never pass the limit, and are let be when nobody looks', async () => {
    const { accessKeys, stored } = app();
    const [contents, list] = await Promise.all([accessKeys.contents(), accessKeys.list()]);
    await stored();
    let askedForFirst: number | undefined;
    const subscription = contents.onDidChange(() => {
      if (contents.model.total > 0) askedForFirst ??= pagesAsked();
    });
    await watched('pages up to the limit', async () => {
      await showView();
      await until('it loads', () => list.status.isLoading);
      while (list.status.isLoading && list.status.waiting === undefined) await setTimeout(20);
    });
    subscription.dispose();
    assert.equal(askedForFirst, 1);
    const { pages, problem } = list.status;
    assert.ok(pages > 250 && pages <= 300, `${pages} pages, ${problem}`);
    assert.equal(refused(), 0);
    await hideView();
    await until('it is given up', () => !list.status.isLoading);
  });
});
