import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/server/start.ts';
import { temporaryFolder } from '../../keyring/keys.ts';

const root = join(import.meta.dirname, '../../../..');
const script = join(root, 'media/run-newman.mjs');
const newman = join(root, 'node_modules/newman');

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

describe('running a shared collection with newman', () => {
  let sandbox: Sandbox;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  before(async () => (sandbox = await startSandbox()));
  after(async () => sandbox.close());
  beforeEach(async () => (folder = await temporaryFolder()));
  afterEach(async () => {
    sandbox.faults.clear();
    await folder.dispose();
  });

  /** @param path what stands in PATH; newman is next to nothing by default */
  async function run(
    link: string | undefined,
    args: readonly string[] = [],
    { cwd = root, path = folder.path, whileItRuns = async (_over: AbortSignal) => Promise.resolve() } = {},
  ): Promise<Ran> {
    const env = { PATH: path, ...(link !== undefined && { POSTMAN_COLLECTION_LINK: link }) };
    const child = spawn(process.execPath, [script, ...args], { cwd, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const over = new AbortController();
    const looking = whileItRuns(over.signal);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    over.abort();
    await looking;
    return { code, output };
  }

  it('sends its requests, and shows the key neither on screen nor in a command line', async function () {
    this.timeout(30_000);
    const { key, link } = sandbox.issueAccessKey();
    sandbox.forgetRequests();
    sandbox.faults.add({ kind: 'delay', path: '/', ms: 300, times: 3 });
    let lines = '';
    const { code, output } = await run(link, ['--iteration-count', '2'], {
      whileItRuns: async (over) => {
        while (!over.aborted) {
          lines += await commandLines();
          await setTimeout(20);
        }
      },
    });
    assert.equal(code, 0, output);
    assert.match(output, /requests\s+│\s+14 │\s+0/);
    assert.ok(!output.includes(key.slice(5)), output);
    if (process.platform === 'linux') assert.ok(lines.includes('run-newman.mjs'), 'the run was looked at');
    assert.ok(!lines.includes(key.slice(5)));
    const [first] = sandbox.requests();
    assert.ok(first?.path.startsWith('/collections/'));
  });

  it('ends with 1 when a request fails its tests', async function () {
    this.timeout(30_000);
    const { link } = sandbox.issueAccessKey();
    sandbox.faults.add({ kind: 'status', status: 503, path: '/echo' });
    const { code, output } = await run(link, ['--folder', 'Changes', '--bail']);
    assert.equal(code, 1, output);
    assert.match(output, /AssertionError/);
  });

  it('says that the link no longer works, and quotes no link that leads nowhere', async function () {
    this.timeout(30_000);
    const { id, key, link } = sandbox.issueAccessKey();
    sandbox.deleteAccessKey(id);
    const refused = await run(link);
    assert.equal(refused.code, 1);
    assert.match(refused.output, /revoked or has expired, ask whoever sent it for a new one/);
    const nowhere = await run(link.replace(/:\d+\//, ':1/'));
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.output, /ECONNREFUSED/);
    assert.ok(!`${refused.output}${nowhere.output}`.includes(key.slice(5)));
  });

  for (const [kind, put] of [
    ['a link, as npm makes it', async (command: string) => symlink(join(newman, 'bin/newman.js'), command)],
    [
      'a script, as pnpm makes it',
      async (command: string) => {
        await mkdir(join(dirname(command), 'global'));
        await symlink(newman, join(dirname(command), 'global/newman'));
        const text =
          '#!/bin/sh\nbasedir=$(dirname "$0")\nexec node  "$basedir/global/newman/bin/newman.js" "$@"\n';
        await writeFile(command, text);
        await chmod(command, 0o755);
      },
    ],
  ] as const)
    it(`finds the newman that is installed as ${kind}`, async function () {
      if (process.platform === 'win32') this.skip();
      this.timeout(30_000);
      await put(join(folder.path, 'newman'));
      const { link } = sandbox.issueAccessKey();
      const { code, output } = await run(link, ['-r', 'json', '--reporter-json-export', 'out.json'], {
        cwd: folder.path,
      });
      assert.equal(code, 0, output);
      const report = await readFile(join(folder.path, 'out.json'), 'utf8');
      assert.match(report, /"executions"/);
      assert.doesNotMatch(report, /PMAT-/);
    });

  it('ends with 2, and one sentence, when it cannot begin', async () => {
    const { link } = sandbox.issueAccessKey();
    const none = await run(link, [], { cwd: folder.path });
    assert.deepEqual(none, {
      code: 2,
      output: 'There is no newman on this computer. Install it with: npm install --global newman\n',
    });
    assert.equal((await run(undefined)).code, 2);
    const wrong = await run(link, ['--iteration-count', 'two']);
    assert.deepEqual(wrong, { code: 2, output: '--iteration-count takes a whole number above 0.\n' });
    assert.equal((await run(link, ['--no-such-option'])).code, 2);
  });
});

/** The command lines of all processes, as any program of this computer can read them. */
async function commandLines(): Promise<string> {
  if (process.platform !== 'linux') return '';
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    ids.map(async (id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.join('\n');
}
