import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PostmanProblem, type ProblemKind } from '../../../src/postman/problem.ts';
import { retrying, secondsBefore, type Patience } from '../../../src/postman/retry.ts';

const { signal } = new AbortController();

function problem(kind: ProblemKind, retryAfterSeconds?: number): PostmanProblem {
  return new PostmanProblem({ kind, host: 'h', message: kind, retryAfterSeconds });
}

/** Lets `answers` fail in turn, then succeed, and tells how often it was asked and how long it would have slept. */
async function run(answers: (PostmanProblem | Error)[], patience: Patience = {}) {
  const left = [...answers];
  const slept: number[] = [];
  const asked: number[] = [];
  let tries = 0;
  const attempt = async () => {
    tries++;
    const error = left.shift();
    return error === undefined ? Promise.resolve('done') : Promise.reject(error);
  };
  const outcome = await retrying(attempt, signal, {
    random: () => 0,
    sleep: async (ms) => Promise.resolve(void slept.push(ms)),
    ...patience,
    ...(patience.onLongWait && {
      onLongWait: async (seconds, given) => {
        asked.push(seconds);
        return patience.onLongWait!(seconds, given);
      },
    }),
  }).catch((error: unknown) => error);
  return { outcome, tries, slept, asked };
}

describe('trying again', () => {
  for (const kind of [
    'refused',
    'forbidden',
    'notFound',
    'badRequest',
    'quota',
    'proxy',
    'certificate',
    'timeout',
    'tooLarge',
    'unreadable',
    'redirected',
    'cancelled',
    'notPinned',
  ] as const) {
    it(`is not done when ${kind}`, async () => {
      const once = await run([problem(kind, 1)]);
      assert.ok(once.outcome instanceof PostmanProblem && once.outcome.kind === kind);
      assert.deepEqual([once.tries, once.slept], [1, []]);
    });
  }

  it('is not done for a mistake of ours', async () => {
    const { outcome, tries } = await run([new TypeError('x')]);
    assert.ok(outcome instanceof TypeError && tries === 1);
  });

  it('is done once and at once when there was no connection', async () => {
    assert.deepEqual(await run([problem('offline')]), { outcome: 'done', tries: 2, slept: [250], asked: [] });
    assert.equal((await run([problem('offline'), problem('offline')])).tries, 2);
  });

  it('is done twice when the server is in trouble, and no more', async () => {
    const server = problem('server');
    assert.deepEqual(await run([server, server]), {
      outcome: 'done',
      tries: 3,
      slept: [500, 1000],
      asked: [],
    });
    assert.deepEqual(await run([server, server, server]), {
      outcome: server,
      tries: 3,
      slept: [500, 1000],
      asked: [],
    });
  });

  it('waits as Postman says', async () => {
    assert.deepEqual((await run([problem('rateLimited', 7), problem('server', 3)])).slept, [7000, 3000]);
  });

  it('waits longer and longer where Postman says nothing', async () => {
    assert.deepEqual((await run([problem('rateLimited'), problem('rateLimited')])).slept, [1000, 2000]);
  });

  it('is spread over up to a second, and never sooner than asked', async () => {
    const late = await run([problem('rateLimited', 7)], { random: () => 0.5 });
    assert.deepEqual(late.slept, [7500]);
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 1, max: 1e6 }), { nil: undefined }),
        fc.integer({ min: 1, max: 2 }),
        (asked, tries) => {
          assert.ok(secondsBefore(problem('rateLimited', asked), tries)! >= Math.max(1, asked ?? 1));
          assert.equal(secondsBefore(problem('rateLimited', asked), 3), undefined);
        },
      ),
    );
  });

  it('asks before it waits for more than a minute', async () => {
    const long = problem('rateLimited', 61);
    assert.deepEqual(await run([long]), { outcome: long, tries: 1, slept: [], asked: [] });
    assert.deepEqual(await run([long], { onLongWait: async () => Promise.resolve(false) }), {
      outcome: long,
      tries: 1,
      slept: [],
      asked: [61],
    });
    assert.deepEqual(await run([long], { onLongWait: async () => Promise.resolve(true) }), {
      outcome: 'done',
      tries: 2,
      slept: [61_000],
      asked: [61],
    });
    assert.deepEqual((await run([problem('rateLimited', 60)])).slept, [60_000]);
  });

  it('asks when short waits add up to more than a minute', async () => {
    const { slept, asked } = await run([problem('rateLimited', 40), problem('rateLimited', 40)], {
      onLongWait: async () => Promise.resolve(true),
    });
    assert.deepEqual([slept, asked], [[40_000, 40_000], [40]]);
  });
});
