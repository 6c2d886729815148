import assert from 'node:assert/strict';
import sinon from 'sinon';
import * as vscode from 'vscode';

import manifest from '../../package.json' with { type: 'json' };
import { createTools } from '../../src/inject/languageModels/tools.ts';
import { testApi, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';

const names = ['postman_keyring_list', 'postman_keyring_access_keys', 'postman_keyring_request'];

describe('The tools for language models', () => {
  const app = useApp();
  /** Out of a chat, as any other extension may. */
  const call = async (name: string, input: object): Promise<string> => {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  };
  const invoke = async (name: string, input: object): Promise<string> => {
    app().hands.will({ press: 'Allow' });
    return call(name, input);
  };
  const errorIn = (answer: string): string =>
    (JSON.parse(answer) as { error?: string }).error ?? assert.fail('no error');
  const failing = async (input: object): Promise<string> =>
    errorIn(await call('postman_keyring_request', input));
  const entries = async () => (await (await testApi()).inject.activity()).entries();

  it('are known to the editor, with what they take', () => {
    assert.deepEqual(
      manifest.contributes.languageModelTools.map(({ name }) => name).toSorted(),
      names.toSorted(),
    );
    for (const name of names)
      assert.ok(vscode.lm.tools.find((tool) => tool.name === name)?.inputSchema, name);
  });

  it('list keys, and access keys page by page, and no secret', async () => {
    const { sandbox, stored } = app();
    const { key } = await stored();
    const { keys } = JSON.parse(await invoke('postman_keyring_list', {})) as {
      keys: Record<string, unknown>[];
    };
    const [only] = keys;
    assert.equal(keys.length, 1);
    assert.deepEqual([only?.['name'], only?.['state'], only?.['isActive']], ['work', 'active', true]);
    assert.equal(only?.['account'], sandbox.person().fullName);
    interface Page {
      accessKeys: { id: string; ending: string }[];
      nextCursor: string;
    }
    const page = async (cursor = ''): Promise<Page> =>
      JSON.parse(await invoke('postman_keyring_access_keys', { cursor, key: 'work' })) as Page;
    const first = await page();
    const second = await page(first.nextCursor);
    assert.equal(new Set([...first.accessKeys, ...second.accessKeys].map(({ id }) => id)).size, 20);
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('ask the API, mask what is secret in its answers, and note it', async () => {
    const { stored } = app();
    const { key } = await stored();
    const me = JSON.parse(await invoke('postman_keyring_request', { path: '/me' })) as { status: number };
    assert.equal(me.status, 200);
    const home = app().sandbox.world.workspaces.find(({ name }) => name === 'Payments')!.id;
    const list = await invoke('postman_keyring_request', { path: `/environments?workspace=${home}` });
    const { body } = JSON.parse(list) as { body: { environments: { id: string; name: string }[] } };
    const { id } = body.environments.find(({ name }) => name === 'Staging')!;
    const staging = await invoke('postman_keyring_request', { path: `/environments/${id}` });
    assert.ok(staging.includes('staging.example.com') && !staging.includes('correct horse'));
    const [last] = await entries();
    assert.deepEqual([last?.way, last?.what], ['languageModel', `outside a chat: GET /environments/${id}`]);
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('write nothing that is masked in an answer over what it stands for', async () => {
    const { region, sandbox, stored } = app();
    const { key } = await stored();
    const values = [
      { key: 'token', value: key.secret.reveal(), type: 'default' },
      { key: 'password', value: 'hunter2', type: 'secret' },
    ];
    const { inject } = await testApi();
    const created = await inject.client.request(
      key,
      region,
      { method: 'POST', path: '/environments', body: { environment: { name: 'Ours', values } } },
      new AbortController().signal,
    );
    const path = `/environments/${(created.body as { environment: { id: string } }).environment.id}`;
    sandbox.forgetRequests();
    const shown = JSON.parse(await invoke('postman_keyring_request', { path })) as {
      body: { environment: { name: string; values: { value: string }[] } };
    };
    const { environment } = shown.body;
    assert.deepEqual(
      environment.values.map(({ value }) => value),
      ['PMAK-[secret]', '[secret]'],
    );
    for (const body of [{ environment }, environment.values[0], [environment.values[1]]])
      assert.match(await failing({ method: 'PUT', path, body }), /Leave that part out/);
    assert.deepEqual(
      sandbox.requests().map(({ method }) => method),
      ['GET'],
    );
  });

  it('name the key in a chat, and ask before they use another than the active one', async () => {
    const { parts, stored } = app();
    const { stored: active } = await stored('work');
    const { stored: other } = await stored('home');
    await parts.activeKey.useEverywhere(active.id);
    const tools = createTools((await testApi()).inject);
    const { token } = new vscode.CancellationTokenSource();
    const wordsOf = (message: string | vscode.MarkdownString = ''): string =>
      (typeof message === 'string' ? message : message.value).replaceAll('&nbsp;', ' ');
    for (const [name, input] of [
      ['request', { path: '/me' }],
      ['accessKeys', {}],
    ] as const) {
      const quiet = tools.prepared(name, { ...input, key: active.name });
      assert.equal(quiet.confirmationMessages, undefined);
      assert.ok(wordsOf(quiet.invocationMessage).endsWith(`with “${active.name}”`));
      const wanted = { ...input, key: other.name };
      const run = async (): Promise<string> => {
        const { content } = await tools.invoked(name, { input: wanted, toolInvocationToken: {} }, token);
        return (content[0] as vscode.LanguageModelTextPart).value;
      };
      assert.match(errorIn(await run()), /nobody was asked/);
      const { confirmationMessages, invocationMessage } = tools.prepared(name, wanted);
      const question = wordsOf(confirmationMessages?.message);
      assert.ok(question.includes(`“${other.name}”`) && question.includes('not the active key'), question);
      assert.ok(wordsOf(invocationMessage).endsWith(`with “${other.name}”`));
      assert.doesNotMatch(await run(), /"error"/);
    }
  });

  it('change something once the person has agreed', async () => {
    const { sandbox, stored } = app();
    await stored();
    const home = sandbox.world.workspaces.find(({ name }) => name === 'Payments')!.id;
    // In a test run the editor presses Continue by itself; outside a chat that alone is no leave.
    const written = {
      method: 'POST',
      path: `/environments?workspace=${home}`,
      body: { environment: { name: 'By a model' } },
    };
    app().hands.will('leave');
    assert.match(await failing(written), /The person has refused/);
    assert.match(app().hands.asked.at(-1)!, /"name": "By a model"/);
    assert.deepEqual(sandbox.requests(), []);
    const answer = await invoke('postman_keyring_request', written);
    assert.match(answer, /By a model/);
    assert.deepEqual(
      sandbox.requests().map(({ method }) => method),
      ['POST'],
    );
  });

  it('send nothing that the rules forbid, and say why in a sentence', async () => {
    const { sandbox, stored } = app();
    const { key } = await stored();
    assert.match(await failing({ path: `/x/${key.secret.reveal()}` }), /an? API key goes in a header/i);
    assert.match(await failing({ path: '/collections/1?access_key=x' }), /access key/);
    assert.match(
      await failing({ path: '/me', key: 'nobody’s' }),
      /neither the name nor the account of a key/,
    );
    const written = { method: 'POST', path: '/x', body: { value: key.secret.reveal() } };
    assert.match(await failing(written), /No key may stand in a body/);
    const nowhere = errorIn(await invoke('postman_keyring_request', { path: '/nowhere' }));
    assert.match(nowhere, /127\.0\.0\.1|not found/i);
    assert.deepEqual(
      sandbox.requests().map(({ path }) => path),
      ['/nowhere'],
    );
  });

  it('change nothing with another key than the one of the question', async () => {
    const { parts, sandbox, stored } = app();
    const keys = [await stored('work'), await stored('home')];
    const before = await entries();
    const written = { method: 'POST', path: '/environments', body: { environment: { name: 'By a model' } } };
    // Asked for once by the question and once by the request: in between another key has become active.
    const current = sinon.stub(parts.activeKey, 'current').get(() => keys.shift()?.stored);
    try {
      assert.match(await failing(written), /was about another key/);
    } finally {
      current.restore();
    }
    assert.deepEqual(keys, []);
    assert.deepEqual(sandbox.requests(), []);
    assert.deepEqual(await entries(), before);
  });

  // The last of all: from then on nothing is asked in this window.
  it('give nothing to other extensions unless the person allows it', async () => {
    const { hands, region, sandbox, stored } = app();
    await stored();
    const before = await entries();
    const refused = /The person has refused/;
    hands.will('leave');
    assert.match(await failing({ path: '/me?a=b' }), refused);
    const { fullName } = sandbox.person();
    const host = new URL(region.api).host;
    assert.ok(
      hands.asked[0]?.startsWith(
        `An extension or a program outside a chat wants to send GET /me?a=b with “work” of ${fullName} at ${host}.`,
      ),
      hands.asked[0],
    );
    hands.will({ press: 'Deny' });
    assert.match(errorIn(await call('postman_keyring_list', {})), refused);
    for (const name of names) assert.match(errorIn(await call(name, { path: '/me' })), refused);
    assert.equal(hands.asked.length, 2);
    assert.deepEqual(sandbox.requests(), []);
    assert.deepEqual(await entries(), before);
  });
});
