import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sinon from 'sinon';
import { KnownProblem } from '../../../../src/host/knownProblem.ts';
import { createKeyFiles, type KeyFiles } from '../../../../src/inject/keyFile/files.ts';
import { placesIn, sweepKeyFiles } from '../../../../src/inject/keyFile/place.ts';

describe('key files', () => {
  let place: string;
  let files: KeyFiles;
  let clock: sinon.SinonFakeTimers;
  const gone = new Set<string>();
  const log = { error: (what: string, error: unknown) => assert.fail(`${what}: ${String(error)}`) };
  const add = async (key = 'a'): Promise<string> => files.add('secret', () => !gone.has(key));

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'key-files-'));
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    files = createKeyFiles(log, ['/dev/null/no', place]);
    gone.clear();
  });
  afterEach(async () => {
    files.dispose();
    clock.restore();
    await rm(place, { recursive: true });
  });
  /** How many files are left, once the disk has had a moment for what was deleted. */
  const left = async (): Promise<number> => {
    const moment = performance.now() + 50;
    while (performance.now() < moment) await new Promise(setImmediate);
    return (await readdir(place)).length;
  };

  it('are for this user alone', async function () {
    if (process.platform === 'win32') this.skip();
    const file = await add();
    assert.equal(await readFile(file, 'utf8'), 'secret');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(dirname(file)).mode & 0o777, 0o700);
    assert.notEqual(dirname(await add()), dirname(file));
  });

  it('end with the session that began after them, and not with the task before it', async () => {
    files.began('earlier', 'session');
    await add();
    files.began('build', 'task');
    files.ended('build');
    clock.tick(9_000);
    files.ended('earlier');
    files.began('debug', 'session');
    files.began('watch', 'task');
    clock.tick(60_000);
    assert.equal(await left(), 1);
    files.ended('debug');
    assert.equal(await left(), 0);
  });

  it('end with the last of several sessions', async () => {
    await add();
    for (const run of ['a', 'b']) files.began(run, 'session');
    files.ended('a');
    assert.equal(await left(), 1);
    files.ended('b');
    assert.equal(await left(), 0);
  });

  it('end with the session in whose configuration they stand, and with no other', async () => {
    const [first, second] = [await add(), await add()];
    files.began('build', 'task');
    files.began('earlier', 'session');
    for (const [run, file] of Object.entries({ first, second }))
      files.began(run, 'session', JSON.stringify({ args: [file] }));
    files.began('later', 'session');
    files.ended('earlier');
    assert.equal(await left(), 2);
    files.ended('first');
    assert.deepEqual([await left(), existsSync(first)], [1, false]);
    files.ended('second');
    assert.equal(await left(), 0);
  });

  it('end ten seconds after a task, and ten minutes after they were made', async () => {
    await add();
    files.began('task', 'task');
    files.ended('task');
    clock.tick(10_000);
    assert.equal(await left(), 0);
    await add();
    files.began('long', 'task');
    clock.tick(599_999);
    assert.equal(await left(), 1);
    clock.tick(1);
    assert.equal(await left(), 0);
  });

  it('end with the key in them', async () => {
    await add();
    await add('b');
    gone.add('a');
    files.keepCurrent();
    assert.equal(await left(), 1);
    await assert.rejects(add(), /was changed or deleted while its file was written/);
    const late = add('c');
    gone.add('c');
    await assert.rejects(late, KnownProblem);
    assert.equal(await left(), 1);
  });

  it('end with the window', async () => {
    const file = await add();
    files.dispose();
    assert.ok(!existsSync(file));
    await assert.rejects(add());
    assert.equal(await left(), 0);
  });

  it('of windows that died are swept, and no others', async () => {
    const live = await add();
    // Made by a process of another container, whose number is nobody's here.
    const other = 'postman-key-000000-999999999-abcdef';
    const made = async (name: string, age = 0): Promise<void> => {
      await mkdir(join(place, name));
      const time = new Date(Date.now() - age);
      await utimes(join(place, name), time, time);
    };
    const here = live.split('/').at(-2)!.slice(0, 'postman-key-000000-'.length);
    await made(`${here}999999999-abcdef`);
    await made(`${here}${process.pid}-oldold`, 601_000);
    await made(other);
    await made('postman-key-000000-999999999-oldold', 601_000);
    await made(`${here}999999999-not-ours`);
    await symlink(place, join(place, `${here}999999999-linked`));
    await sweepKeyFiles(['/dev/null/no', place]);
    assert.deepEqual(
      (await readdir(place)).toSorted(),
      [`${here}999999999-linked`, `${here}999999999-not-ours`, other, live.split('/').at(-2)].toSorted(),
    );
  });

  it('are in memory where the system has a place for that', () => {
    assert.deepEqual(placesIn({ XDG_RUNTIME_DIR: '/run/user/1' }), ['/run/user/1', tmpdir()]);
    assert.deepEqual(placesIn({ XDG_RUNTIME_DIR: 'relative' }), [tmpdir()]);
  });
});
