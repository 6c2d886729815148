import assert from 'node:assert/strict';
import { get, runningSandbox } from './running.ts';

interface Trail {
  id: number;
  action: string;
  timestamp: string;
  message: string;
  data: { actor: { id: number; active: boolean } };
}

describe('sandbox: the audit log', () => {
  const sandbox = runningSandbox({ seed: 'team' });
  beforeEach(() => sandbox().configure({ plan: 'enterprise' }));

  const logs = async (query = ''): Promise<{ trails: Trail[]; nextCursor: string }> =>
    (await get(sandbox(), `/audit/logs${query}`, sandbox().issueKey({ name: 'reader' }).key)).body as {
      trails: Trail[];
      nextCursor: string;
    };

  it('is for admins of Enterprise teams', async () => {
    const refusal = {
      error: { name: 'ForbiddenRequest', message: 'You do not have permissions to view audit actions' },
    };
    const member = await get(sandbox(), '/audit-actions', sandbox().issueKey({ user: 'jonas-weber' }).key);
    assert.deepEqual([member.status, member.body], [403, refusal]);
    const admin = sandbox().issueKey({ user: 'tomas-rivera' }).key;
    assert.equal((await get(sandbox(), '/audit-actions', admin)).status, 200);
    sandbox().configure({ plan: 'free' });
    for (const path of ['/audit-actions', '/audit/logs']) {
      const free = await get(sandbox(), path, admin);
      assert.deepEqual([free.status, free.body], [403, refusal]);
    }
  });

  it('names the actions, those of keys among others', async () => {
    const { body } = await get(sandbox(), '/audit-actions', sandbox().issueKey().key);
    const names = (body as { name: string }[]).map(({ name }) => name);
    for (const name of ['user.apikey_activate', 'team.scimkey_activate', 'user.mfa_reset']) {
      assert.ok(names.includes(name));
    }
    assert.deepEqual(names.filter((name) => name.includes('access_key')).length, 2);
  });

  it('tells what was done to keys here, newest first, and never a key', async () => {
    const made = sandbox().issueKey({ name: 'CI' });
    sandbox().clock.advance(1000);
    sandbox().revoke(made.id);
    sandbox().clock.advance(1000);
    const shared = sandbox().issueAccessKey({ user: 'daniel-okafor', collection: 'Ledger' });
    sandbox().clock.advance(1000);
    sandbox().deleteAccessKey(shared.id);
    sandbox().clock.advance(1000);
    const { trails } = await logs('?limit=5');
    assert.deepEqual(
      trails.slice(1).map(({ message }) => message),
      [
        'Daniel Okafor: Revoked Collection Access Key (Ledger)',
        'Daniel Okafor: Created Collection Access Key (Ledger)',
        'Maya Lindqvist: Revoked API Key (CI)',
        'Maya Lindqvist: Activated API Key (CI)',
      ],
    );
    assert.doesNotMatch(JSON.stringify(trails), /PMA[KT]-/);
  });

  it('pages, filters and turns round', async () => {
    const action = '?action=user.apikey_activate';
    sandbox().configure({ monthlyUsage: 0 });
    const { key } = sandbox().issueKey();
    const all = (await get(sandbox(), `/audit/logs${action}&limit=300&orderBy=asc`, key)).body as {
      trails: Trail[];
    };
    assert.ok(all.trails.length > 3);
    assert.ok(all.trails.every((trail) => trail.action === 'user.apikey_activate'));
    const paged: Trail[] = [];
    for (let cursor = ''; ;) {
      const path = `/audit/logs${action}&limit=2&orderBy=asc&cursor=${encodeURIComponent(cursor)}`;
      const { trails, nextCursor } = (await get(sandbox(), path, key)).body as Awaited<
        ReturnType<typeof logs>
      >;
      paged.push(...trails);
      cursor = nextCursor;
      if (cursor === '') break;
    }
    assert.deepEqual(paged, all.trails);
    assert.equal(new Set(paged.map(({ id }) => id)).size, paged.length);
    const times = paged.map(({ timestamp }) => timestamp);
    assert.deepEqual(times, times.toSorted());
  });

  it('looks between days, and 180 days back', async () => {
    const today = new Date(sandbox().clock.now()).toISOString().slice(0, 10);
    const before = await logs(`?until=${today}&limit=300`);
    assert.ok(before.trails.length > 20);
    assert.ok(before.trails.every(({ timestamp }) => timestamp < today));
    const since = await logs(`?since=${today}&limit=300`);
    assert.ok(since.trails.length > 0 && since.trails.every(({ timestamp }) => timestamp >= today));
    sandbox().clock.advance(181 * 86_400_000);
    assert.ok((await logs('?limit=300')).trails.every(({ message }) => message.endsWith('(reader)')));
  });

  it('refuses what it cannot read', async () => {
    for (const query of [
      'action=odd',
      'action=a.b;c',
      'limit=0',
      'limit=301',
      'since=yesterday',
      'cursor=odd',
    ]) {
      const reply = await get(sandbox(), `/audit/logs?${query}`, sandbox().issueKey().key);
      assert.equal(reply.status, 400, query);
    }
  });

  it('knows who has left', async () => {
    sandbox().issueAccessKey({ user: 'jonas-weber' });
    sandbox().removePerson('jonas-weber');
    const { trails } = await logs('?action=collection.access_key_create&limit=1');
    assert.equal(trails[0]!.data.actor.active, false);
    assert.match(trails[0]!.message, /^Jonas Weber/);
  });
});
