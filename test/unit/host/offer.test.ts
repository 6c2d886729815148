import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { offer, type Offer } from '../../../src/host/offer.ts';
import { shellOf } from '../../../src/inject/terminal/shell.ts';

const media = join(import.meta.dirname, '../../../media');
const script = join(media, 'postman-shell.mjs');
const { take } = (await import(join(media, 'offered.mjs'))) as {
  take: (address: string, token: string, what?: string, patience?: number) => Promise<unknown>;
};
const variables = { POSTMAN_API_KEY: 'the key', POSTMAN_API_BASE_URL: 'http://127.0.0.1:1' };

async function ask({ address }: Pick<Offer, 'address'>, said: string): Promise<string> {
  const socket = createConnection(address);
  socket.on('error', () => undefined);
  socket.end(said);
  return text(socket).catch(() => '');
}

async function had({ address, token }: Pick<Offer, 'address' | 'token'>): Promise<unknown> {
  return take(address, token).catch(() => undefined);
}

/** Listens where an offer was, as whoever comes later can. @param answer to what is said; none where it keeps quiet */
async function squat(
  { address }: Pick<Offer, 'address'>,
  answer: (said: string) => string | undefined,
  meanwhile: () => Promise<void>,
): Promise<string> {
  let heard = '';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .once('data', (said: Buffer) => {
        heard += said.toString();
        const answered = answer(said.toString());
        if (answered !== undefined) socket.end(answered);
      });
  });
  await mkdir(dirname(address));
  await once(server.listen(address), 'listening');
  try {
    await meanwhile();
  } finally {
    server.close();
    for (const socket of sockets) socket.destroy();
    await rm(dirname(address), { recursive: true });
  }
  return heard;
}

interface End {
  readonly code: number | null;
  readonly out: string;
  readonly problem: string;
}

