import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createStates, type States } from '../../../../src/inject/extensions/states.ts';
import type { StoredKey } from '../../../../src/keyring/apiKey.ts';
import { Clock } from '../../../../src/keyring/clock.ts';
import { createEmitter } from '../../../../src/keyring/emitter.ts';
import { createLives } from '../../../../src/keyring/lives.ts';
import { account, stored } from '../core/stored.ts';

const hour = 60 * 60 * 1000;

describe('the states that other extensions are told of', () => {
  const start = Date.UTC(2026, 5, 1, 12);
  let time: sinon.SinonFakeTimers;
  let keys: StoredKey[];
  let states: States;
  let said: string[];
  const changed = createEmitter<undefined>();
  const settingsChanged = createEmitter<undefined>();
  const thresholds: number[] = [];

  beforeEach(() => {
    time = sinon.useFakeTimers({ now: start });
    keys = [stored('CI', { verifiedAt: 1, expiry: { kind: 'date', at: start + 1.5 * hour } })];
    thresholds.length = 0;
    said = [];
    const keyring = {
      get keys() {
        return keys;
      },
      onDidChange: changed.event,
    };
    states = createStates({
      keyring: keyring as never,
      lives: createLives(new Clock(), () => ({ thresholds, rotateAfterDays: 0, timeZone: 'UTC' })),
      settings: { onDidChange: settingsChanged.event as never },
    });
    states.onDidChange(({ name, state }) => said.push(`${name} ${state}`));
  });
  afterEach(() => {
    states.dispose();
    time.restore();
  });

  it('have what anybody may know of a key: no secret, e-mail address or team', () => {
    const owner = account('Maya Lindqvist', 'Acme');
    keys = [stored('CI', { account: owner, region: 'eu' })];
    const [{ id, masked }] = keys as [StoredKey];
    assert.deepEqual(states.now(), [
      {
        ...{ id, masked, name: 'CI', region: 'eu', state: 'unverified', expiresAt: undefined },
        account: { name: 'Maya Lindqvist' },
      },
    ]);
    const [facts] = states.now();
    assert.ok(
      Object.isFrozen(facts) && Object.isFrozen(facts?.account),
      'one could write in what another gets',
    );
  });

  it('change at the very moment a key ends, and once', async () => {
    assert.equal(states.now()[0]?.state, 'expiring');
    await time.tickAsync(1.5 * hour - 1);
    assert.deepEqual(said, []);
    await time.tickAsync(2);
    assert.deepEqual(said, ['CI expired']);
    await time.tickAsync(30 * hour);
    assert.deepEqual(said, ['CI expired']);
  });

  it('change with days, keys and settings', async () => {
    keys = [stored('CI', { verifiedAt: 1, expiry: { kind: 'date', at: start + 72 * hour } })];
    changed.fire(undefined);
    assert.deepEqual(said, [], 'a new key is no news');
    thresholds.push(2);
    settingsChanged.fire(undefined);
    await time.tickAsync(25 * hour);
    assert.deepEqual(said, ['CI expiring']);
    keys = keys.map((key) => ({ ...key, refusedAt: 2 }));
    changed.fire(undefined);
    changed.fire(undefined);
    assert.deepEqual(said, ['CI expiring', 'CI refused']);
  });
});
