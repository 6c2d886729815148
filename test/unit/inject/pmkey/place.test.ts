import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { launcherFolder } from '../../../../src/inject/pmkey/launchers.ts';
import { newPlace } from '../../../../src/inject/pmkey/place.ts';
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
