import assert from 'node:assert/strict';
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createLock, type Lock } from '../../../src/keyring/lock.ts';
import { temporaryFolder } from './keys.ts';

describe('the lock between windows', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let file: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'lock');
  });

  afterEach(async () => folder.dispose());

  it('lets one task run at a time, whichever window it is of', async () => {
    const windows: Lock[] = [createLock(file), createLock(file), createLock(file)];
    let inside = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await setTimeout(1);
      inside -= 1;
    };
    await Promise.all(windows.flatMap((locked) => Array.from({ length: 10 }, async () => locked(task))));
    assert.equal(most, 1);
  });

  it('is free again after a task that failed', async () => {
    const locked = createLock(file);
    await assert.rejects(
      locked(async () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await locked(async () => Promise.resolve('next')), 'next');
    await assert.rejects(stat(file), { code: 'ENOENT' });
  });

  it('breaks the lock of a window that died', async () => {
    await writeFile(file, '');
    const past = new Date(Date.now() - 11_000);
    await utimes(file, past, past);
    assert.equal(await createLock(file)(async () => Promise.resolve('mine')), 'mine');
  });

  it('breaks a lock of the future: some clock was wrong', async () => {
    await writeFile(file, '');
    const future = new Date(Date.now() + 3_600_000);
    await utimes(file, future, future);
    assert.equal(await createLock(file)(async () => Promise.resolve('mine')), 'mine');
  });

  it('neither removes nor keeps alive the lock of its successor', async () => {
    const locked = createLock(file);
    await locked(async () => {
      await writeFile(file, 'somebody else');
    });
    assert.equal(await readFile(file, 'utf8'), 'somebody else');
  });

  it('keeps its own lock alive', async function () {
    this.timeout(6000);
    await createLock(file)(async () => {
      const past = new Date(Date.now() - 9_000);
      await utimes(file, past, past);
      await setTimeout(2_300);
      assert.ok(Date.now() - (await stat(file)).mtimeMs < 2_000);
    });
  });

  it('leaves a fresh lock alone', async () => {
    await writeFile(file, '');
    const race = await Promise.race([
      createLock(file)(async () => Promise.resolve('taken')),
      setTimeout(150, 'waiting', { ref: false }),
    ]);
    assert.equal(race, 'waiting');
  });
});
