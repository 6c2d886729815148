import assert from 'node:assert/strict';
import { get, runningSandbox } from './running.ts';

const limited = { error: { name: 'rateLimited', message: 'Rate limit exceeded' } };

describe('sandbox: limits', () => {
  const start = Date.UTC(2026, 5, 1);
  const sandbox = runningSandbox({ seed: 'team', now: () => start });

  it('tells what is left in every spelling', async () => {
    const { key } = sandbox().issueKey();
    await get(sandbox(), '/me', key);
    const { headers } = await get(sandbox(), '/me', key);
    const reset = String(start / 1000 + 60);
    const told = {
      RateLimit: 'limit=300, remaining=298, reset=60',
      'RateLimit-Policy': '300;w=60',
      'RateLimit-Limit': '300',
      'RateLimit-Remaining': '298',
      'RateLimit-Reset': reset,
      'X-RateLimit-Limit': '300',
      'X-RateLimit-Remaining': '298',
      'X-RateLimit-Reset': reset,
      'RateLimit-Limit-Month': '1000000',
      'RateLimit-Remaining-Month': '999998',
      'X-RateLimit-Limit-Month': '1000000',
      'X-RateLimit-Remaining-Month': '999998',
    };
    for (const [name, value] of Object.entries(told)) assert.equal(headers.get(name), value, name);
  });

  it('gives a person 300 calls a minute over all their keys', async () => {
    const [one, two] = [sandbox().issueKey(), sandbox().issueKey()];
    for (let call = 0; call < 150; call += 1) {
      await Promise.all([get(sandbox(), '/me', one.key), get(sandbox(), '/me', two.key)]);
    }
    sandbox().clock.advance(20_500);
    const reply = await get(sandbox(), '/me', one.key);
    assert.equal(reply.status, 429);
    assert.deepEqual(reply.body, limited);
    for (const name of ['Retry-After', 'RetryAfter', 'X-RateLimit-RetryAfter']) {
      assert.equal(reply.headers.get(name), '40');
    }
    const other = sandbox().issueKey({ user: 'daniel-okafor' });
    assert.equal((await get(sandbox(), '/me', other.key)).status, 200);
    sandbox().clock.advance(39_500);
    assert.equal((await get(sandbox(), '/me', one.key)).status, 200);
  });

  it('gives the heavy lists ten in ten seconds each', async () => {
    const { key } = sandbox().issueKey();
    const [workspace] = sandbox().world.workspaces;
    for (const path of ['/collections', '/workspaces', `/workspaces/${workspace!.id}`]) {
      for (let call = 0; call < 10; call += 1) {
        assert.equal((await get(sandbox(), path, key)).status, 200);
      }
      const reply = await get(sandbox(), path, key);
      assert.equal(reply.status, 429);
      assert.equal(reply.headers.get('RateLimit-Policy'), '10;w=10');
      assert.equal(reply.headers.get('Retry-After'), '10');
    }
    sandbox().clock.advance(10_000);
    assert.equal((await get(sandbox(), '/collections', key)).status, 200);
  });

  it('ends with the month', async () => {
    const { key } = sandbox().issueKey();
    sandbox().configure({ monthlyUsage: 9, monthlyLimit: 10 });
    assert.equal((await get(sandbox(), '/me', key)).status, 200);
    const reply = await get(sandbox(), '/me', key);
    assert.equal(reply.status, 429);
    assert.deepEqual(reply.body, {
      error: {
        name: 'serviceLimitExhausted',
        message: 'Service limit exhausted. Please contact your team admin.',
      },
    });
    assert.equal(reply.headers.get('Retry-After'), null);
  });
});
