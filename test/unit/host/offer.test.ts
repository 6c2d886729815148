import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { offer, type Offer } from '../../../src/host/offer.ts';
import { shellOf } from '../../../src/inject/terminal/shell.ts';

const script = join(import.meta.dirname, '../../../media/postman-shell.mjs');
const variables = { POSTMAN_API_KEY: 'the key', POSTMAN_API_BASE_URL: 'http://127.0.0.1:1' };

async function ask({ address }: Pick<Offer, 'address'>, said: string): Promise<string> {
  const socket = createConnection(address);
  socket.on('error', () => undefined);
  socket.end(said);
  return text(socket).catch(() => '');
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
): Promise<End> {
  const child = spawn(process.execPath, [script, process.execPath, '-e', program], {
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
    assert.equal(await ask(offered, 'f'.repeat(64)), '');
    assert.equal(await ask(offered, ''), '');
    const strange = createConnection(offered.address).on('error', () => undefined);
    strange.write(Buffer.alloc(64, 0xff));
    await once(strange.resume(), 'close');
    assert.deepEqual(JSON.parse(await ask(offered, offered.token)), variables);
    assert.equal(await offered.over, true);
    assert.equal(await ask(offered, offered.token), '');
  });

  it('is open to this user alone, and leaves nothing behind', async function () {
    if (process.platform === 'win32') this.skip();
    const offered = await offer(variables);
    const folder = dirname(offered.address);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    await ask(offered, offered.token);
    await offered.over;
    assert.equal(existsSync(folder), false);
  });

  it('ends when no shell comes, also for one that comes and says nothing', async () => {
    const offered = await offer(variables, 100);
    const silent = createConnection(offered.address).on('error', () => undefined);
    const closed = new Promise((resolve) => silent.on('close', resolve));
    assert.equal(await offered.over, false);
    await closed;
    assert.equal(await ask(offered, offered.token), '');
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
      assert.deepEqual(JSON.parse(await ask(offered, offered.token)), variables);
      assert.deepEqual(await readdir(folder), []);
    } finally {
      Object.assign(process.env, { TMPDIR: TMPDIR ?? '/tmp', ...(XDG_RUNTIME_DIR && { XDG_RUNTIME_DIR }) });
      await rm(folder, { recursive: true });
    }
  });

  it('says in one sentence that the key was had before, and starts no shell', async () => {
    const offered = await offer(variables);
    await ask(offered, offered.token);
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
