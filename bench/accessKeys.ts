// What a long list of access keys costs, beside a plain loop over fetch that shows nothing before it has everything.
// Pauses that the limit asks for are counted and not sat out: the sandbox's clock is moved on instead.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as v from 'valibot';

import { createAccessKeyList } from '../src/keyring/accessKeyList.ts';
import { createNames, type Names } from '../src/keyring/collectionNames.ts';
import { startSandbox, type Sandbox } from '../src/sandbox/server/start.ts';
import { openWindow, type Window } from '../test/unit/keyring/accessKeyListWindow.ts';
import { middle } from './middle.ts';
import { contentsOf, treeTimes, type TreeTimes } from './treeCalls.ts';

const sizes = [100, 1_000, 10_000];
const rounds = 3;
const path = '/collection-access-keys';
const page = v.object({ data: v.array(v.unknown()), meta: v.object({ nextCursor: v.string() }) });

interface Loaded {
  readonly requests: number;
  readonly refusals: number;
  readonly firstRows: number;
  readonly whole: number;
  readonly paused: number;
  readonly megabytes: number;
}

setFlagsFromString('--expose_gc');
const collectGarbage = v.parse(v.function(), runInNewContext('gc'));
const heap = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
};
const middles = (all: readonly Loaded[]): Loaded => {
  const of = (name: keyof Loaded): number => middle(all.map((one) => one[name]));
  return {
    requests: of('requests'),
    refusals: Math.max(...all.map(({ refusals }) => refusals)),
    firstRows: of('firstRows'),
    whole: of('whole'),
    paused: of('paused'),
    megabytes: of('megabytes'),
  };
};

/** A company of so many keys, and somebody who sees them all. */
async function open(keys: number): Promise<{ sandbox: Sandbox; window: Window; key: string }> {
  const sandbox = await startSandbox({ seed: 'huge' });
  for (const { id } of sandbox.accessKeys().slice(keys)) {
    // What is deleted already cannot be deleted.
    sandbox.setAccessKey(id, { deletedAt: null });
    sandbox.deleteAccessKey(id);
  }
  const window = await openWindow(sandbox);
  const { id } = await window.addKey();
  const key = (await window.keyring.secretOf(id)).secret.reveal();
  return { sandbox, window, key };
}

/** Milliseconds of work, and seconds of pauses, from here on. */
function stopwatch(window: Window): { work: () => number; pauses: () => number } {
  const start = performance.now();
  const before = window.slept.length;
  return {
    work: () => performance.now() - start,
    pauses: () => window.slept.slice(before).reduce((sum, seconds) => sum + seconds, 0),
  };
}

/** The list and the tree over it, which is drawn whenever it changes. */
async function loadList(window: Window, names: Names, keys: number): Promise<Loaded & TreeTimes> {
  const list = createAccessKeyList(window);
  const contents = contentsOf(window, list, names);
  const before = heap();
  window.client.lines.length = 0;
  const watch = stopwatch(window);
  let firstRows = Number.NaN;
  const subscription = contents.onDidChange(() => {
    if (Number.isNaN(firstRows) && contents.model.total > 0) firstRows = watch.work();
  });
  await list.load();
  await contents.settled();
  subscription.dispose();
  const [whole, paused] = [watch.work(), watch.pauses()];
  if (contents.model.total !== keys) throw new Error(`${contents.model.total} of ${keys} keys came.`);
  const lines = window.client.lines.filter((line) => line.includes(path));
  const refusals = lines.filter((line) => line.includes(' 429 ')).length;
  window.client.lines.length = 0;
  const megabytes = heap() - before;
  const times = await treeTimes(contents);
  contents.dispose();
  list.dispose();
  return { requests: lines.length, refusals, firstRows, whole, paused, megabytes, ...times };
}

