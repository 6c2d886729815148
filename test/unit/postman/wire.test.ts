import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allCollections } from '../../../src/postman/collections.ts';
import { PostmanProblem } from '../../../src/postman/problem.ts';
import { decodeMe, decodeUsers } from '../../../src/postman/users.ts';
import { allWorkspaces } from '../../../src/postman/workspaces.ts';
import { wildText } from './arbitrary.ts';

const unreadable = (place: string) => (error: unknown) => {
  assert.ok(error instanceof PostmanProblem && error.kind === 'unreadable', String(error));
  assert.ok(error.message.includes(place), error.message);
  return true;
};

describe('the answer to GET /me', () => {
  const user = {
    id: 12345678,
    sub: '4d71435e-0e67-45b9-9d4c-e3262166d157',
    username: 'taylor-lee',
    email: 'taylor.lee@example.com',
    fullName: 'Taylor Lee',
    avatar: null,
    teamId: 123,
    teamName: 'Test Team',
    teamDomain: 'test-team',
    roles: ['user', 'flow-editor', 'some-role-of-tomorrow'],
  };
  const account = {
    userId: 12345678,
    userName: 'taylor-lee',
    fullName: 'Taylor Lee',
    email: 'taylor.lee@example.com',
    teamId: 123,
    teamName: 'Test Team',
    teamDomain: 'test-team',
    roles: ['user', 'flow-editor', 'some-role-of-tomorrow'],
  };

  it('is an account', () => assert.deepEqual(decodeMe({ user }, 'h'), account));

  it('has the usage, without rows that are none', () => {
    const rows = [
      { name: 'api_usage', limit: 1000, usage: 5, overage: 1 },
      { name: 'file_storage_limit', limit: 1, usage: 0.28 },
      { name: 'x' },
      null,
      7,
    ];
    assert.deepEqual(decodeMe({ user, operations: rows }, 'h').operations, [
      { name: 'api_usage', limit: 1000, usage: 5, overage: 1 },
      { name: 'file_storage_limit', limit: 1, usage: 0.28, overage: 0 },
    ]);
    assert.deepEqual(decodeMe({ user, operations: 'none' }, 'h'), account);
  });

  it('has no team for the number 0', () => {
    const { teamId, teamName, teamDomain, ...alone } = account;
    assert.ok(teamId && teamName && teamDomain);
    assert.deepEqual(decodeMe({ user: { ...user, teamId: 0, teamName: '', teamDomain: null } }, 'h'), alone);
  });

  it('is enough with an id, which may be text', () => {
    const least = { userName: '', fullName: '', email: '', roles: [] };
    assert.deepEqual(decodeMe({ user: { id: 1 } }, 'h'), { userId: 1, ...least });
    assert.deepEqual(decodeMe({ user: { id: '12345678', roles: 'x', email: 5 } }, 'h'), {
      userId: 12345678,
      ...least,
    });
  });

  for (const [place, body] of [
    ['user.id', { user: {} }],
    ['user.id', { user: { id: null } }],
    ['user.id', { user: { id: 0 } }],
    ['user.id', { user: { id: 1.5 } }],
    ['user.id', { user: { id: '1e3' } }],
    ['user', {}],
    ['user', { user: 'taylor' }],
    ['whole answer', null],
    ['whole answer', 'ok'],
  ] as const) {
    it(`is unreadable without ${place}, as in ${JSON.stringify(body)}`, () => {
      assert.throws(() => decodeMe(body, 'h'), unreadable(place));
    });
  }

  it('shows names as one harmless line', () => {
    fc.assert(
      fc.property(wildText, wildText, fc.array(wildText), (fullName, teamName, roles) => {
        const me = decodeMe({ user: { ...user, fullName, teamName, roles } }, 'h');
        for (const text of [me.fullName, me.teamName ?? '', ...me.roles]) {
          assert.doesNotMatch(text, /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u);
        }
      }),
    );
  });

  it('never stumbles otherwise than by the one problem', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (body, part) => {
        for (const one of [
          body,
          { user: body },
          { user: { ...user, roles: part, teamId: body }, operations: part },
        ]) {
          try {
            decodeMe(one, 'h');
          } catch (error) {
            unreadable('')(error);
          }
        }
      }),
    );
  });
});

