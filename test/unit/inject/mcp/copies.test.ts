import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { deleteCopies, findCopies } from '../../../../src/inject/mcp/import/copies.ts';
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
  const find = async (name: string, signal = AbortSignal.timeout(10_000)): Promise<string[]> => {
    const file = { path: at(name), real: at(name) };
    const found = await findCopies({
      files: [file],
      keys: [key],
      histories: [at('History'), at('no')],
      signal,
    });
    return found.map((path) => path.slice(home.length + 1).replaceAll('\\', '/')).sort();
  };

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'keyring-copies-'));
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
    assert.deepEqual(await find('.claude.json'), [...copies, '.claude/backups/.claude.json.backup.2']);
  });

  it('are found in Local History: the file’s own, under whatever scheme, and of folders without a listing', async () => {
    const of = async (folder: string, resource: string): Promise<unknown> =>
      write(JSON.stringify({ version: 1, resource, entries: [] }), 'History', folder, 'entries.json');
    const { pathname } = pathToFileURL(at('mcp.json'));
    await of('-1a', `file://${pathname}`);
    await of('2b', `vscode-userdata:${pathname}`);
    await of('3c', `vscode-remote://ssh-remote%2Bbox${pathname}`);
    await of('4d', `file://${pathname}5`);
    for (const folder of ['-1a', '2b', '3c', '4d', '5e']) {
      await write(secret, 'History', folder, 'AbCd.json');
      await write('{}', 'History', folder, 'EfGh.json');
    }
    assert.deepEqual(
      await find('mcp.json'),
      ['-1a', '2b', '3c', '5e'].map((folder) => `History/${folder}/AbCd.json`),
    );
    await assert.rejects(find('mcp.json', AbortSignal.abort()), { name: 'AbortError' });
  });

  it('are deleted only while they still have one', async () => {
    const [copy, changed] = [await write(secret, 'mcp.json~'), await write('{}', 'mcp.json.bak')];
    assert.deepEqual(await deleteCopies([copy, changed, at('gone')], [key]), []);
    assert.deepEqual(await readdir(home), ['mcp.json.bak']);
  });
});
