import assert from 'node:assert/strict';
import { get, raw, runningSandbox } from './running.ts';

interface Listed {
  environments: { id: string; uid: string; name: string; isPublic: boolean }[];
}
interface One {
  environment: { id: string; name: string; values: { key: string; value?: string }[]; updatedAt: string };
}

describe('sandbox: environments', () => {
  const sandbox = runningSandbox({ seed: 'team' });
  const send = async (method: string, path: string, key: string, body: unknown) => {
    const headers = { 'X-Api-Key': key, 'Content-Type': 'application/json' };
    const response = await fetch(sandbox().url + path, { method, headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as One };
  };
  const list = async (key: string, workspace?: string): Promise<Listed['environments']> => {
    const id = sandbox().world.workspaces.find(({ name }) => name === workspace)?.id;
    const query = id === undefined ? '' : `?workspace=${id}`;
    return ((await get(sandbox(), `/environments${query}`, key)).body as Listed).environments;
  };

  it('lists what the person may see, by workspace too', async () => {
    const { key } = sandbox().issueKey();
    const guest = sandbox().issueKey({ user: 'lena-novak' });
    assert.deepEqual(
      (await list(key, 'Payments')).map(({ name }) => name),
      ['Staging', 'Production'],
    );
    assert.deepEqual(
      (await list(guest.key)).map(({ isPublic }) => isPublic),
      [true, true],
    );
  });

  it('creates one where the person may, and lists it in its workspace', async () => {
    const { key } = sandbox().issueKey();
    const home = sandbox().world.workspaces.find(({ name }) => name === 'Payments')!.id;
    const values = [{ key: 'a', value: 'b', type: 'secret', enabled: true }];
    const made = await send('POST', `/environments?workspace=${home}`, key, {
      environment: { name: 'New', values },
    });
    const path = `/environments/${made.body.environment.id}`;
    assert.deepEqual(((await get(sandbox(), path, key)).body as One).environment.values, values);
    const { body } = await get(sandbox(), `/workspaces/${home}`, key);
    assert.equal((body as { workspace: { environments: unknown[] } }).workspace.environments.length, 3);
    sandbox().reset();
    const again = sandbox().issueKey();
    assert.equal((await get(sandbox(), path, again.key)).status, 400);
  });

  it('patches all or nothing', async () => {
    const { key } = sandbox().issueKey();
    const [staging] = await list(key, 'Payments');
    const path = `/environments/${staging!.uid}`;
    const keys = async () =>
      ((await get(sandbox(), path, key)).body as One).environment.values.map(
        (one) => `${one.key}=${one.value}`,
      );
    const before = await keys();
    const failed = await send('PATCH', path, key, [
      { op: 'replace', path: '/values/0/value', value: 'x' },
      { op: 'replace', path: '/values/3/value', value: 'x' },
    ]);
    assert.equal(failed.status, 400);
    assert.deepEqual(await keys(), before);
    const done = await send('PATCH', path, key, [
      { op: 'remove', path: '/values/1' },
      { op: 'add', path: '/values/0', value: { key: 'first', value: '1' } },
      { op: 'add', path: '/values/3', value: { key: 'last', value: '2' } },
      { op: 'replace', path: '/name', value: 'Renamed' },
    ]);
    assert.equal(done.body.environment.name, 'Renamed');
    assert.deepEqual(await keys(), ['first=1', before[0], before[2], 'last=2']);
  });

  it('is changed all the same where only the answer is at fault', async () => {
    const { key } = sandbox().issueKey();
    const [staging] = await list(key, 'Payments');
    const path = `/environments/${staging!.uid}`;
    sandbox().faults.add({ kind: 'status', status: 503, method: 'PATCH', times: 1, carriedOut: true });
    const body = [{ op: 'replace', path: '/name', value: 'Renamed' }];
    assert.equal((await send('PATCH', path, key, body)).status, 503);
    assert.equal(((await get(sandbox(), path, key)).body as One).environment.name, 'Renamed');
  });

  it('wants to know how long a body is', async () => {
    const { key } = sandbox().issueKey();
    const post = async (headers: Record<string, string>) =>
      (await raw(sandbox(), '/environments', { Host: 'localhost', 'X-Api-Key': key, ...headers }, 'POST'))
        .status;
    assert.equal(await post({ 'Transfer-Encoding': 'chunked' }), 411);
    assert.equal(await post({ 'Content-Length': String(31 * 1024 * 1024), Connection: 'close' }), 413);
  });
});
