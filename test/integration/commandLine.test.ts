import assert from 'node:assert/strict';
import { delimiter, join } from 'node:path';

import sinon from 'sinon';
import * as vscode from 'vscode';
import { parse } from 'yaml';

import manifest from '../../package.json' with { type: 'json' };
import type { ApiKey } from '../../src/postman/credential.ts';
import { until, useApp } from './app.ts';
import { useWorkspaceNewman } from './newman.ts';
import { endOf } from './terminals.ts';
import { assertNoTrace } from './traces.ts';

const { clipboard } = vscode.env;

/** What is in a terminal's options every extension can read, and VS Code writes it down when it quits. */
function assertHidden({ creationOptions }: vscode.Terminal, { secret }: ApiKey): void {
  assert.equal((creationOptions as vscode.TerminalOptions).isTransient, true);
  assert.ok(!JSON.stringify(creationOptions).includes(secret.reveal().slice(5)));
}

describe('the command line', () => {
  const app = useApp();
  const newman = useWorkspaceNewman();

  const terminals = (): vscode.Terminal[] =>
    vscode.window.terminals.filter(({ name }) => /^(newman|Postman CLI): /.test(name));
  const spies = sinon.createSandbox();
  const settings = vscode.workspace.getConfiguration('terminal.integrated');
  const environment = process.platform === 'darwin' ? 'env.osx' : 'env.linux';

  before(async () => {
    // The terminal gets the environment of a login shell: there newman has to be, as it is for people.
    const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
    const bin = join(extension?.extensionPath ?? '', 'node_modules', '.bin');
    const path = [bin, process.env['PATH']].join(delimiter);
    await settings.update(environment, { PATH: path }, vscode.ConfigurationTarget.Global);
  });
  after(async () => settings.update(environment, undefined, vscode.ConfigurationTarget.Global));
  afterEach(async () => {
    spies.restore();
    for (const terminal of terminals()) terminal.dispose();
    await until('the terminals are gone', () => terminals().length === 0);
  });

  /** What is typed into terminals from now on. */
  const typed = (): string[] => {
    const lines: string[] = [];
    const create = spies.stub(vscode.window, 'createTerminal');
    create.callsFake((...args: unknown[]) => {
      const terminal = create.wrappedMethod.apply(vscode.window, args as [vscode.ExtensionTerminalOptions]);
      const type = spies.stub(terminal, 'sendText');
      type.callsFake((text, shouldExecute) => {
        lines.push(text);
        type.wrappedMethod.call(terminal, text, shouldExecute);
      });
      return terminal;
    });
    return lines;
  };
  it('runs a collection with newman, with the key in the environment and nowhere else', async function () {
    if (process.platform === 'win32') this.skip();
    this.timeout(60_000);
    const { hands, run, sandbox } = app();
    const { key } = await app().stored();
    const lines = typed();
    hands.will({ pick: 'Refunds API' });
    await run('inject.runNewman');
    const [terminal] = terminals();
    assert.equal(terminal?.name, 'newman: Refunds API');
    assertHidden(terminal, key);
    assert.match(lines.join('\n'), /^node '.*run-newman\.mjs'$/);
    assert.equal(await endOf(terminal), 0);
    const sent = sandbox.requests().filter(({ path }) => path.startsWith('/echo/refunds/'));
    assert.equal(sent.length, 7);
    assert.ok(sent.every(({ hasKey, status }) => !hasKey && status === 200));
    const uid = sandbox.issueAccessKey({ collection: 'Refunds API' }).collectionUid;
    assert.deepEqual(newman.askers(), [[`/collections/${uid}`, 'keyring-for-postman']]);
    const { options, process: self } = await newman.seen();
    assert.equal(options.collection.info.name, 'Refunds API');
    assert.ok(!JSON.stringify(options).includes('PMAK-'));
    assert.ok(self.includes(`"POSTMAN_API_KEY":"${key.secret.reveal()}"`));
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('runs no newman where the collection cannot be had, and says why', async () => {
    const { hands, run, sandbox } = app();
    await app().stored();
    hands.will({ pick: 'Refunds API' });
    sandbox.faults.add({ kind: 'status', status: 404, path: '/collections/' });
    await run('inject.runNewman');
    assert.match(hands.last(), /has no such collection any more/);
    assert.deepEqual(terminals(), []);
  });

  it('says what signing in does before, and gives the key by the environment', async function () {
    if (process.platform === 'win32') this.skip();
    this.timeout(30_000);
    const { hands, issue, parts, run } = app();
    const { key } = issue();
    const eu = await parts.keyring.add(key, { name: 'eu', region: 'eu', expiry: { kind: 'unknown' } });
    const lines = typed();
    hands.will('leave', { press: 'Open Terminal' }, { press: 'Sign In' });
    await run('inject.signInPostmanCli', { id: eu.id });
    assert.deepEqual(terminals(), []);
    assert.match(hands.asked.at(-1) ?? '', /takes the key as an argument.*~\/\.postman\/postmanrc/s);
    await run('inject.signInPostmanCli', { id: eu.id });
    assert.deepEqual(lines, []);
    await run('inject.signInPostmanCli', { id: eu.id });
    const login = 'postman login --with-api-key "$POSTMAN_API_KEY" --region eu';
    assert.deepEqual(lines, [login]);
    const [first, second] = terminals();
    for (const terminal of [first, second]) {
      assert.equal(terminal?.name, 'Postman CLI: eu');
      assertHidden(terminal, key);
    }
    assert.equal(await endOf(first!, 'test ${#POSTMAN_API_KEY} -eq 64; '), 0);
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('has the key it was asked for, also where all terminals have another one', async function () {
    if (process.platform === 'win32') this.skip();
    this.timeout(30_000);
    const { hands, issue, parts, run, stored } = app();
    const { stored: everywhere } = await stored('everywhere');
    await parts.activeKey.useEverywhere(everywhere.id);
    hands.will({ press: 'Use in All Terminals' }, { press: 'Open Terminal' });
    await run('inject.useInAllTerminals');
    try {
      const { key } = issue();
      const eu = await parts.keyring.add(key, { name: 'eu', region: 'eu', expiry: { kind: 'unknown' } });
      await run('inject.signInPostmanCli', { id: eu.id });
      const [terminal] = terminals();
      const last = key.secret.reveal().slice(-8);
      const isIt = `case $POSTMAN_API_KEY in *${last}) test -z "$POSTMAN_API_BASE_URL";; *) false;; esac; `;
      assert.equal(await endOf(terminal!, isIt), 0);
    } finally {
      await run('inject.stopAllTerminals');
    }
  });

  it('does not take a key of another Postman to the Postman CLI', async () => {
    const { hands, run } = app();
    await app().stored();
    await run('inject.signInPostmanCli');
    assert.match(hands.last(), /knows Postman’s US and EU alone/);
    assert.deepEqual(hands.heard.at(-1)?.actions, ['Set Active Key']);
    assert.deepEqual(terminals(), []);
  });

  it('copies a pipeline for a collection, which names the secret', async () => {
    const { hands, run, sandbox } = app();
    const { key } = await app().stored();
    hands.will({ pick: 'GitHub Actions' }, { pick: 'Refunds API' });
    await run('inject.copyCiSnippet');
    const text = await clipboard.readText();
    assert.ok(parse(text));
    assert.match(text, /secrets\.POSTMAN_API_KEY/);
    assert.ok(text.includes(sandbox.issueAccessKey({ collection: 'Refunds API' }).collectionUid));
    assert.ok(text.includes(sandbox.url), 'the address of the key’s own Postman');
    assert.match(
      hands.last(),
      /^Copied\. Set POSTMAN_API_KEY, a repository secret.*for \.github\/workflows\/postman\.yml\.$/,
    );
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('copies one with a placeholder where there is no key, and asks Postman nothing', async () => {
    const { hands, run, sandbox } = app();
    const section = vscode.workspace.getConfiguration('postmanKeyring');
    const region = section.get('region');
    try {
      for (const [id, login] of [
        ['us', /login --with-api-key \\"\$POSTMAN_API_KEY\\""\n/],
        ['eu', /login --with-api-key \\"\$POSTMAN_API_KEY\\" --region eu"\n/],
      ] as const) {
        await section.update('region', id, vscode.ConfigurationTarget.Global);
        hands.will({ pick: 'GitLab' }, { pick: 'Postman CLI' });
        await run('inject.copyCiSnippet');
        const text = await clipboard.readText();
        assert.match(text, /postman collection run COLLECTION_UID/);
        assert.match(text, login);
      }
    } finally {
      await section.update('region', region, vscode.ConfigurationTarget.Global);
    }
    assert.deepEqual(sandbox.requests(), []);
  });

  it('copies the command that hands the key to gh, with no key in it', async () => {
    await app().stored();
    await app().run('inject.copyGhSecret');
    assert.equal(await clipboard.readText(), 'pmkey pipe -- gh secret set POSTMAN_API_KEY');
    await clipboard.writeText('');
    const section = vscode.workspace.getConfiguration('postmanKeyring');
    await section.update('pmkey', false, vscode.ConfigurationTarget.Global);
    try {
      await app().run('inject.copyGhSecret');
      assert.match(app().hands.last(), /needs pmkey in terminals, which your settings switch off/);
      assert.equal(await clipboard.readText(), '');
    } finally {
      await section.update('pmkey', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
