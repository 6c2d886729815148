import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/server/start.ts';

const root = join(import.meta.dirname, '../../../..');
const script = join(root, 'media/run-newman.mjs');

describe('running a collection of the account with newman', () => {
  let sandbox: Sandbox;
  let uid: string;
  before(async () => {
    sandbox = await startSandbox();
    uid = sandbox.issueAccessKey({ collection: 'Refunds API' }).collectionUid;
  });
  after(async () => sandbox.close());

  async function run(
    key: string,
    collection = uid,
    api = sandbox.url,
  ): Promise<{ code: number | null; output: string; commands: string }> {
    const env = {
      PATH: process.env['PATH'],
      POSTMAN_API_KEY: key,
      POSTMAN_API_BASE_URL: api,
      POSTMAN_COLLECTION_UID: collection,
    };
    const child = spawn(process.execPath, [script], { cwd: root, env });
    let output = '';
    let commands = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    while (child.exitCode === null && child.signalCode === null) {
      commands += await readFile(`/proc/${child.pid}/cmdline`, 'utf8').catch(() => '');
      for (const id of await readdir(`/proc/${child.pid}/task`).catch(() => []))
        commands += await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      await setTimeout(20);
    }
    return { code: await ended, output, commands };
  }

  it('fetches it with the key in a header, sends its requests, and shows the key nowhere', async function () {
    this.timeout(30_000);
    const { key } = sandbox.issueKey();
    sandbox.forgetRequests();
    const { code, output, commands } = await run(key);
    assert.equal(code, 0, output);
    assert.match(output, /requests\s+│\s+7 │\s+0/);
    assert.ok(!`${output}${commands}`.includes(key.slice(5)), output);
    if (process.platform === 'linux') assert.match(commands, /run-newman\.mjs/);
    const [first, ...rest] = sandbox.requests();
    assert.deepEqual([first?.path, first?.hasKey, first?.query], [`/collections/${uid}`, true, []]);
    assert.ok(rest.every(({ hasKey }) => !hasKey));
  });

  it('says in one sentence why it cannot', async function () {
    this.timeout(30_000);
    const { id, key } = sandbox.issueKey();
    const foreign = await run(key, uid.replace(/.{4}$/, '0000'));
    assert.deepEqual(
      [foreign.code, foreign.output],
      [1, 'The account of this API key has no such collection any more.\n'],
    );
    const away = await run(key, uid, 'http://127.0.0.1:1');
    assert.match(away.output, /^The collection could not be fetched: .*ECONNREFUSED/);
    sandbox.revoke(id);
    const refused = await run(key);
    assert.deepEqual(
      [refused.code, refused.output],
      [1, 'Postman refused the API key. Verify it in the API Keys view.\n'],
    );
  });
});