/** Runs the script with a program in the place of the shell. */
async function shell(
  { address, token }: Omit<Offer, 'over'>,
  program: string,
  more: NodeJS.ProcessEnv = {},
  options: readonly string[] = [],
): Promise<End> {
  const child = spawn(process.execPath, [...options, script, process.execPath, '-e', program], {
    env: {
      PATH: process.env['PATH'],
      POSTMAN_TERMINAL_ADDRESS: address,
      POSTMAN_TERMINAL_TOKEN: token,
      ELECTRON_RUN_AS_NODE: '1',
      ...more,
    },
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [code, out, problem] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, problem };
}

describe('the offer to a shell', () => {
  it('is had once, by the one with the token', async () => {
    const offered = await offer(variables);
    const { address, token } = offered;
    for (const said of ['', 'f'.repeat(128), token, token + token])
      assert.equal(await ask(offered, said), '');
    const strange = createConnection(address).on('error', () => undefined);
    strange.write(Buffer.alloc(128, 0xff));
    await once(strange.resume(), 'close');
    assert.equal(await had({ address, token: 'f'.repeat(64) }), undefined);
    assert.deepEqual(await had(offered), variables);
    assert.equal(await offered.over, true);
    assert.equal(await had(offered), undefined);
  });

  it('is open to this user alone, and leaves nothing behind', async function () {
    if (process.platform === 'win32') this.skip();
    const offered = await offer(variables);
    const folder = dirname(offered.address);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    assert.equal((await stat(offered.address)).mode & 0o777, 0o600);
    await had(offered);
    await offered.over;
    assert.equal(existsSync(folder), false);
  });

  it('ends when no shell comes, also for one that comes and says nothing', async () => {
    const offered = await offer(variables, 100);
    const silent = createConnection(offered.address).on('error', () => undefined);
    const closed = new Promise((resolve) => silent.on('close', resolve));
    assert.equal(await offered.over, false);
    await closed;
    assert.equal(await had(offered), undefined);
  });

  it('ends for one that has come for it and reads nothing', async () => {
    const { address, over, token } = await offer({ huge: 'x'.repeat(5_000_000) }, 200);
    const nonce = '0'.repeat(64);
    const proof = createHmac('sha256', Buffer.from(token, 'hex')).update(`${nonce}\ntake`).digest('hex');
    const taker = createConnection(address).on('error', () => undefined);
    taker.write(nonce + proof);
    assert.equal(await over, true);
    await setTimeout(400);
    const read = (await taker.toArray().catch(() => [])) as Buffer[];
    assert.ok(Buffer.concat(read).length < 5_000_000);
  });

  it('is over without a word where its folder cannot be taken away', async function () {
    if (process.platform === 'win32') this.skip();
    const base = await mkdtemp(join(tmpdir(), 'base-'));
    const { XDG_RUNTIME_DIR } = process.env;
    process.env['XDG_RUNTIME_DIR'] = base;
    const isRoot = process.geteuid?.() === 0;
    // Who is root can take anything away.
    if (isRoot) await chown(base, 65_534, 65_534);
    if (isRoot) process.seteuid?.(65_534);
    try {
      const offered = await offer(variables);
      assert.equal(dirname(dirname(offered.address)), base);
      await chmod(base, 0o500);
      await had(offered);
      assert.equal(await offered.over, true);
    } finally {
      if (isRoot) process.seteuid?.(0);
      await chmod(base, 0o700);
      await rm(base, { recursive: true });
      delete process.env['XDG_RUNTIME_DIR'];
      if (XDG_RUNTIME_DIR !== undefined) process.env['XDG_RUNTIME_DIR'] = XDG_RUNTIME_DIR;
    }
  });

  it('is taken from nobody else who listens there later, and tells them nothing', async function () {
    if (process.platform === 'win32') this.skip();
    const offered = await offer(variables);
    await had(offered);
    await offered.over;
    const evil = JSON.stringify({ BASH_ENV: '/tmp/evil' });
    for (const answer of [
      () => evil,
      () => 'f'.repeat(64) + evil,
      // What was said there, as a proof.
      (said: string) => said.slice(64) + evil,
      () => '',
    ]) {
      const heard = await squat(offered, answer, async () => {
        const { code, out, problem } = await shell(offered, 'console.log("started")');
        assert.deepEqual([code, out], [1, '']);
        assert.match(problem, /^The key for this terminal was handed out before/);
      });
      assert.equal(heard.length, 128);
      assert.ok(!heard.includes(offered.token));
    }
  });

  it('is waited for no longer than that, where a window hangs', async function () {
    if (process.platform === 'win32') this.skip();
    const offered = await offer(variables);
    await had(offered);
    await offered.over;
    const sentence = /^Error: The key could not be had: the editor’s window does not answer\.$/;
    await squat(
      offered,
      () => undefined,
      async () => assert.rejects(take(offered.address, offered.token, 'The key', 100), sentence),
    );
  });

  it('puts the variables into the environment of the shell and takes its own out', async () => {
    const offered = await offer(variables);
    const { code, out, problem } = await shell(
      offered,
      'console.log(JSON.stringify(process.env)); process.exit(7)',
    );
    const { PATH: _, ...environment } = JSON.parse(out) as Record<string, string>;
    assert.deepEqual([environment, code, problem], [variables, 7, '']);
  });

  it('leads no key to an address that stands in the environment, and goes over a key that does', async () => {
    const offered = await offer({ POSTMAN_API_KEY: 'the key' });
    const { out } = await shell(offered, 'console.log(JSON.stringify(process.env))', {
      POSTMAN_API_BASE_URL: 'https://elsewhere.example',
      POSTMAN_API_KEY: 'another',
    });
    const { PATH: _, ...environment } = JSON.parse(out) as Record<string, string>;
    assert.deepEqual(environment, { POSTMAN_API_KEY: 'the key' });
  });

  it('takes out another key, which that address is not of, and on Windows every spelling of a name', async () => {
    const asWindows = 'data:text/javascript,Object.defineProperty(process,"platform",{value:"win32"})';
    const offered = await offer({ POSTMAN_API_KEY: 'the key' });
    const { out } = await shell(
      offered,
      'console.log(JSON.stringify(process.env))',
      {
        MY_KEY: `PMAK-${'a'.repeat(24)}-${'b'.repeat(34)}`,
        postman_api_base_url: 'https://elsewhere.example',
        Postman_Api_Key: 'another',
        postman_terminal_token: offered.token,
        Electron_Run_As_Node: '1',
        kept: 'yes',
      },
      ['--import', asWindows],
    );
    const { PATH: _, ...environment } = JSON.parse(out) as Record<string, string>;
    assert.deepEqual(environment, { POSTMAN_API_KEY: 'the key', kept: 'yes' });
  });

  it('says in one sentence that the shell could not be started, and not that the key is gone', async function () {
    if (process.platform === 'win32') this.skip();
    const { code, problem } = await shell(await offer({ HUGE: 'x'.repeat(3_000_000) }), '');
    assert.deepEqual([code, problem], [1, `${process.execPath} could not be started: E2BIG.\n`]);
  });

  it('keeps what Node is to load from itself, and gives it back to the shell', async () => {
    const nodeOptions = 'console.log(process.env.NODE_OPTIONS)';
    const own = { POSTMAN_TERMINAL_NODE_OPTIONS: '--no-warnings' };
    const debug = { POSTMAN_TERMINAL_NODE_DEBUG: 'child_process' };
    const alone = await shell(await offer({ POSTMAN_API_KEY: 'the key' }), nodeOptions, { ...own, ...debug });
    assert.deepEqual([alone.out, alone.problem], ['--no-warnings\n', '']);
    const more = await shell(await offer({}), nodeOptions, { ...own, NODE_OPTIONS: '--trace-uncaught' });
    assert.equal(more.out, '--trace-uncaught --no-warnings\n');
  });

  it('finds a place where the folder for temporary files has a long path', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await mkdtemp(join(tmpdir(), 'x'.repeat(80)));
    const { TMPDIR, XDG_RUNTIME_DIR } = process.env;
    process.env['TMPDIR'] = folder;
    delete process.env['XDG_RUNTIME_DIR'];
    try {
      const offered = await offer(variables);
      assert.deepEqual(await had(offered), variables);
      assert.deepEqual(await readdir(folder), []);
    } finally {
      Object.assign(process.env, { TMPDIR: TMPDIR ?? '/tmp', ...(XDG_RUNTIME_DIR && { XDG_RUNTIME_DIR }) });
      await rm(folder, { recursive: true });
    }
  });

  it('says in one sentence that the key was had before, and starts no shell', async () => {
    const offered = await offer(variables);
    await had(offered);
    await offered.over;
    const { code, out, problem } = await shell(offered, 'console.log("started")');
    assert.deepEqual([code, out], [1, '']);
    assert.match(problem, /^The key for this terminal was handed out before.*\n$/);
  });
});

describe('the shell of a Postman Terminal', () => {
  it('is the person’s own, a login shell on macOS', () => {
    assert.deepEqual(shellOf('/usr/bin/zsh', 'linux'), ['/usr/bin/zsh']);
    assert.deepEqual(shellOf('/bin/zsh', 'darwin'), ['/bin/zsh', '-l']);
    assert.deepEqual(shellOf('/opt/homebrew/bin/nu', 'darwin'), ['/opt/homebrew/bin/nu']);
    assert.deepEqual(shellOf('', 'linux'), ['/bin/sh']);
    assert.match(shellOf('', 'win32')[0], /^C:\\Windows\\.*\\powershell\.exe$/);
  });
});
