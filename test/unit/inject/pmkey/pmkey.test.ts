import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { askAgain } from '../../../../src/inject/askAgain.ts';
import { eu } from '../../../../src/postman/region.ts';
import { facts, someKey } from '../../keyring/keys.ts';
import { account } from '../core/stored.ts';
import { openWindow, type Window } from './window.ts';

const allow = 'Allow';
const always = 'Allow for This Workspace';
const deny = 'Deny';
const tell = async (): Promise<undefined> => Promise.resolve(undefined);

describe('pmkey in a terminal', function () {
  this.timeout(20_000);
  // The tests type into bash and look at processes as Linux shows them.
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  let window: Window;
  const windows: Window[] = [];

  beforeEach(async () => {
    window = await openWindow();
    windows.push(window);
  });
  afterEach(async () => {
    for (const one of windows.splice(0)) await one.dispose();
  });

  const addKey = async (name = 'CI', region = 'us'): Promise<{ id: string; secret: string }> => {
    const key = someKey();
    const { id } = await window.keyring.add(key, { ...facts(name), region });
    return { id, secret: key.secret.reveal() };
  };

  describe('run', () => {
    it("puts the key into the program's environment, and nowhere else", async () => {
      const { secret } = await addKey();
      window.answers.push(allow);
      const shell = window.start(`pmkey run -- sleep 30; exit 0`);
      // The shell, pmkey and the program, as everybody who may look can see them.
      let processes: { argv: string; environment: string }[] = [];
      for (let tries = 0; tries < 200 && processes.length < 3; tries += 1) {
        await setTimeout(20);
        processes = descendants(shell.pid!);
      }
      process.kill(Number(descendantIds(shell.pid!).at(-1)));
      await once(shell, 'exit');
      const holders = processes.filter(({ environment }) => environment.includes(secret));
      assert.deepEqual(
        holders.map(({ argv }) => argv),
        ['sleep 30'],
      );
      assert.match(holders[0]!.environment, new RegExp(`^POSTMAN_API_KEY=${secret}$`, 'm'));
      assert.doesNotMatch(
        holders[0]!.environment,
        /^(POSTMAN_KEYRING_\w*|ELECTRON_RUN_AS_NODE|NODE_OPTIONS)=/m,
      );
      assert.ok(!JSON.stringify(processes.map(({ argv }) => argv)).includes(secret));
      assert.ok(!JSON.stringify([window.questions, window.wishes, window.logged]).includes(secret.slice(30)));
    });

    it('gives input, output, arguments and the exit code through, and asks once in a window', async () => {
      const { secret } = await addKey();
      window.answers.push(allow);
      const first = await window.type(
        `echo in | pmkey run -- bash -c 'cat; echo "$#:$1:$POSTMAN_API_KEY"; echo err >&2; exit 7' - 'a "b" $c'`,
      );
      assert.deepEqual(first, { code: 7, signal: null, out: `in\n1:a "b" $c:${secret}\n`, err: 'err\n' });
      assert.equal((await window.type('pmkey run true')).code, 0);
      assert.equal(window.questions.length, 1);
      assert.match(window.questions[0]!, /^A terminal asks for the key “CI” to run “bash”\./);
      assert.deepEqual(window.wishes[0]!.what, '“bash” in a terminal');
    });

    it('has the new key after a regeneration', async () => {
      const { id, secret } = await addKey();
      const owner = account('Maya Lindqvist');
      await window.keyring.update(id, { account: owner });
      window.answers.push(allow);
      const command = 'pmkey run -- printenv POSTMAN_API_KEY';
      assert.equal((await window.type(command)).out, `${secret}\n`);
      const next = someKey();
      await window.keyring.replace(id, next, { account: owner });
      assert.equal((await window.type(command)).out, `${next.secret.reveal()}\n`);
      await window.keyring.remove(id);
      const { code, out } = await window.type(command);
      assert.deepEqual([code, out.includes('PMAK')], [3, false]);
    });

    it('takes the key of a name, the variable of --as, and the address of the region', async () => {
      await addKey('other');
      const { secret } = await addKey('work', eu.id);
      window.answers.push(allow);
      const { out } = await window.type(
        'pmkey run --key WORK --as MY_KEY -- env | grep -E "^(MY_KEY|POSTMAN)"',
        {
          POSTMAN_API_BASE_URL: 'https://elsewhere.example',
          POSTMAN_API_KEY: someKey().secret.reveal(),
          MY_KEY: 'before',
        },
      );
      assert.deepEqual(out.trim().split('\n').toSorted(), [
        `MY_KEY=${secret}`,
        'POSTMAN_API_BASE_URL=https://api.eu.postman.com',
      ]);
    });

    it("does not lead a key to the address that stands in the terminal's environment", async () => {
      await addKey();
      window.answers.push(allow);
      const { out } = await window.type('pmkey run -- env', {
        NODE_OPTIONS: '--max-old-space-size=99',
        POSTMAN_API_BASE_URL: 'https://elsewhere.example',
      });
      assert.ok(!out.includes('elsewhere'));
      assert.match(out, /^NODE_OPTIONS=--max-old-space-size=99$/m);
    });

    it('serves two that start together after one question', async () => {
      const { secret } = await addKey();
      window.answers.push(setTimeout(300, allow));
      const both = await Promise.all(
        [1, 2].map(async () => window.type('pmkey run -- printenv POSTMAN_API_KEY')),
      );
      assert.deepEqual(
        both.map(({ out }) => out),
        [`${secret}\n`, `${secret}\n`],
      );
      assert.equal(window.questions.length, 1);
    });

    it('ends as the program ends, and passes on the signal that ends it', async () => {
      await addKey();
      window.answers.push(always);
      const killed = await window.type(`pmkey run -- bash -c 'kill -TERM $$'; exit $?`);
      assert.equal(killed.code, 128 + 15);
      const shell = window.start(
        `exec pmkey run -- bash -c 'trap "echo caught; exit 5" TERM; echo on; while :; do sleep 0.05; done'`,
      );
      await once(shell.stdout!, 'data');
      shell.kill('SIGTERM');
      const [said] = (await once(shell.stdout!, 'data')) as [Buffer];
      const [code] = shell.exitCode === null ? ((await once(shell, 'exit')) as [number]) : [shell.exitCode];
      assert.deepEqual([said.toString(), code], ['caught\n', 5]);
    });

    it('asks nobody for a program that is not there', async () => {
      await addKey();
      const { code, err } = await window.type('pmkey run -- no-such-program');
      assert.deepEqual([code, err], [127, 'pmkey: There is no program “no-such-program” on the PATH.\n']);
      assert.deepEqual(window.questions, []);
    });
  });

  describe('the question', () => {
    it('is kept for the workspace in the next window, one key at a time, and until it shall be asked again', async () => {
      await addKey();
      window.answers.push(always);
      await window.type('pmkey run true');
      assert.equal(window.questions.length, 1);
      window = await openWindow(window);
      windows.push(window);
      await addKey('other');
      assert.equal((await window.type('pmkey run --key CI true')).code, 0);
      assert.equal(window.questions.length, 0);
      assert.equal((await window.type('pmkey run --key other true')).code, 3);
      assert.equal(window.questions.length, 1);
      await askAgain({ prompts: { tell } }, window.memento)();
      assert.equal((await window.type('pmkey run --key CI true')).code, 3);
      assert.equal(window.questions.length, 2);
    });

    it('ends with Deny for the window, and with a no for this once', async () => {
      await addKey();
      const run = async (): Promise<number | null> => (await window.type('pmkey run true')).code;
      assert.deepEqual([await run(), window.questions.length], [3, 1]);
      window.answers.push(deny, allow);
      assert.deepEqual([await run(), window.questions.length], [3, 2]);
      assert.deepEqual([await run(), window.questions.length], [3, 2]);
      await askAgain({ prompts: { tell } }, window.memento)();
      assert.deepEqual([await run(), window.questions.length], [0, 3]);
    });

    it('shows what a terminal says as plain text', async () => {
      await addKey();
      const folder = await mkdtemp(join(tmpdir(), 'pmkey-test-'));
      await writeFile(join(folder, 'a\n\u202eb'), '', { mode: 0o755 });
      const { code } = await window.type(`cd ${folder} && pmkey run -- ./a*`);
      await rm(folder, { recursive: true });
      assert.equal(code, 3);
      assert.match(window.questions[0]!, /to run “\.\/a b”\./);
    });

    for (const [what, names] of [
      ['it stood', ['CI']],
      ['the person picked a key', ['CI', 'other']],
    ] as const)
      it(`hands nothing out when whoever asked has gone while ${what}`, async () => {
        let id = '';
        for (const name of names) ({ id } = await addKey(name));
        let answer = (_: string): void => undefined;
        window.answers.push(new Promise<string>((done) => (answer = done)), allow);
        const shell = window.start('exec pmkey run true');
        while (window.questions.length === 0) await setTimeout(10);
        assert.deepEqual(window.wishes, [], 'the secret is read after the question');
        shell.kill('SIGKILL');
        await once(shell, 'exit');
        await setTimeout(50);
        answer(names.length === 1 ? allow : id);
        await setTimeout(50);
        assert.deepEqual([window.wishes, window.questions.length], [[], 1]);
      });

    it('is about the very key that the person has picked', async () => {
      await addKey('one');
      const { id, secret } = await addKey('two');
      window.answers.push(id, allow);
      assert.equal((await window.type('pmkey print')).out, `${secret}\n`);
      assert.equal(window.questions[0], 'API key for printing it');
      assert.match(window.questions[1]!, /^A terminal asks to print the key “two”/);
    });

    it('is none at all after Deny, also not which key it shall be', async () => {
      await addKey('one');
      const { id } = await addKey('two');
      window.answers.push(id, deny);
      for (const sentence of [
        'It was refused in the editor.',
        'It was denied in the editor, which asks no more.',
      ])
        assert.match((await window.type('pmkey run true')).err, new RegExp(`^pmkey: ${sentence}`));
      assert.equal(window.questions.length, 2);
    });

    it('is not asked in a workspace that is not trusted', async () => {
      await addKey();
      window.isTrusted = false;
      for (const command of ['run true', 'print', 'status']) {
        const { code, err, out } = await window.type(`pmkey ${command}`);
        assert.deepEqual([code, out], [3, '']);
        assert.match(err, /^pmkey: This workspace is not trusted\./);
      }
      assert.deepEqual(window.questions, []);
    });
  });

  it('prints the key after a question each time, also where programs may run with it', async () => {
    const { secret } = await addKey();
    window.answers.push(always, allow);
    assert.equal((await window.type('pmkey run true')).code, 0);
    assert.equal((await window.type('echo "$(pmkey print)"')).out, `${secret}\n`);
    assert.match(
      window.questions[1]!,
      /^A terminal asks to print the key “CI” in plain text\. It would go to another/,
    );
    const { code, err, out } = await window.type('pmkey print');
    assert.deepEqual([code, err, out], [3, 'pmkey: It was refused in the editor.\n', '']);
    assert.equal(window.questions.length, 3);
  });

  describe('pipe', () => {
    it("puts the key on the program's input, after a question each time, and into no environment", async () => {
      const { secret } = await addKey('CI', eu.id);
      window.answers.push(allow, always);
      const command = `echo no | pmkey pipe -- bash -c 'cat; echo "|$1"; env; exit 7' - 'a b'`;
      const { code, err, out } = await window.type(command, { POSTMAN_API_KEY: someKey().secret.reveal() });
      assert.deepEqual([code, err, out.startsWith(`${secret}|a b\n`)], [7, '', true]);
      assert.doesNotMatch(out.slice(secret.length), /PMAK-|POSTMAN_KEYRING_/);
      assert.match(out, /^POSTMAN_API_BASE_URL=https:\/\/api\.eu\.postman\.com$/m);
      assert.match(
        window.questions[0]!,
        /^A terminal asks for the key “CI” to give it to “bash” on its input\./,
      );
      assert.equal(window.wishes[0]!.what, 'the input of “bash”');
      for (const next of ['pipe true', 'print']) assert.equal((await window.type(`pmkey ${next}`)).code, 0);
      assert.equal(window.questions.length, 2);
    });

    it('starts no program without a key', async () => {
      await addKey();
      const folder = await mkdtemp(join(tmpdir(), 'pmkey-test-'));
      const mark = join(folder, 'started');
      const run = async (more = {}): Promise<number | null> =>
        (await window.type(`pmkey pipe --key CI -- touch ${mark}`, more)).code;
      window.answers.push(deny);
      assert.deepEqual(
        [await run(), await run(), await run({ POSTMAN_KEYRING_PIPE: '/nowhere/s' })],
        [3, 3, 4],
      );
      assert.ok(!existsSync(mark));
      await askAgain({ prompts: { tell } }, window.memento)();
      window.answers.push(allow);
      assert.deepEqual([await run(), existsSync(mark)], [0, true]);
      await rm(folder, { recursive: true });
    });
  });

  it('shows no key where Node is told to show what it does, and hands that on', async () => {
    const { secret } = await addKey();
    window.answers.push(allow);
    const { err, out } = await window.type('pmkey run -- printenv NODE_DEBUG', {
      NODE_DEBUG: 'child_process',
    });
    assert.deepEqual([out, err.includes(secret)], ['child_process\n', false]);
  });

  it('prints unasked where the workspace may', async () => {
    const { secret } = await addKey();
    window.answers.push(always);
    for (let time = 0; time < 2; time += 1)
      assert.equal((await window.type('pmkey print')).out, `${secret}\n`);
    assert.equal(window.questions.length, 1);
  });

  it('ends quietly when nobody reads what it prints', async () => {
    await addKey();
    window.answers.push(allow);
    const { err, out } = await window.type('pmkey print | true; echo "${PIPESTATUS[*]}"');
    assert.deepEqual([err, out], ['', '141 0\n']);
  });

  it('says which key it would be, without the key and without a question', async () => {
    const { secret } = await addKey('C\u001b[31mI');
    const { code, out } = await window.type('pmkey status');
    assert.equal(code, 0);
    assert.match(
      out,
      /^Key {7}C \[31mI \(PMAK-[0-9a-f]{24}-\*{6}[0-9a-f]{2}\)\nOwner .*, US\nState {5}Not verified\n/,
    );
    assert.ok(!out.includes(secret.slice(30, 60)));
    assert.deepEqual([window.questions, window.wishes], [[], []]);
    await addKey('second');
    assert.match((await window.type('pmkey status')).out, /^No key is active here\./);
    assert.match((await window.type('pmkey status --key nobody')).err, /No key .* “nobody”/);
  });

  it('says what is wrong with its use', async () => {
    for (const [words, sentence] of [
      ['', /What is to be done/],
      ['dance', /There is no “dance”/],
      ['run', /Which program/],
      ['run --key', /--key takes a name/],
      ['run --key -- true', /--key takes a name/],
      ['run --as 1X -- true', /--as takes/],
      ['run --as LD_PRELOAD -- true', /--as takes no “LD_PRELOAD”/],
      ['pipe --as X -- true', /takes no “--as”/],
      ['pipe', /Which program/],
      ['run --shell true', /takes no “--shell”/],
      ['print --as X', /takes no “--as”/],
      ['print it', /takes no “it”/],
    ] as const) {
      const { code, err } = await window.type(`pmkey ${words}`);
      assert.equal(code, 2, words);
      assert.match(err, sentence);
      assert.match(err, /See: pmkey help/);
    }
    for (const words of ['help', '--help', 'run --help'])
      assert.match((await window.type(`pmkey ${words}`)).out, /pmkey run \[--key NAME\]/);
  });

  it('ends with 4 where there is no editor, or none that is it', async () => {
    await addKey();
    for (const more of [
      { POSTMAN_KEYRING_PIPE: '', POSTMAN_KEYRING_TOKEN: '' },
      { POSTMAN_KEYRING_NODE: '' },
      { POSTMAN_KEYRING_TOKEN: '00'.repeat(32) },
      { POSTMAN_KEYRING_PIPE: '/nowhere/s' },
    ]) {
      const { code, err } = await window.type('pmkey run -- true', more);
      assert.equal(code, 4, JSON.stringify(more));
      assert.match(err, /^pmkey: (This is no terminal of an editor|The editor that opened this terminal)/);
    }
    window.listening.dispose();
    assert.equal((await window.type('pmkey run -- true')).code, 4);
    assert.deepEqual([window.questions, window.wishes], [[], []]);
  });

  it('listens where only this user can ask, and leaves nothing behind', () => {
    const { address } = window.listening;
    assert.equal(statSync(address).mode & 0o777, 0o600);
    assert.equal(statSync(dirname(address)).mode & 0o777, 0o700);
    assert.ok(Buffer.byteLength(address) < 104);
    window.listening.dispose();
    assert.ok(!existsSync(dirname(address)));
  });
});

function descendantIds(id: number): string[] {
  const children = readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return [String(id), ...children.flatMap((child) => descendantIds(Number(child)))];
}

function descendants(id: number): { argv: string; environment: string }[] {
  return descendantIds(id).map((one) => ({
    argv: readFileSync(`/proc/${one}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(),
    environment: readFileSync(`/proc/${one}/environ`, 'utf8').replaceAll('\0', '\n'),
  }));
}