async function plainLoop(sandbox: Sandbox, window: Window, key: string): Promise<Loaded> {
  const before = heap();
  const watch = stopwatch(window);
  const all: unknown[] = [];
  let [requests, refusals] = [0, 0];
  for (let cursor: string | undefined = ''; cursor !== undefined; requests += 1) {
    const answer = await ask(sandbox, key, cursor);
    if (answer.status === 429) {
      refusals += 1;
      await window.sleep(Number(answer.headers.get('Retry-After')) * 1000);
      continue;
    }
    const { data, meta } = v.parse(page, await answer.json());
    all.push(...data);
    cursor = meta.nextCursor || undefined;
  }
  const [whole, paused] = [watch.work(), watch.pauses()];
  const megabytes = heap() - before;
  if (all.length === 0) throw new Error('The loop found nothing.');
  return { requests, refusals, firstRows: whole, whole, paused, megabytes };
}

async function ask(sandbox: Sandbox, key: string, cursor: string): Promise<Response> {
  const query = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return fetch(`${sandbox.url}${path}${query}`, { headers: { 'X-Api-Key': key } });
}

async function bareRequest(sandbox: Sandbox, key: string): Promise<number> {
  const start = performance.now();
  await (await ask(sandbox, key, '')).json();
  return performance.now() - start;
}

async function measure(keys: number): Promise<void> {
  const { sandbox, window, key } = await open(keys);
  /** The windows of the limit are over. */
  const rest = (): void => {
    sandbox.clock.advance(61_000);
  };
  const names = createNames(window);
  for (const { id, ownerId, name } of sandbox.world.collections) names.note(`${ownerId}-${id}`, name);
  const lists: (Loaded & TreeTimes)[] = [];
  const loops: Loaded[] = [];
  const bare: number[] = [];
  // The first round is for the compiler.
  for (let round = 0; round <= rounds; round += 1) {
    rest();
    bare[round] = await bareRequest(sandbox, key);
    rest();
    lists[round] = await loadList(window, names, keys);
    rest();
    loops[round] = await plainLoop(sandbox, window, key);
  }
  const tree = {
    answer: middle(lists.slice(1).map(({ answer }) => answer)),
    wait: middle(lists.slice(1).map(({ wait }) => wait)),
  };
  print(keys, middles(lists.slice(1)), middles(loops.slice(1)), middle(bare.slice(1)), tree);
  names.dispose();
  await window.dispose();
  await sandbox.close();
}

/** `< 0.1 ms`, `12 ms`, `3 min 1 s`. */
function time(milliseconds: number): string {
  if (milliseconds < 0.1) return '< 0.1 ms';
  if (milliseconds < 1000) return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function print(keys: number, list: Loaded, loop: Loaded, bare: number, tree: TreeTimes): void {
  const row = (name: string, own: string, theirs = ''): string =>
    `  ${name.padEnd(44)}${own.padStart(12)}${theirs.padStart(14)}`;
  const count = (value: number): string => value.toLocaleString('en');
  // Pauses that the limit asks for are part of what a person waits.
  const waited = ({ whole, paused }: Loaded): string => time(whole + paused * 1000);
  console.log(
    [
      row(`${count(keys)} access keys`, 'the view', 'a plain loop').slice(2),
      row(`requests (at least ${count(Math.ceil(keys / 10))})`, count(list.requests), count(loop.requests)),
      row('refused, since the limit was passed', count(list.refusals), count(loop.refusals)),
      row(`first rows (one bare request: ${time(bare)})`, time(list.firstRows), waited(loop)),
      row('all rows, with the pauses of the limit', waited(list), waited(loop)),
      row('all rows, without them', time(list.whole), time(loop.whole)),
      row('memory', `${list.megabytes.toFixed(1)} MB`, `${loop.megabytes.toFixed(1)} MB`),
      row('slowest answer to the tree', time(tree.answer)),
      row('and its wait, while a new model is made', time(tree.wait)),
      '',
    ].join('\n'),
  );
}

console.log(
  `The Collection Access Keys view on the sandbox, beside a loop over fetch that shows nothing before it has\n` +
    `everything. Median of ${rounds} loads; the sandbox's clock moves on in the pauses that the limit asks for.\n`,
);
for (const keys of sizes) await measure(keys);