describe('the answer to GET /users', () => {
  it('is the members', () => {
    const data = [
      {
        id: 1,
        name: 'Taylor\u202e Lee',
        username: 'taylor-lee',
        email: 't@example.com',
        roles: ['admin'],
        joinedAt: '2022-11-23T14:38:25.000Z',
      },
      { id: '2' },
    ];
    assert.deepEqual(decodeUsers({ data }, 'h'), [
      {
        id: 1,
        name: 'Taylor Lee',
        userName: 'taylor-lee',
        email: 't@example.com',
        roles: ['admin'],
        joinedAt: new Date('2022-11-23T14:38:25.000Z'),
      },
      { id: 2, name: '', userName: '', email: '', roles: [] },
    ]);
    assert.deepEqual(decodeUsers({ data: [] }, 'h'), []);
  });

  it('is unreadable without a list, or with a nobody in it', () => {
    assert.throws(() => decodeUsers({ data: 'none' }, 'h'), unreadable('data'));
    assert.throws(() => decodeUsers({ data: [{ id: 1 }, { name: 'x' }] }, 'h'), unreadable('data.1.id'));
  });
});

/** Answers each path with the next body, and keeps the paths. */
function pages(...bodies: unknown[]) {
  const paths: string[] = [];
  const bodyOf = async (path: string) => {
    paths.push(path);
    return Promise.resolve(bodies[Math.min(paths.length, bodies.length) - 1]);
  };
  return { paths, bodyOf };
}

describe('all workspaces', () => {
  const row = (id: string) => ({ id, name: `Name ${id}`, type: 'team', visibility: 'of-tomorrow', extra: 1 });
  const read = ({ id, name }: { id: string; name: string }) => ({
    id,
    name,
    type: 'team',
    visibility: 'of-tomorrow',
  });

  it('are read page by page', async () => {
    const { paths, bodyOf } = pages(
      { workspaces: [row('a'), row('b')], meta: { nextCursor: 'N+g=' } },
      { workspaces: [row('c')], meta: { nextCursor: '' } },
    );
    assert.deepEqual(
      await allWorkspaces(bodyOf, 'h'),
      ['a', 'b', 'c'].map((id) => read(row(id))),
    );
    assert.deepEqual(paths, ['/workspaces?limit=100', '/workspaces?limit=100&cursor=N%2Bg%3D']);
  });

  it('end where there is no cursor', async () => {
    for (const meta of [undefined, null, {}, { nextCursor: null }, 'x']) {
      const { paths, bodyOf } = pages({ workspaces: [], meta });
      assert.deepEqual(await allWorkspaces(bodyOf, 'h'), []);
      assert.equal(paths.length, 1);
    }
  });

  it('are unreadable when the cursors lead back, or on and on', async () => {
    const back = pages({ workspaces: [], meta: { nextCursor: 'a' } });
    await assert.rejects(allWorkspaces(back.bodyOf, 'h'), unreadable('no end'));
    assert.equal(back.paths.length, 2);
    let count = 0;
    const on = async () => Promise.resolve({ workspaces: [], meta: { nextCursor: String(count++) } });
    await assert.rejects(allWorkspaces(on, 'h'), unreadable('no end'));
    assert.ok(count < 300);
  });

  it('are unreadable with an id that could lead a path astray', async () => {
    await assert.rejects(
      allWorkspaces(pages({ workspaces: [row('../me')] }).bodyOf, 'h'),
      unreadable('workspaces.0.id'),
    );
  });
});

describe('all collections', () => {
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      id: `${from + i}`,
      uid: `1-${from + i}`,
      name: 'n',
      owner: '1',
      updatedAt: 'rubbish',
    }));

  it('are read page by page, and one that moved counts once', async () => {
    const { paths, bodyOf } = pages({ collections: rows(0, 100) }, { collections: rows(99, 20) });
    const all = await allCollections(bodyOf, 'h', 'w1');
    assert.equal(all.length, 119);
    assert.deepEqual(all[0], { id: '0', uid: '1-0', name: 'n', owner: '1', updatedAt: undefined });
    assert.deepEqual(paths, [
      '/collections?workspace=w1&limit=100&offset=0',
      '/collections?workspace=w1&limit=100&offset=100',
    ]);
  });

  it('are read from a server that knows no pages', async () => {
    const { paths, bodyOf } = pages({ collections: rows(0, 150) });
    assert.equal((await allCollections(bodyOf, 'h')).length, 150);
    assert.equal(paths.length, 2);
  });

  it('are unreadable when there is no end to them', async () => {
    let from = 0;
    const on = async () => Promise.resolve({ collections: rows((from += 100), 100) });
    await assert.rejects(allCollections(on, 'h'), unreadable('no end'));
  });
});
