import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { deleteCopies, findCopies, type Copy } from '../../../../src/inject/mcp/import/copies.ts';
import type { IsKept } from '../../../../src/inject/mcp/import/kept.ts';
import { keyOf } from './keys.ts';

describe('Older copies of MCP files', () => {
  const [key, other] = [keyOf('a'), keyOf('b')];
  const secret = key.secret.reveal();
  let home: string;
  const at = (...names: string[]): string => join(home, ...names);
  const write = async (text: string, ...names: string[]): Promise<string> => {
    await mkdir(dirname(at(...names)), { recursive: true });
    await writeFile(at(...names), text);
    return at(...names);
  };
  const listing = async (folder: string, resource: string): Promise<unknown> =>
    write(JSON.stringify({ version: 1, resource, entries: [] }), 'History', folder, 'entries.json');
  const isKept: IsKept = async ({ fingerprint }) => Promise.resolve(fingerprint === key.fingerprint);
  const none: IsKept = async () => Promise.resolve(false);
  const find = async (name: string, signal = AbortSignal.timeout(10_000)): Promise<Copy[]> =>
    findCopies({
      files: [{ path: at(name), real: at(name) }],
      keys: [key],
      isKept,
      histories: [at('History'), at('no')],
      signal,
    });
  const short = (path: string): string => path.slice(home.length + 1).replaceAll('\\', '/');
  const paths = (copies: readonly Copy[]): string[] => copies.map(({ path }) => short(path)).sort();

  beforeEach(async () => {
    home = await realpath(await mkdtemp(join(tmpdir(), 'keyring-copies-')));
  });
  afterEach(async () => rm(home, { recursive: true }));

  it('are found beside them where they have one of the keys', async () => {
    const target = await write(secret, 'elsewhere');
    await symlink(target, at('.claude.json.bak'));
    for (const name of ['.claude.json', '.claude.json.example', 'x.claude.json.bak', '.claude.jsonbackup'])
      await write(secret, name);
    await write(other.secret.reveal(), '.claude.json.backup.1');
    const copies = ['.claude.json.backup', '.claude.json.corrupted.1761875435954', '.claude.json~'];
    for (const name of copies) await write(`{"k":"${secret}"}`, name);
    await write(secret, '.claude', 'backups', '.claude.json.backup.2');
    const found = await find('.claude.json');
    assert.deepEqual(paths(found), [...copies, '.claude/backups/.claude.json.backup.2']);
    assert.ok(found.every(({ of, hasOthers }) => of === at('.claude.json') && !hasOthers));
  });

  it('are found in Local History: the file’s own, and those of which nothing says whose they are', async () => {
    const { pathname } = pathToFileURL(at('mcp.json'));
    await listing('-1a', `file://${pathname}`);
    await listing('2b', `vscode-userdata:${pathname}`);
    await listing('3c', `vscode-remote://ssh-remote%2Bbox${pathname}`);
    await listing('4d', `file://${pathname}5`);
    await listing('5e', `sftp://box${pathname}`);
    await listing('6f', `file://${pathToFileURL(at('MCP.json')).pathname}`);
    for (const folder of ['-1a', '2b', '3c', '4d', '5e', '6f', '7a']) {
      await write(secret, 'History', folder, 'AbCd.json');
      await write('{}', 'History', folder, 'EfGh.json');
    }
    await mkdir(at('outside'));
    await write(secret, 'outside', 'AbCd.json');
    await symlink(at('outside'), at('History', '8b'), 'junction');
    const isFolded = ['darwin', 'win32'].includes(process.platform);
    const found = await find('mcp.json');
    assert.deepEqual(
      found.map(({ of, path }) => [short(path), of && short(of)]).sort(),
      [
        ...['-1a', '2b', '3c', ...(isFolded ? ['6f'] : [])].map((folder) => [folder, 'mcp.json']),
        ['7a', undefined],
      ].map(([folder, of]) => [`History/${folder}/AbCd.json`, of]),
    );
    assert.deepEqual(paths(await deleteCopies(found, [key], isKept)), ['History/7a/AbCd.json']);
    await assert.rejects(find('mcp.json', AbortSignal.abort()), { name: 'AbortError' });
  });

  it('are deleted only while they still have one, and lie where they lay', async () => {
    await write(secret, 'mcp.json~');
    await write(secret, 'mcp.json.bak');
    const found = await find('mcp.json');
    await write('{}', 'mcp.json.bak');
    const gone = { path: at('gone'), of: at('mcp.json'), hasOthers: false };
    assert.deepEqual(await deleteCopies([...found, gone], [key], isKept), []);
    assert.deepEqual(await readdir(home), ['mcp.json.bak']);
    await write(secret, 'work', 'mcp.json.bak');
    const inWork = await find(join('work', 'mcp.json'));
    assert.equal(inWork.length, 1);
    await rename(at('work'), at('elsewhere'));
    await symlink(at('elsewhere'), at('work'), 'junction');
    await deleteCopies(inWork, [key], isKept);
    assert.deepEqual(await readdir(at('elsewhere')), ['mcp.json.bak']);
  });

  it('are kept where a key would be lost with them', async () => {
    const escaped = other.secret.reveal().replaceAll('-', '\\u002d');
    await write(`{"a":"${secret}","b":"${other.secret.reveal()}"}`, 'mcp.json.bak');
    await write(`{"a":"${secret}","b":"${escaped}"}`, 'mcp.json.old');
    await write(`{"a":"${secret}","b":${JSON.stringify(`{"k":"${escaped}"}`)}}`, 'mcp.json.save');
    await write(secret, 'mcp.json~');
    const kept = ['mcp.json.bak', 'mcp.json.old', 'mcp.json.save'];
    const found = await find('mcp.json');
    assert.deepEqual(paths(found.filter(({ hasOthers }) => hasOthers)), kept);
    assert.equal((await deleteCopies(found, [key], none)).length, 4, 'the key has left the keyring');
    assert.deepEqual(paths(await deleteCopies(found, [key], isKept)), kept);
    assert.deepEqual((await readdir(home)).sort(), kept);
  });
});
