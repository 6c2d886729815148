import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { decodeDefinition } from '../../../../src/inject/tasks/definition.ts';
import { exitCode } from '../../../../src/inject/tasks/exitCode.ts';
import { candidates, find } from '../../../../src/inject/tasks/find.ts';
import { inherited, newman, postmanCli } from '../../../../src/inject/tasks/program.ts';
import { spawnable, treeEnding } from '../../../../src/inject/tasks/spawnable.ts';
import type { Handed } from '../../../../src/inject/handOut.ts';
import { parseApiKey } from '../../../../src/postman/credential.ts';
import { eu, regionOf, us, type Region } from '../../../../src/postman/region.ts';
import { temporaryFolder } from '../../keyring/keys.ts';
import { stored } from '../core/stored.ts';

const uid = '10523-2a7f0a3c-0000-4000-8000-0123456789ab';
const key = parseApiKey(`PMAK-${'a'.repeat(24)}-${'b'.repeat(34)}`)!;
const handed = (region: Region): Handed => ({ stored: stored('work'), key, region });
const decode = (more: object): ReturnType<typeof decodeDefinition> =>
  decodeDefinition({ type: 'postman-keyring', tool: 'newman', collection: uid, ...more }, '/work');

describe('a task that runs a collection', () => {
  it('is read from tasks.json, with a sentence about what is wrong', () => {
    assert.deepEqual(decode({ environment: '--evil.json', args: ['--bail'] }), {
      tool: 'newman',
      collection: { uid },
      environment: { file: '/work/--evil.json' },
      key: undefined,
      args: ['--bail'],
    });
    assert.deepEqual(decode({ collection: 'a/b.json' }).collection, { file: '/work/a/b.json' });
    assert.deepEqual(decode({ collection: uid.slice(6) }).collection, { uid: uid.slice(6) });
    assert.throws(() => decode({ tool: 'curl' }), /“tool” is "newman" or "postman"/);
    assert.throws(() => decode({ collection: ' ' }), /“collection” is the uid/);
    assert.throws(() => decode({ key: ['x'] }), /“key” is the name of a key/);
    assert.throws(() => decode({ args: '--bail' }), /“args” is a list/);
    assert.throws(() => decodeDefinition(null, '/work'), /this task cannot be read/);
  });

  it('has the key in the environment and in no argument', () => {
    const variables = { POSTMAN_API_KEY: key.secret.reveal() };
    const more = { environment: 'e.json', args: ['--bail'] };
    const programs = [
      newman(decode(more), variables, '/run.mjs'),
      postmanCli(decode({ ...more, tool: 'postman' }), handed(us), process),
    ];
    for (const { args, command, environment } of programs) {
      assert.equal(environment['POSTMAN_API_KEY'], key.secret.reveal());
      assert.ok(!JSON.stringify([command, args]).includes('PMAK-'));
    }
    const [first, second] = programs;
    assert.deepEqual(first?.args, ['/run.mjs', '--environment', '/work/e.json', '--bail']);
    assert.deepEqual(second?.args, ['collection', 'run', uid, '--environment', '/work/e.json', '--bail']);
  });

  it('takes a key to its own region only', () => {
    const cli = decode({ tool: 'postman' });
    assert.throws(() => postmanCli(cli, handed(eu), process), /to the EU after a sign-in only/);
    const local = handed(regionOf('http://127.0.0.1:4010')!);
    assert.throws(() => postmanCli(cli, local, process), /knows Postman alone/);
    assert.throws(() => decode({ environment: uid }), /takes an environment from a file/);
    const environment = {
      PATH: '/bin',
      POSTMAN_API_BASE_URL: 'https://evil.example',
      POSTMAN_COLLECTION_LINK: 'x',
      VSCODE_IPC_HOOK: 'x',
    };
    assert.deepEqual(inherited({ platform: 'linux', env: environment }), { PATH: '/bin' });
    // Else cmd, which runs postman.cmd, would find a `node.exe` of the workspace before the one on the PATH.
    const { NoDefaultCurrentDirectoryInExePath } = inherited({ platform: 'win32', env: environment });
    assert.equal(NoDefaultCurrentDirectoryInExePath, '1');
  });

  it('is looked for on the PATH alone, and in no folder of a workspace', () => {
    const env = { PATH: 'C:\\a;.;;bin;D:\\b', PATHEXT: '.EXE;.CMD;.JS' };
    assert.deepEqual(candidates('postman', { platform: 'win32', env }), [
      'C:\\a\\postman.exe',
      'C:\\a\\postman.cmd',
      'D:\\b\\postman.exe',
      'D:\\b\\postman.cmd',
    ]);
    const unix = { platform: 'linux', env: { PATH: 'node_modules/.bin::/usr/bin' } } as const;
    assert.deepEqual(candidates('postman', unix), ['/usr/bin/postman']);
    assert.deepEqual(candidates('postman', { platform: 'win32', env: {} }), []);
  });

  it('is what may be run of that name', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await temporaryFolder();
    try {
      const [one, two, three] = ['one', 'two', 'three'].map((name) => join(folder.path, name));
      for (const path of [one, two, three]) await mkdir(path!);
      await mkdir(join(one!, 'postman'));
      await writeFile(join(two!, 'postman'), '', { mode: 0o644 });
      await writeFile(join(three!, 'postman'), '', { mode: 0o755 });
      const env = { PATH: [one, two, three].join(delimiter) };
      const search = { platform: process.platform, env };
      assert.equal(find('postman', search), join(three!, 'postman'));
      assert.equal(find('postman-cli', search), undefined);
    } finally {
      await folder.dispose();
    }
  });

  it('ends with its own code, or with 130 where Ctrl+C has ended it', () => {
    const [linux, windows] = [{ platform: 'linux' }, { platform: 'win32' }] as const;
    assert.equal(exitCode(1, false, windows), 1);
    assert.equal(exitCode(1, true, windows), 130);
    assert.equal(exitCode(1, true, linux), 1);
    assert.equal(exitCode(null, true, linux), 130);
  });

  it('is started by cmd where it is a batch file', () => {
    const windows = { platform: 'win32', env: { SystemRoot: 'D:\\Windows' } } as const;
    const { args, command, windowsVerbatimArguments } = spawnable('C:\\postman.cmd', ['a&b'], windows);
    assert.equal(command, 'D:\\Windows\\System32\\cmd.exe');
    assert.equal(args.at(-1), '""C:\\postman.cmd" "a&b""');
    assert.ok(windowsVerbatimArguments);
    assert.deepEqual(treeEnding(7, windows), {
      command: 'D:\\Windows\\System32\\taskkill.exe',
      args: ['/pid', '7', '/T', '/F'],
    });
    const plain = { command: 'C:\\postman.exe', args: ['a&b'], windowsVerbatimArguments: false };
    assert.deepEqual(spawnable(plain.command, plain.args, windows), plain);
  });
});
