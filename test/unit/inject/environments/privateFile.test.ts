import assert from 'node:assert/strict';
import {
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { isWithin, privatePlace, writePrivately } from '../../../../src/inject/environments/privateFile.ts';

describe('a file with a key in it', () => {
  let root: string;
  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'keyring-private-')));
    for (const folder of ['work/inner', 'home']) await mkdir(join(root, folder), { recursive: true });
  });
  afterEach(async () => rm(root, { recursive: true }));
  const inRoot = (path: string): string => join(root, path);
  const placeOf = async (path: string, folder = 'work'): Promise<string> => {
    const place = await privatePlace(inRoot(path), [inRoot(folder)]);
    return 'path' in place ? place.path : place.why;
  };

  it('has a place outside the workspace, also where links lead into it', async () => {
    await symlink(inRoot('home'), inRoot('way'));
    await symlink(inRoot('work/inner'), inRoot('home/in'));
    await symlink(inRoot('home'), inRoot('work/out'));
    await symlink(inRoot('work'), inRoot('alias'));
    assert.equal(await placeOf('way/x.json'), inRoot('home/x.json'));
    assert.equal(await placeOf('work.json'), inRoot('work.json'));
    for (const path of ['work/x.json', 'work/inner/x.json', 'home/in/x.json', 'work/out/x.json'])
      assert.match(
        await placeOf(path),
        /^A file .* no place in the workspace, .*\. Choose another folder\.$/,
        path,
      );
    assert.match(await placeOf('work/x.json', 'alias'), /no place in the workspace/);
    assert.equal(await placeOf('home/x.json', 'gone'), inRoot('home/x.json'));
    await assert.rejects(privatePlace(inRoot('gone/x.json'), []), { code: 'ENOENT' });
  });

  it('takes the place of no link and no folder', async () => {
    await symlink(inRoot('work/x.json'), inRoot('home/link'));
    await writeFile(inRoot('home/file'), '');
    assert.match(await placeOf('home/link'), /not of a link/);
    assert.match(await placeOf('work/inner', 'gone'), /not of a link/);
    assert.equal(await placeOf('home/file'), inRoot('home/file'));
  });

  it('is within a folder by the rules of the system', () => {
    const within = (folder: string, file: string, of: typeof posix) => isWithin(folder, file, of);
    assert.ok(within('C:\\Work\\Project', 'c:\\work\\PROJECT\\x.json', win32));
    assert.ok(!within('C:\\Work\\Project', 'C:\\Work\\Project 2\\x.json', win32));
    assert.ok(!within('C:\\Work', 'D:\\Work\\x.json', win32));
    assert.ok(within('/work', '/work/..x.json', posix));
    assert.ok(within('/', '/x.json', posix));
    assert.ok(!within('/work', '/Work/x.json', posix));
    assert.ok(!within('/work/inner', '/work/x.json', posix));
  });

  it('is the owner’s alone, and new: what led to the file before does not lead to the key', async () => {
    const path = inRoot('home/x.json');
    await writeFile(path, 'old', { mode: 0o644 });
    await link(path, inRoot('work/same'));
    await writePrivately(path, 'key');
    assert.equal(await readFile(path, 'utf8'), 'key');
    assert.equal(await readFile(inRoot('work/same'), 'utf8'), 'old');
    if (process.platform !== 'win32') assert.equal((await stat(path)).mode & 0o777, 0o600);
    await assert.rejects(writePrivately(inRoot('work/inner'), 'key'));
    assert.deepEqual(await readdir(inRoot('work')), ['inner', 'same']);
  });
});
