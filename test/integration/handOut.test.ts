import assert from 'node:assert/strict';
import sinon from 'sinon';
import * as vscode from 'vscode';

import type { KnownProblem } from '../../src/host/knownProblem.ts';
import type { HandOut } from '../../src/inject/handOut.ts';
import { testApi, useApp } from './app.ts';

/** The one place that hands out keys, while the keyring changes under it. */
describe('handing out a key', () => {
  const app = useApp();
  const stubs = sinon.createSandbox();
  let handOut: HandOut;
  const noted = async (): Promise<number> =>
    (await (await (await testApi()).inject.activity()).entries()).length;

  before(async () => {
    ({ handOut } = (await testApi()).inject);
  });
  afterEach(() => {
    stubs.restore();
  });

  it('gives what the person has agreed to, also when it was regenerated while they were asked', async () => {
    const { issue, parts, stored } = app();
    const { stored: known } = await stored();
    const next = issue().key;
    const { key, stored: now } = await handOut('request', {
      agree: async ({ stored: asked }) => {
        assert.equal(asked.id, known.id);
        await parts.keyring.replace(known.id, next, { account: known.account });
      },
    });
    assert.equal(key.fingerprint, next.fingerprint);
    assert.equal(now.fingerprint, next.fingerprint);
  });

  it('gives nothing that has become another owner’s, host’s or nobody’s meanwhile, and notes nothing', async () => {
    const { issue, parts, stored } = app();
    const before = await noted();
    const changes = [
      { account: { teamId: 7 } },
      { account: { userId: 7 } },
      { account: undefined },
      { region: 'us' },
    ] as const;
    for (const change of changes) {
      const { stored: known } = await stored();
      const account =
        'account' in change ? change.account && { ...known.account!, ...change.account } : known.account;
      const wish = {
        id: known.id,
        agree: async () => parts.keyring.replace(known.id, issue().key, { ...change, account }),
      };
      await assert.rejects(handOut('request', wish), /was changed at the same moment/);
    }
    const { id } = (await stored()).stored;
    await assert.rejects(
      handOut('request', { id, agree: async () => Promise.reject(new Error('no')) }),
      /no/,
    );
    assert.equal(await noted(), before);
  });

  it('gives nothing by a way that is switched off, and leads to where it was', async () => {
    const { stored } = app();
    await stored();
    const section = vscode.workspace.getConfiguration('postmanKeyring');
    await section.update('disabledWays', ['request', 'languageModel'], vscode.ConfigurationTarget.Global);
    try {
      await assert.rejects(handOut('request'), (error: KnownProblem) => {
        assert.match(error.message, /^“Request” is switched off in your settings/);
        assert.deepEqual(
          error.waysOut.map(({ title }) => title),
          ['Open Settings'],
        );
        return true;
      });
      assert.equal((await handOut('terminal')).stored.name, 'work');
      const input = { input: {}, toolInvocationToken: undefined };
      const { content } = await vscode.lm.invokeTool('postman_keyring_list', input);
      assert.match(JSON.stringify(content), /“Language model” is switched off/);
    } finally {
      await section.update('disabledWays', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('gives no secret that is another one than it says', async () => {
    const { issue, parts, stored } = app();
    const { stored: known } = await stored();
    const read = stubs.stub(parts.keyring, 'secretOf');
    read.callsFake(async (id) => {
      const key = await read.wrappedMethod.call(parts.keyring, id);
      await parts.keyring.replace(id, issue().key, { region: 'us' });
      return key;
    });
    await assert.rejects(handOut('terminal', { id: known.id }), /was changed at the same moment/);
    read.restore();
    assert.equal((await handOut('terminal', { id: known.id })).region.id, 'us');
  });
});
