import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSessions, type Change, type Sessions } from '../../../../src/inject/extensions/sessions.ts';
import { openSignedOut } from '../../../../src/inject/extensions/signedOut.ts';
import type { StoredKey } from '../../../../src/keyring/apiKey.ts';
import { createEmitter } from '../../../../src/keyring/emitter.ts';
import { account, stored } from '../core/stored.ts';

describe('sessions', () => {
  let folder: string;
  let keys: StoredKey[];
  let changes: Change[];
  let sessions: Sessions;
  let changed: ReturnType<typeof createEmitter<undefined>>;
  const opened: Sessions[] = [];

  /** A window of the editor, on the same keys and the same folder. */
  const openWindow = (): Sessions => {
    const keyring = {
      get keys() {
        return keys;
      },
      find: (id: string) => keys.find((key) => key.id === id),
      onDidChange: changed.event,
    };
    const log = { error: (what: string, error: unknown) => assert.fail(`${what}: ${String(error)}`) };
    const window = createSessions({ keyring, log, signedOut: openSignedOut(join(folder, 'signedOut')) });
    opened.push(window);
    return window;
  };
  /** What the keyring holds from now on. */
  const hold = async (...now: StoredKey[]): Promise<void> => {
    keys = now;
    changed.fire(undefined);
    await sessions.all();
  };
  const said = (): string[] =>
    changes
      .splice(0)
      .flatMap((change) =>
        Object.entries(change).flatMap(([kind, some]) =>
          (some as Change['added']).map(({ account: { label } }) => `${kind} ${label.split(' ')[0]}`),
        ),
      );

  const owner = { account: account('Maya Lindqvist') };
  const ci = stored('CI', owner);
  const laptop = stored('laptop', owner);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyring-sessions-'));
    changed = createEmitter<undefined>();
    keys = [ci, laptop];
    changes = [];
    sessions = openWindow();
    sessions.onDidChange((change) => changes.push(change));
    await sessions.all();
  });
  afterEach(async () => {
    for (const window of opened.splice(0)) window.dispose();
    await rm(folder, { recursive: true });
  });

  it('are one for each key, and give away nothing of it', async () => {
    const all = await sessions.all();
    assert.deepEqual(
      all.map(({ id, scopes }) => [id, scopes]),
      [
        [ci.id, []],
        [laptop.id, []],
      ],
    );
    for (const [index, { accessToken }] of all.entries()) {
      assert.match(accessToken, /^pmks_[\w-]{43}$/);
      assert.equal(await sessions.idOf(accessToken), keys[index]!.id);
    }
    assert.deepEqual(said(), []);
  });

  it('have handles that no other window takes, nor anything that is known of a key', async () => {
    const other = openWindow();
    const [session] = await sessions.all();
    assert.equal(await other.idOf(session!.accessToken), undefined);
    for (const guess of ['', ci.id, ci.fingerprint, ci.masked, session!.account.label, 'pmks_'])
      assert.equal(await sessions.idOf(guess), undefined, guess);
  });

  it('come, go and change with the keys', async () => {
    const [session] = await sessions.all();
    await hold({ ...ci, verifiedAt: 1 }, laptop);
    assert.deepEqual(said(), []);
    await hold({ ...ci, fingerprint: 'f'.repeat(64) }, laptop, stored('new', owner));
    assert.deepEqual(said(), ['added new', 'changed CI']);
    assert.equal(await sessions.idOf(session!.accessToken), ci.id, 'a regenerated key keeps its session');
    await hold({ ...ci, name: 'build' }, laptop);
    assert.deepEqual(said(), ['added build', 'removed CI', 'removed new']);
    await hold(laptop);
    assert.deepEqual(said(), ['removed build']);
    assert.equal(await sessions.idOf(session!.accessToken), undefined, 'a deleted key has none');
  });

  it('end when the key becomes one of another account, team or host', async () => {
    const other = { fingerprint: 'e'.repeat(64) };
    for (const becomes of [
      { ...other, account: { ...owner.account, userId: 2 } },
      { ...other, account: { ...owner.account, teamId: 2 } },
      { account: { ...owner.account, userId: 2 } },
      { ...other, account: undefined },
      { region: 'eu' },
    ]) {
      await hold({ ...ci, fingerprint: 'f'.repeat(64) });
      const [session] = await sessions.all();
      said();
      await hold({ ...ci, fingerprint: 'f'.repeat(64), ...becomes });
      assert.deepEqual(said(), ['added CI', 'removed CI']);
      assert.equal(await sessions.idOf(session!.accessToken), undefined);
      const [now] = await sessions.all();
      assert.notEqual(now?.account.label, session?.account.label);
    }
  });

  it('go on when the owner of the very same key becomes known, and of no other', async () => {
    await hold(stored('new'));
    const [{ accessToken } = assert.fail()] = await sessions.all();
    const [key] = keys as [StoredKey];
    await hold({ ...key, ...owner });
    assert.equal(await sessions.idOf(accessToken), key.id);
    await hold({ ...key, keyId: ci.keyId, fingerprint: 'f'.repeat(64) });
    const [{ accessToken: unknown } = assert.fail()] = await sessions.all();
    assert.notEqual(unknown, accessToken);
    await hold({ ...key, ...owner, fingerprint: 'e'.repeat(64) });
    assert.equal(await sessions.idOf(unknown), undefined);
  });

  it('end when the person signs out, and the key stays', async () => {
    const [session] = await sessions.all();
    await sessions.signOut(ci.id);
    assert.deepEqual(said(), ['removed CI']);
    assert.equal(await sessions.idOf(session!.accessToken), undefined);
    assert.deepEqual(keys, [ci, laptop]);
    const again = await sessions.signIn(ci.id);
    assert.deepEqual(said(), ['added CI']);
    assert.notEqual(again?.accessToken, session!.accessToken);
    assert.equal(await sessions.idOf(session!.accessToken), undefined, 'the old handle stays dead');
    assert.equal(await sessions.idOf(again!.accessToken), ci.id);
  });

  it('end in all windows, and in those that are opened later', async () => {
    const other = openWindow();
    const [session] = await other.all();
    await sessions.signOut(ci.id);
    assert.equal(await other.idOf(session!.accessToken), undefined);
    assert.deepEqual(
      (await openWindow().all()).map(({ id }) => id),
      [laptop.id],
    );
  });

  it('leave nothing behind of keys that are gone', async () => {
    await sessions.signOut(ci.id);
    await hold(laptop);
    await sessions.signOut(ci.id);
    await sessions.signOut(laptop.id);
    assert.deepEqual(await readdir(join(folder, 'signedOut')), [laptop.id]);
    assert.equal(await sessions.signIn(ci.id), undefined);
  });
});
