import assert from 'node:assert/strict';
import { startSandbox } from '../../../src/sandbox/server/start.ts';
import { plantedAccessKeys } from '../../../src/sandbox/server/world/accessKeys.ts';
import { worldOf } from '../../../src/sandbox/server/world/seeds.ts';

describe('sandbox: seeds', () => {
  it('are the same on every run', () => {
    for (const seed of ['small', 'team', 'huge'] as const) assert.deepEqual(worldOf(seed), worldOf(seed));
    // Pinned: tests and pictures elsewhere lean on these.
    assert.equal(worldOf('team').workspaces[0]?.id, '54d3e3e2-18bf-4d0c-874a-bd2324d6c7f5');
    assert.equal(worldOf('small').collections[0]?.id, '51dd0cab-ba73-4d71-98a1-5072d888f082');
  });

  it('have the sizes they promise', () => {
    const sizes = (seed: 'small' | 'team' | 'huge'): number[] => {
      const { people, workspaces, collections } = worldOf(seed);
      return [people.length, workspaces.length, collections.length];
    };
    assert.deepEqual(sizes('small'), [1, 1, 3]);
    assert.deepEqual(sizes('team'), [8, 6, 40]);
    assert.deepEqual(sizes('huge'), [300, 50, 2000]);
  });

  it('have ids that are ids', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    for (const seed of ['small', 'team', 'huge'] as const) {
      const { people, workspaces, collections } = worldOf(seed);
      const ids = [...people.map(({ sub }) => sub), ...[...workspaces, ...collections].map(({ id }) => id)];
      for (const id of ids) assert.match(id, uuid);
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(new Set(people.map(({ id }) => id)).size, people.length);
      assert.equal(new Set(people.map(({ username }) => username)).size, people.length);
      assert.ok(people.every(({ email }) => email.endsWith('@example.com')));
    }
  });

  it('hold a few names that mean harm, and no more', () => {
    const names = worldOf('team').collections.map(({ name }) => name);
    const hostile = names.filter((name) => /[\n\u202e]|\]\(command:/.test(name));
    assert.equal(hostile.length, 3);
  });

  it('have access keys whose dates count from the start, the same for the same start', () => {
    const now = Date.UTC(2026, 5, 1);
    const counts = { small: 2, team: 120, huge: 10_000 };
    for (const seed of ['small', 'team', 'huge'] as const) {
      const keys = plantedAccessKeys(worldOf(seed), now);
      assert.equal(new Set(keys.map(({ id }) => id)).size, counts[seed]);
      assert.equal(new Set(keys.map(({ hash }) => hash)).size, counts[seed]);
      assert.deepEqual(keys, plantedAccessKeys(worldOf(seed), now));
      const later = plantedAccessKeys(worldOf(seed), now + 1000);
      assert.deepEqual(
        later.map(({ expiresAt }) => expiresAt - 1000),
        keys.map(({ expiresAt }) => expiresAt),
      );
    }
  });

  it('start fast, the biggest too', async () => {
    const begin = performance.now();
    const sandbox = await startSandbox({ seed: 'huge' });
    const elapsed = performance.now() - begin;
    await sandbox.close();
    assert.ok(elapsed < 1000, `${elapsed} ms`);
  });
});
