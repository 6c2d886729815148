import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { launcherFolder } from '../../../../src/inject/pmkey/launchers.ts';
import { listen } from '../../../../src/inject/pmkey/listen.ts';
import { sweepPlaces } from '../../../../src/inject/pmkey/sweep.ts';
import { newPlace } from '../../../../src/host/place.ts';
import { media } from './window.ts';

describe('where pmkey listens', () => {
  let runtime: string;
  before(function () {
    if (process.platform === 'win32') this.skip();
    runtime = mkdtempSync(join(tmpdir(), 'runtime-'));
  });
  after(() => {
    rmSync(runtime, { recursive: true, force: true });
  });

  it("is a new folder of this user's in the folder for such things", async () => {
    const [one, two] = [
      await newPlace({ XDG_RUNTIME_DIR: runtime }),
      await newPlace({ XDG_RUNTIME_DIR: runtime }),
    ];
    assert.ok(one.address.startsWith(join(runtime, 'pmkey-')));
    assert.equal(statSync(dirname(one.address)).mode & 0o777, 0o700);
    assert.notEqual(dirname(one.address), dirname(two.address));
    one.remove();
    two.remove();
    assert.ok(!existsSync(dirname(one.address)));
  });

  for (const [what, folder] of [
    ['is too long for a socket', () => join(runtime, 'x'.repeat(80))],
    ['is not there', () => join(runtime, 'gone')],
    ['is no absolute path', () => '.'],
  ] as const)
    it(`is among the temporary files where that folder ${what}`, async () => {
      const place = await newPlace({ XDG_RUNTIME_DIR: folder() });
      assert.equal(dirname(dirname(place.address)), tmpdir());
      place.remove();
    });
});

describe('what windows left that ended without warning', function () {
  this.timeout(20_000);
  let base: string;
  beforeEach(async function () {
    if (process.platform === 'win32') this.skip();
    base = await mkdtemp(join(tmpdir(), 'b-'));
  });
  afterEach(async () => {
    await rm(base, { recursive: true });
  });

  const source = (name: string): string => JSON.stringify(join(import.meta.dirname, '../../../../src', name));
  /** A process that listens, and is killed: the folder it leaves. */
  const killed = async (): Promise<string> => {
    const code = `
      import { listen } from ${source('inject/pmkey/listen.ts')};
      const { address } = await listen(undefined, console);
      console.log(address);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, XDG_RUNTIME_DIR: base },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [address] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGKILL');
    await once(child, 'exit');
    return dirname(address.toString().trim());
  };
  const grow = async (folder: string): Promise<void> => utimes(folder, 0, 0);

  it('is taken away, a minute later', async () => {
    const folder = await killed();
    await sweepPlaces([base]);
    assert.deepEqual(await readdir(base), [basename(folder)]);
    await grow(folder);
    await sweepPlaces([join(base, 'no'), base, base]);
    assert.deepEqual(await readdir(base), []);
  });

  it('is all that is: what is in use, or is something else, stays', async () => {
    const folder = await killed();
    const { XDG_RUNTIME_DIR: before } = process.env;
    process.env['XDG_RUNTIME_DIR'] = base;
    const listening = await listen(async () => Promise.reject(new Error()), {
      info: () => undefined,
      error: () => undefined,
    });
    if (before === undefined) delete process.env['XDG_RUNTIME_DIR'];
    else process.env['XDG_RUNTIME_DIR'] = before;
    const likeIt = async (last: string, mode: number): Promise<string> => {
      const path = folder.slice(0, -6) + last;
      await mkdir(path, { mode });
      return path;
    };
    await symlink(folder, `${folder.slice(0, -6)}linked`);
    await writeFile(join(await likeIt('filled', 0o700), 'file'), '');
    const [loose, elsewhere] = [await likeIt('loose_', 0o755), join(base, 'pmkey-000000-aaaaaa')];
    await mkdir(elsewhere, { mode: 0o700 });
    for (const one of await readdir(base)) await grow(join(base, one));
    await sweepPlaces([base]);
    assert.ok(existsSync(listening.address));
    listening.dispose();
    const left = ['filled', 'linked', loose, elsewhere].map((path) => path.slice(-6)).toSorted();
    assert.deepEqual((await readdir(base)).map((name) => name.slice(-6)).toSorted(), left);
  });
});

describe("pmkey's folder for the PATH", () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'pmkey-home-'));
    await cp(media, join(home, 'pmkey'), { recursive: true });
    await chmod(join(home, 'pmkey', 'bin', 'pmkey'), 0o644);
  });
  afterEach(async () => {
    await rm(home, { recursive: true });
  });

  it('is the one it comes with, made fit to be run', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await launcherFolder(join(home, 'pmkey'), join(home, 'spare'));
    assert.equal(folder, join(home, 'pmkey', 'bin'));
    assert.equal(statSync(join(folder, 'pmkey')).mode & 0o777, 0o755);
  });
});
