import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import type { Entry } from '../../src/inject/activity.ts';
import { testApi, useApp } from './app.ts';

/** What may become of a key while the person looks at the list of collections. */
describe('Run Collection with newman', () => {
  const app = useApp();
  const uses = async (): Promise<readonly Entry[]> => {
    const entries = await (await (await testApi()).inject.activity()).entries();
    return entries.filter(({ way }) => way === 'newman');
  };
  const terminals = (): readonly string[] =>
    vscode.window.terminals.map(({ name }) => name).filter((name) => name.startsWith('newman: '));
  /** Runs it, and lets something happen while its list stands open: what was noted of it. */
  const run = async (meanwhile: () => Promise<unknown>): Promise<(string | undefined)[]> => {
    const { parts, run: command } = app();
    const before = (await uses()).length;
    const hands = { ...parts.prompts };
    const pick: typeof hands.pick = async (choices, options) => {
      await meanwhile();
      return hands.pick(choices, options);
    };
    Object.assign(parts.prompts, { pick });
    try {
      await command('inject.runNewman');
    } finally {
      Object.assign(parts.prompts, hands);
    }
    const all = await uses();
    return all.slice(0, all.length - before).map(({ what }) => what);
  };
  const list = 'a list of collections';

  it('runs nothing with a key that was deleted while the list stood open', async () => {
    const { hands, parts, stored } = app();
    const { id } = (await stored('CI')).stored;
    hands.will({ pick: 'Refunds API' });
    assert.deepEqual(await run(async () => parts.keyring.remove(id)), [list]);
    assert.deepEqual(terminals(), []);
    assert.match(hands.last(), /was deleted, perhaps in another window/);
  });

  it('asks the host that the key was moved to for the collection, and no longer the one before', async () => {
    const { hands, parts, sandbox, stored } = app();
    const { id } = (await stored('CI')).stored;
    hands.will({ pick: 'Refunds API' });
    await run(async () => parts.keyring.update(id, { region: 'http://127.0.0.1:1' }));
    assert.deepEqual(terminals(), []);
    assert.match(hands.last(), /127\.0\.0\.1:1 cannot be reached/);
    assert.ok(!sandbox.requests().some(({ path }) => path.startsWith('/collections/')));
  });

  it('is not noted as run where the person leaves the list', async () => {
    const { hands, stored } = app();
    await stored('CI');
    hands.will('leave');
    assert.deepEqual(await run(async () => Promise.resolve()), [list]);
  });
});
