import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';

import { until, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';

/** With the shell that VS Code opens and the pmkey of the extension: what it prints goes to files. */
describe('pmkey', function () {
  this.timeout(40_000);
  const app = useApp();
  const section = vscode.workspace.getConfiguration('postmanKeyring');
  let shell: vscode.Terminal;
  const newTerminal = (): vscode.Terminal =>
    vscode.window.createTerminal({ name: 'test', isTransient: true });

  /** Types a line into a terminal and waits for its end: its exit code and what it wrote. */
  const type = async (line: string): Promise<{ code: number; out: string; err: string }> => {
    const folder = await mkdtemp(join(tmpdir(), 'pmkey-terminal-'));
    const file = (name: string): string => join(folder, name);
    const text = async (name: string): Promise<string> => readFile(file(name), 'utf8').catch(() => '');
    try {
      shell.sendText(`( ${line} ) > ${file('out')} 2> ${file('err')}; echo "ended $?" > ${file('end')}`);
      for (let tries = 0; tries < 300 && !(await text('end')).includes('ended'); tries += 1)
        await setTimeout(50);
      const code = /^ended (\d+)/.exec(await text('end'))?.[1];
      assert.ok(code, `no end of: ${line}`);
      return { code: Number(code), out: await text('out'), err: await text('err') };
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  /** Opens a new terminal. pmkey starts after the editor has, and ends after the setting is switched. */
  const isThere = async (): Promise<boolean> => {
    shell.dispose();
    shell = newTerminal();
    return (await type('command -v pmkey')).code === 0;
  };

  before(async function () {
    if (process.platform === 'win32') this.skip();
    shell = newTerminal();
    await until('pmkey is on the PATH', isThere);
  });

  after(() => {
    shell.dispose();
  });

  it('runs a program with the key in its environment, and the terminal has none', async () => {
    const { hands, stored } = app();
    const { key } = await stored('CI');
    hands.will({ press: 'Allow' });
    const { out } = await type('env; echo ---; pmkey run -- printenv POSTMAN_API_KEY; pmkey run -- env');
    const [terminal = '', program = ''] = out.split('---\n');
    assert.ok(!terminal.includes('PMAK-'));
    assert.match(terminal, /^POSTMAN_KEYRING_TOKEN=[0-9a-f]{64}$/m);
    assert.ok(program.startsWith(`${key.secret.reveal()}\n`));
    assert.doesNotMatch(program, /POSTMAN_KEYRING_|ELECTRON_RUN_AS_NODE/);
    assert.match(hands.asked.join('\n'), /A terminal asks for the key “CI” to run “printenv”/);
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('asks Postman of the key, by a program that knows nothing of pmkey', async () => {
    const { hands, sandbox, stored } = app();
    await stored();
    hands.will({ press: 'Allow' });
    const script = `fetch(process.env.POSTMAN_API_BASE_URL + "/me", { headers: { "X-Api-Key": process.env.POSTMAN_API_KEY } }).then(({ status }) => console.log(status))`;
    const { out } = await type(`pmkey run -- env ELECTRON_RUN_AS_NODE=1 ${node()} -e '${script}'`);
    assert.equal(out, '200\n');
    assert.deepEqual(
      sandbox.requests().map(({ path }) => path),
      ['/me'],
    );
  });

  it('has the new key after it was regenerated, and none after it was deleted', async () => {
    const { hands, issue, parts, stored } = app();
    const { id } = (await stored()).stored;
    hands.will({ press: 'Allow' });
    assert.equal((await type('pmkey run true')).code, 0);
    const next = issue({ name: 'next' }).key;
    await parts.keyring.replace(id, next, { account: parts.keyring.find(id)?.account });
    assert.equal((await type('pmkey run printenv POSTMAN_API_KEY')).out, `${next.secret.reveal()}\n`);
    await parts.keyring.remove(id);
    assert.deepEqual(await type('pmkey run printenv POSTMAN_API_KEY'), {
      code: 3,
      out: '',
      err: 'pmkey: There is no API key in the keyring yet.\n',
    });
  });

  it('prints the key only after a question', async () => {
    const { hands, stored } = app();
    const { key } = await stored();
    hands.will({ press: 'Allow' }, 'leave');
    assert.equal((await type('pmkey print')).out, `${key.secret.reveal()}\n`);
    const { code, out } = await type('pmkey print');
    assert.deepEqual([code, out], [3, '']);
    hands.will({ press: 'Allow' }, 'leave');
    assert.equal((await type('pmkey pipe -- cat')).out, key.secret.reveal());
    assert.deepEqual(await type('pmkey pipe -- echo started'), {
      code: 3,
      out: '',
      err: 'pmkey: It was refused in the editor.\n',
    });
    assert.match((await type('pmkey status')).out, /^Key {7}work \(PMAK-.*\nOwner /);
  });

  it('asks again for what the workspace may, after Ask Again Before Keys Are Used', async () => {
    const { hands, run, stored } = app();
    await stored();
    hands.will({ press: 'Allow for This Workspace' });
    for (let time = 0; time < 2; time += 1) assert.equal((await type('pmkey run true')).code, 0);
    await run('inject.askAgain');
    hands.will('leave');
    assert.equal((await type('pmkey run true')).code, 3);
  });

  it('is gone from new terminals, with its socket, when it is switched off', async () => {
    const { out } = await type('printenv POSTMAN_KEYRING_PIPE');
    await section.update('pmkey', false, vscode.ConfigurationTarget.Global);
    try {
      await until('it is gone', async () => !(await isThere()));
      assert.notEqual((await type(`test -e ${out.trim()}`)).code, 0);
      assert.doesNotMatch((await type('env')).out, /POSTMAN_KEYRING_/);
    } finally {
      await section.update('pmkey', undefined, vscode.ConfigurationTarget.Global);
    }
    await until('it is there again', isThere);
  });
});

/** The Node that the editor runs its extensions with. */
function node(): string {
  return `"${process.execPath}"`;
}
