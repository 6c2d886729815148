import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { collectionVariables } from '../../../src/host/newman.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server/start.ts';
import { temporaryFolder } from '../keyring/keys.ts';

const root = join(import.meta.dirname, '../../..');
const script = join(root, 'media/run-newman.mjs');
const newman = join(root, 'node_modules/newman');

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

describe('running a collection with newman', () => {
  let sandbox: Sandbox;
  let collection: unknown;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  before(async () => {
    sandbox = await startSandbox();
    const answer = await fetch(sandbox.issueAccessKey({ collection: 'Refunds API' }).link);
    ({ collection } = (await answer.json()) as { collection: unknown });
  });
  after(async () => sandbox.close());
  beforeEach(async () => {
    folder = await temporaryFolder();
    sandbox.forgetRequests();
  });
  afterEach(async () => {
    sandbox.faults.clear();
    await folder.dispose();
  });

  /** @param path what stands in PATH; newman is next to nothing by default */
  async function run(
    variables: NodeJS.ProcessEnv,
    args: readonly string[] = [],
    { cwd = root, path = folder.path } = {},
  ): Promise<Ran> {
    const child = spawn(process.execPath, [script, ...args], { cwd, env: { PATH: path, ...variables } });
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, output: (await output).join('') };
  }

  it('sends its requests and no other', async function () {
    this.timeout(30_000);
    const { code, output } = await run(await collectionVariables(collection), ['--iteration-count', '2']);
    assert.equal(code, 0, output);
    assert.match(output, /requests\s+│\s+14 │\s+0/);
    const sent = sandbox.requests();
    assert.ok(sent.length === 14 && sent.every(({ path }) => path.startsWith('/echo/refunds/')));
  });

  it('has it once, and says so in a sentence', async function () {
    this.timeout(30_000);
    const variables = await collectionVariables(collection);
    await run(variables);
    const again = await run(variables);
    assert.equal(again.code, 2);
    assert.match(again.output, /^The collection was handed out before, or too long ago\. .*\n$/);
    assert.deepEqual(await run({}), again);
  });

  it('ends with 1 when a request fails its tests', async function () {
    this.timeout(30_000);
    sandbox.faults.add({ kind: 'status', status: 503, path: '/echo' });
    const args = ['--folder', 'Changes', '--bail'];
    const { code, output } = await run(await collectionVariables(collection), args);
    assert.equal(code, 1, output);
    assert.match(output, /AssertionError/);
  });

  it('sends files of the folder that it runs in, and no others', async function () {
    this.timeout(30_000);
    const got: string[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        got.push(body);
        response.end();
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const inside = join(folder.path, 'inside');
    await mkdir(inside);
    const files = [join(inside, 'own'), join(folder.path, 'private')];
    for (const file of files) await writeFile(file, file);
    const item = files.map((src) => ({
      request: { method: 'POST', url: `http://127.0.0.1:${port}`, body: { mode: 'file', file: { src } } },
    }));
    const variables = await collectionVariables({ info: { name: 'files' }, item });
    await run(variables, [], { cwd: inside, path: join(newman, '../.bin') });
    server.close();
    assert.ok(got.includes(files[0]!), 'its own file was not sent');
    assert.ok(!got.includes(files[1]!));
  });

  it('takes one of many megabytes', async function () {
    this.timeout(30_000);
    const huge = { info: { name: 'huge', description: 'x'.repeat(30_000_000) }, item: [] };
    const { code, output } = await run(await collectionVariables(huge));
    assert.equal(code, 0, output.slice(0, 1000));
  });

  it('finds no newman by a relative folder on the PATH', async () => {
    await symlink(join(newman, 'bin/newman.js'), join(folder.path, 'newman'));
    const { code, output } = await run({}, [], { cwd: folder.path, path: '.' });
    assert.equal(code, 127);
    assert.match(output, /newman is neither in this workspace nor on your PATH/);
  });

  for (const [kind, put] of [
    ['a link, as npm makes it', async (command: string) => symlink(join(newman, 'bin/newman.js'), command)],
    [
      'a script, as pnpm makes it',
      async (command: string) => {
        await mkdir(join(dirname(command), 'global'));
        await symlink(newman, join(dirname(command), 'global/newman'));
        const lines =
          '#!/bin/sh\nbasedir=$(dirname "$0")\nexec node  "$basedir/global/newman/bin/newman.js" "$@"\n';
        await writeFile(command, lines);
        await chmod(command, 0o755);
      },
    ],
  ] as const)
    it(`finds the newman that is installed as ${kind}`, async function () {
      if (process.platform === 'win32') this.skip();
      this.timeout(30_000);
      await put(join(folder.path, 'newman'));
      const args = ['-r', 'json', '--reporter-json-export', 'out.json'];
      const { code, output } = await run(await collectionVariables(collection), args, { cwd: folder.path });
      assert.equal(code, 0, output);
      assert.match(await readFile(join(folder.path, 'out.json'), 'utf8'), /"executions"/);
    });

  it('ends with 2 or 127, and one sentence, when it cannot begin', async () => {
    const none = await run({}, [], { cwd: folder.path });
    assert.deepEqual(none, {
      code: 127,
      output:
        'newman is neither in this workspace nor on your PATH. Install it with: npm install --global newman\n',
    });
    const wrong = await run({}, ['--iteration-count', 'two']);
    assert.deepEqual(wrong, { code: 2, output: '--iteration-count takes a whole number above 0.\n' });
    assert.equal((await run({}, ['--no-such-option'])).code, 2);
  });
});
