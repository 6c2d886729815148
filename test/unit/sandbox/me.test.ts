import assert from 'node:assert/strict';
import { get, keyShape, runningSandbox } from './running.ts';

const refused = {
  error: {
    name: 'AuthenticationError',
    message: 'Invalid API Key. Every request requires a valid API Key to be sent.',
  },
};

interface Me {
  user: Record<string, unknown>;
  operations?: { name: string; limit: number; usage: number; overage: number }[];
}

describe('sandbox: GET /me', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  it('says who the key is of', async () => {
    const { key } = sandbox().issueKey({ user: 'aiko-tanabe' });
    const reply = await get(sandbox(), '/me', key);
    const { user } = reply.body as Me;
    assert.equal(reply.status, 200);
    assert.deepEqual(user, {
      id: 31450227,
      sub: user['sub'],
      username: 'aiko-tanabe',
      email: 'aiko.tanabe@example.com',
      fullName: 'Aiko Tanabe',
      avatar: user['avatar'],
      isPublic: false,
      emailVerified: true,
      teamId: 482310,
      teamName: 'Northwind',
      teamDomain: 'northwind',
      roles: ['user', 'flow-editor', 'community-manager'],
    });
  });

  it('counts itself in api_usage', async () => {
    const { key } = sandbox().issueKey();
    const usage = async (): Promise<number | undefined> => {
      const { operations } = (await get(sandbox(), '/me', key)).body as Me;
      return operations?.find(({ name }) => name === 'api_usage')?.usage;
    };
    assert.equal(await usage(), 1);
    assert.equal(await usage(), 2);
  });

  it('tells guests and partners nothing of operations', async () => {
    for (const user of ['lena-novak', 'sam-whitlock']) {
      const { key } = sandbox().issueKey({ user });
      assert.deepEqual(Object.keys((await get(sandbox(), '/me', key)).body as Me), ['user']);
    }
  });

  it('takes the header name in any case', async () => {
    const { key } = sandbox().issueKey();
    for (const name of ['x-api-key', 'X-API-KEY', 'X-Api-Key']) {
      assert.equal((await fetch(`${sandbox().url}/me`, { headers: { [name]: key } })).status, 200);
    }
  });

  it('refuses missing, malformed, unknown, revoked, regenerated and expired keys with one and the same body', async () => {
    const revoked = sandbox().issueKey();
    sandbox().revoke(revoked.id);
    const regenerated = sandbox().issueKey();
    sandbox().regenerate(regenerated.id);
    sandbox().setExpiry(30);
    const expired = sandbox().issueKey();
    assert.equal((await get(sandbox(), '/me', expired.key)).status, 200);
    sandbox().clock.advance(30 * 86_400_000);
    const unknown = `PMAK-${'0'.repeat(24)}-${'0'.repeat(34)}`;
    for (const key of [undefined, 'nonsense', unknown, revoked.key, regenerated.key, expired.key]) {
      const reply = await get(sandbox(), '/me', key);
      assert.equal(reply.status, 401);
      assert.match(reply.type, /^application\/problem\+json/);
      assert.deepEqual(reply.body, refused);
    }
  });

  it('does not take the key from the query', async () => {
    const { key } = sandbox().issueKey();
    assert.equal((await get(sandbox(), `/me?apikey=${key}`)).status, 401);
  });

  it('tells the time of its own clock', async () => {
    const { key } = sandbox().issueKey();
    sandbox().clock.set(Date.UTC(2031, 4, 6, 7, 8, 9));
    const { headers } = await get(sandbox(), '/me', key);
    assert.match(headers.get('Date') ?? '', /^Tue, 06 May 2031 07:08/);
  });
});

describe('sandbox: the keys it issues', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  it('have the shape of Postman’s and carry the second of their making', () => {
    const at = Date.UTC(2026, 0, 2, 3, 4, 5);
    sandbox().clock.set(at);
    const { id, key } = sandbox().issueKey();
    assert.match(key, new RegExp(`^${keyShape.source}$`));
    assert.equal(key.slice(5, 29), id);
    assert.ok(Math.abs(parseInt(id.slice(0, 8), 16) - at / 1000) <= 1);
  });

  it('keep the expiry they were made with when the setting changes', async () => {
    const forEver = sandbox().issueKey();
    sandbox().setExpiry(30);
    const mortal = sandbox().issueKey();
    sandbox().clock.advance(31 * 86_400_000);
    assert.equal((await get(sandbox(), '/me', forEver.key)).status, 200);
    assert.equal((await get(sandbox(), '/me', mortal.key)).status, 401);
  });

  it('are regenerated with a new id and time, and the old one dies at once', async () => {
    const old = sandbox().issueKey({ name: 'CI' });
    sandbox().clock.advance(5000);
    const fresh = sandbox().regenerate(old.id);
    assert.notEqual(fresh.id, old.id);
    assert.ok(parseInt(fresh.id.slice(0, 8), 16) >= parseInt(old.id.slice(0, 8), 16) + 5);
    assert.equal((await get(sandbox(), '/me', old.key)).status, 401);
    assert.equal((await get(sandbox(), '/me', fresh.key)).status, 200);
  });

  it('outlive a regenerate when a test asks for it', async () => {
    sandbox().configure({ regenerateKeepsOldKey: true });
    const old = sandbox().issueKey();
    sandbox().regenerate(old.id);
    assert.equal((await get(sandbox(), '/me', old.key)).status, 200);
  });

  it('are refused for people who are not there', () => {
    assert.throws(() => sandbox().issueKey({ user: 'nobody' }), /Nobody in this sandbox/);
  });
});
