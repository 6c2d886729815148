import assert from 'node:assert/strict';
import { get, runningSandbox } from './running.ts';

const notFound = {
  type: 'https://api.postman.com/problems/not-found',
  title: 'Not Found',
  detail: 'Not Found',
  status: 404,
};

describe('sandbox: users', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  it('lists the people of the team', async () => {
    const { key } = sandbox().issueKey();
    const { body } = await get(sandbox(), '/users', key);
    const { data } = body as { data: Record<string, unknown>[] };
    assert.equal(data.length, 8);
    assert.deepEqual(Object.keys(data[0]!), ['id', 'name', 'username', 'email', 'roles', 'joinedAt']);
    assert.equal(data[0]!['name'], 'Maya Lindqvist');
  });

  it('answers an unknown group with nobody', async () => {
    const { key } = sandbox().issueKey();
    assert.deepEqual((await get(sandbox(), '/users?groupId=99', key)).body, { data: [] });
  });

  it('gives one person, 404 for a stranger, 400 for what is no id', async () => {
    const { key } = sandbox().issueKey();
    const found = await get(sandbox(), '/users/31450331', key);
    assert.equal((found.body as { name: string }).name, 'Daniel Okafor');
    const stranger = await get(sandbox(), '/users/1', key);
    assert.equal(stranger.status, 404);
    assert.deepEqual(stranger.body, notFound);
    assert.equal((await get(sandbox(), '/users/daniel', key)).status, 400);
  });

  it('is closed to guests', async () => {
    const { key } = sandbox().issueKey({ user: 'lena-novak' });
    for (const path of ['/users', '/users/31450331']) {
      const reply = await get(sandbox(), path, key);
      assert.equal(reply.status, 403);
      assert.deepEqual(reply.body, {
        type: 'https://api.postman.com/problems/forbidden',
        title: 'Resource cannot be accessed',
        detail: 'Inadequate permissions. Resource access forbidden.',
        status: 403,
      });
    }
  });

  it('wants a key', async () => {
    for (const path of [
      '/users',
      '/users/1',
      '/workspaces',
      '/workspaces/x',
      '/collections',
      '/collections/x',
    ]) {
      assert.equal((await get(sandbox(), path)).status, 401);
    }
  });

  it('has no other paths', async () => {
    const { key } = sandbox().issueKey();
    const reply = await get(sandbox(), '/api-keys', key);
    assert.equal(reply.status, 404);
    assert.match(reply.type, /^application\/problem\+json/);
  });
});

describe('sandbox: a person without a team', () => {
  const sandbox = runningSandbox({ seed: 'small' });

  it('has team 0 and no team users', async () => {
    const { key } = sandbox().issueKey();
    const { user } = (await get(sandbox(), '/me', key)).body as { user: Record<string, unknown> };
    assert.equal(user['teamId'], 0);
    assert.equal('teamName' in user, false);
    assert.equal((await get(sandbox(), '/users', key)).status, 403);
  });
});
