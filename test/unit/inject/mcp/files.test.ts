import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { promisify } from 'node:util';

import { look, lookAt, readPlace } from '../../../../src/inject/mcp/import/findings.ts';
import { isSamePath, isWithin } from '../../../../src/inject/mcp/import/paths.ts';
import { placesOf, type Place } from '../../../../src/inject/mcp/import/places.ts';
import { replaceFile } from '../../../../src/inject/mcp/import/replaceFile.ts';

describe('MCP files', () => {
  let home: string;
  const at = (...names: string[]): string => join(home, ...names);
  const place = (path: string, within?: string): Place => ({
    path,
    editor: 'Cursor',
    reference: 'env',
    within,
  });
  const write = async (path: string, text: string): Promise<string> => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  };
  const why = async (of: Place): Promise<string | undefined> => {
    const read = await readPlace(of);
    return read && 'why' in read ? read.why : undefined;
  };

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'keyring-mcp-'));
  });
  afterEach(async () => rm(home, { recursive: true }));

  it('are looked for where editors keep them, each once', async () => {
    await mkdir(at('.config', 'Code', 'User', 'profiles', 'a1'), { recursive: true });
    const surroundings = {
      home,
      platform: 'linux',
      environment: {},
      globalStorage: at('.config', 'Code', 'User', 'globalStorage', 'x.y'),
      folders: [at('work')],
    } as const;
    const of = async (change: object): Promise<string[]> =>
      (await placesOf({ ...surroundings, ...change })).map(({ path }) => path.slice(home.length + 1));
    assert.deepEqual(await of({}), [
      'work/.vscode/mcp.json',
      'work/.cursor/mcp.json',
      'work/.mcp.json',
      '.config/Code/User/mcp.json',
      '.config/Code/User/profiles/a1/mcp.json',
      '.config/Code - Insiders/User/mcp.json',
      '.config/VSCodium/User/mcp.json',
      '.cursor/mcp.json',
      '.codeium/windsurf/mcp_config.json',
      '.claude.json',
      '.config/Claude/claude_desktop_config.json',
    ]);
    const mac = await of({
      platform: 'darwin',
      globalStorage: at('portable', 'User', 'globalStorage', 'x.y'),
    });
    assert.ok(mac.includes('Library/Application Support/Claude/claude_desktop_config.json'));
    assert.ok(mac.includes('portable/User/mcp.json'));
  });

  it('are not read through a workspace’s link that leads out of it, nor when they are no text', async () => {
    const outside = await write(at('secret.json'), '{}');
    await mkdir(at('work', '.cursor'), { recursive: true });
    await symlink(outside, at('work', '.cursor', 'mcp.json'));
    assert.equal(
      await why(place(at('work', '.cursor', 'mcp.json'), at('work'))),
      'leads out of the workspace',
    );
    assert.equal(await why(place(at('work', '.cursor', 'mcp.json'))), undefined);
    await writeFile(at('latin'), Buffer.from([0x7b, 0xe9, 0x7d]));
    assert.equal(await why(place(at('latin'))), 'is no text');
    assert.equal(await why(place(at('work'))), 'is no file');
    await truncate(await write(at('huge'), ''), 11 * 1024 * 1024);
    assert.equal(await why(place(at('huge'))), 'is too large');
    assert.equal(await readPlace(place(at('nothing'))), undefined);
    assert.equal(await readPlace(place(join(outside, 'mcp.json'))), undefined);
  });

  it('are in a workspace, and the same, as the system has it', () => {
    for (const [rules, folder, path, isThere] of [
      [posix, '/w', '/w/.mcp.json', true],
      [posix, '/w', '/W/.mcp.json', false],
      [posix, '/w', '/w2/.mcp.json', false],
      [posix, '/w', '/w/..mcp.json', true],
      [posix, '/', '/.mcp.json', true],
      [win32, 'C:\\Work', 'c:\\work\\.mcp.json', true],
      [win32, 'C:\\Work', 'C:\\Work2\\.mcp.json', false],
      [win32, 'C:\\Work', 'D:\\Work\\.mcp.json', false],
    ] as const)
      assert.equal(isWithin(folder, path, rules), isThere, path);
    assert.ok(isSamePath('C:\\Users\\a', 'c:\\users\\A', win32));
    assert.ok(!isSamePath('/Users/a', '/users/a', posix));
  });

  it('are passed by where nobody could choose among their keys', async () => {
    const keyAt = (index: number): string => `PMAK-${index.toString(16).padStart(24, '0')}-${'a'.repeat(34)}`;
    const file = await write(
      at('many'),
      JSON.stringify(Array.from({ length: 101 }, (_, index) => keyAt(index))),
    );
    assert.deepEqual(await look(place(file)), { path: file, why: 'has more than 100 keys' });
    await write(file, JSON.stringify([keyAt(1)]));
    const found = await look(place(file));
    assert.ok(!('why' in found));
    assert.equal(found.length, 1);
  });

  it('are not waited for where they are pipes', async function () {
    if (process.platform === 'win32') this.skip();
    await promisify(execFile)('mkfifo', [at('pipe')]);
    assert.equal(await why(place(at('pipe'))), 'is no file');
  });

  it('are replaced whole, with their own mode and no copy left', async () => {
    const file = await write(at('mcp.json'), 'before');
    await chmod(file, 0o640);
    await replaceFile(file, 'before', 'after');
    assert.equal(await readFile(file, 'utf8'), 'after');
    assert.equal((await stat(file)).mode & 0o777, 0o640);
    assert.deepEqual(await readdir(home), ['mcp.json']);
  });

  it('are one where several places lead to it', async () => {
    const file = await write(at('mcp.json'), `{"k":"PMAK-${'a'.repeat(24)}-${'b'.repeat(34)}"}`);
    await symlink(file, at('linked.json'));
    const { findings, skipped } = await lookAt([place(at('linked.json')), place(file), place(home)]);
    assert.deepEqual(
      findings.map((one) => one.file.path),
      [at('linked.json')],
    );
    assert.deepEqual(skipped, [{ path: home, why: 'is no file' }]);
  });

  it('are left alone where they are not to be written, and where another name would keep the text', async () => {
    const file = await write(at('mcp.json'), 'before');
    await chmod(file, 0o444);
    await assert.rejects(replaceFile(file, 'before', 'after'), /cannot be written.*by hand/);
    await chmod(file, 0o644);
    await link(file, at('name'));
    await assert.rejects(replaceFile(file, 'before', 'after'), /hard link.*by hand/);
    assert.equal(await readFile(file, 'utf8'), 'before');
    assert.deepEqual((await readdir(home)).sort(), ['mcp.json', 'name']);
  });

  it('are left alone when another program has written to them', async () => {
    const file = await write(at('mcp.json'), 'changed');
    await assert.rejects(replaceFile(file, 'before', 'after'), /was changed meanwhile/);
    await assert.rejects(replaceFile(at('gone'), 'before', 'after'), /cannot be written/);
    assert.equal(await readFile(file, 'utf8'), 'changed');
    assert.deepEqual(await readdir(home), ['mcp.json']);
  });
});
