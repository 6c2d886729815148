import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import * as vscode from 'vscode';

import type { KeyringApi, PostmanApiError, PostmanApiErrorKind, RequestClient } from '../../src/api.ts';
import type { Session } from '../../src/inject/extensions/sessions.ts';
import { testApi, until, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';

/** What test/fixtures/consumer offers to its tests. */
interface Consumer {
  getSession(options: vscode.AuthenticationGetSessionOptions): Promise<Session | undefined>;
  openClient(session: unknown): Promise<RequestClient>;
  nameOf(client: RequestClient): Promise<string>;
}

/**
 * Another extension, in the same host. That the editor asks the person before it gives a session, and that they say yes,
 * is in test/e2e: here sessions are taken from where the editor gets them.
 */
describe('another extension', () => {
  const app = useApp();
  let api: KeyringApi;
  let consumer: Consumer;

  before(async () => {
    api = await (await testApi()).getApi(1);
    const extension = vscode.extensions.getExtension<Consumer>('keyring-tests.consumer');
    assert.ok(extension);
    consumer = await extension.activate();
  });

  const sessions = async () => (await (await testApi()).extensions()).sessions();
  const sessionOf = async (id: string): Promise<Session> => {
    const found = (await (await sessions()).all()).find((one) => one.id === id);
    assert.ok(found);
    return found;
  };
  const labels = async (): Promise<string[]> =>
    (await vscode.authentication.getAccounts('postman-api-key')).map(({ label }) => label);
  const failsAs = async (kind: PostmanApiErrorKind, call: Promise<unknown>): Promise<string> => {
    const error = await call.then(
      (value) => assert.fail(`answered: ${inspect(value)}`),
      (thrown: unknown) => thrown,
    );
    assert.ok(api.isPostmanApiError(error), inspect(error));
    assert.equal(error.kind, kind, error.message);
    return error.message;
  };

  it('sees the keys among the accounts of the editor, as they come, change and go', async () => {
    const { parts, stored } = app();
    const { stored: key } = await stored('CI');
    await until('it is there', async () => (await labels()).length === 1);
    assert.match((await labels())[0]!, /^CI \(Maya Lindqvist, Local\) · [0-9a-f]{8}$/);
    await parts.keyring.update(key.id, { name: 'build' });
    await until('it has the new name', async () => (await labels())[0]?.startsWith('build (') ?? false);
    await parts.keyring.remove(key.id);
    await until('it is gone', async () => (await labels()).length === 0);
  });

  it('is told by the editor when they change', async () => {
    const { stored } = app();
    let count = 0;
    const listener = vscode.authentication.onDidChangeSessions(({ provider }) => {
      if (provider.id === 'postman-api-key') count += 1;
    });
    await stored('CI');
    await until('the editor has said so', () => count > 0);
    listener.dispose();
  });

  it('has no session before the person says so, and gets no key for what is none', async () => {
    const { sandbox, stored } = app();
    const { key, stored: known } = await stored('CI');
    assert.equal(await consumer.getSession({ silent: true }), undefined);
    const { accessToken, id } = await sessionOf(known.id);
    const wrong = [accessToken.slice(1), id, key.secret.reveal(), known.masked, '', undefined, 7, {}];
    for (const guess of wrong) {
      assert.match(
        await failsAs('signedOut', consumer.openClient({ accessToken: guess })),
        /ask vscode\.authentication/,
      );
    }
    await failsAs('signedOut', consumer.openClient(undefined));
    assert.deepEqual(sandbox.requests(), []);
  });

  it('asks Postman with the key of its session, never sees it, and that is noted once', async () => {
    const { parts, sandbox, stored } = app();
    const { key, stored: known } = await stored('CI');
    const { inject } = await testApi();
    const activity = await inject.activity();
    await activity.clear();
    const session = await sessionOf(known.id);
    const client = await consumer.openClient(session);
    const names = await Promise.all(Array.from({ length: 5 }, async () => consumer.nameOf(client)));
    assert.deepEqual(new Set(names), new Set([sandbox.person().fullName]));
    assert.ok(!inspect([session, client, api], { depth: 9, showHidden: true }).includes('PMAK-'));
    const entries = await activity.entries();
    assert.deepEqual(
      entries.map(({ keyName, way, what }) => [way, keyName, what]),
      [['extension', 'CI', 'keyring-tests.consumer']],
    );
    assert.equal(parts.keyring.keys.length, 1);
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('has the new key after it was regenerated, and none after it was deleted', async () => {
    const { issue, parts, sandbox, stored } = app();
    const { id, stored: known } = await stored('CI');
    const client = await consumer.openClient(await sessionOf(known.id));
    await consumer.nameOf(client);
    await until('the editor has its account', async () => (await labels()).length === 1);
    const [before] = await labels();
    const next = issue({ user: 'maya-lindqvist' }).key;
    sandbox.revoke(id);
    await failsAs('refused', consumer.nameOf(client));
    await parts.keyring.replace(known.id, next, { account: known.account });
    assert.equal(await consumer.nameOf(client), 'Maya Lindqvist');
    assert.deepEqual(await labels(), [before], 'what the person said of it holds no more');
    await parts.keyring.remove(known.id);
    await failsAs('signedOut', consumer.nameOf(client));
  });

  it('is out when the key of another account takes the place, also while a request waits for its key', async () => {
    const { issue, parts, region, sandbox, stored } = app();
    const { stored: known } = await stored('CI');
    const client = await consumer.openClient(await sessionOf(known.id));
    await until('the editor has its account', async () => (await labels()).length === 1);
    const [before] = await labels();
    const { key } = issue({ user: 'priya-raman' });
    const account = await parts.client.me(key, region);
    sandbox.forgetRequests();
    const [, request] = await Promise.allSettled([
      parts.keyring.replace(known.id, key, { account }),
      consumer.nameOf(client),
    ]);
    // It was sent before, or not at all.
    if (request.status === 'fulfilled') assert.equal(request.value, 'Maya Lindqvist');
    else assert.equal((request.reason as PostmanApiError).kind, 'signedOut');
    await failsAs('signedOut', consumer.nameOf(client));
    await until('it is another account', async () => {
      const now = await labels();
      return now.length === 1 && now[0] !== before && now[0]!.startsWith('CI (Priya Raman');
    });
    const again = await consumer.openClient(await sessionOf(known.id));
    assert.equal(await consumer.nameOf(again), 'Priya Raman');
  });

  it('never sees a key that an environment holds, and cannot overwrite it unseen', async () => {
    const { sandbox, stored } = app();
    const { key, stored: known } = await stored('CI');
    const client = await consumer.openClient(await sessionOf(known.id));
    const secret = key.secret.reveal();
    const variable = { key: 'postman-api-key', value: secret, type: 'secret', enabled: true };
    const body = { environment: { name: 'CI', values: [variable] } };
    const made = (await client.post('/environments', { body })).data as { environment: { id: string } };
    const path = `/environments/${made.environment.id}`;
    const { data } = await client.get(path);
    const { values } = (data as { environment: { values: unknown[] } }).environment;
    assert.deepEqual(values, [{ ...variable, value: 'PMAK-[secret]' }]);
    sandbox.forgetRequests();
    assert.match(await failsAs('badRequest', client.put(path, { body: data })), /would take its place/);
    assert.deepEqual(sandbox.requests(), []);
  });

  it('is out when the person signs out, and the key stays', async () => {
    const { parts, stored } = app();
    const { stored: known } = await stored('CI');
    const client = await consumer.openClient(await sessionOf(known.id));
    await (await sessions()).signOut(known.id);
    await failsAs('signedOut', consumer.nameOf(client));
    await until('no account is left', async () => (await labels()).length === 0);
    assert.ok(parts.keyring.find(known.id));
    await (await sessions()).signIn(known.id);
    await failsAs('signedOut', consumer.nameOf(client));
    assert.equal(
      await consumer.nameOf(await consumer.openClient(await sessionOf(known.id))),
      'Maya Lindqvist',
    );
  });

  it('gets its request sent with a key past its end, and the person is warned', async () => {
    const { hands, parts, stored } = app();
    const { stored: known } = await stored('old');
    await parts.keyring.update(known.id, { expiry: { kind: 'date', at: Date.now() - 1000 } });
    const client = await consumer.openClient(await sessionOf(known.id));
    assert.equal(await consumer.nameOf(client), 'Maya Lindqvist');
    assert.match(hands.last(), /“old” has expired\. It is used for keyring-tests\.consumer all the same\./);
  });

  it('knows the keys without their secrets, and hears of their end', async () => {
    const { parts, stored } = app();
    const { key, stored: known } = await stored('CI');
    const [facts] = api.keys();
    assert.deepEqual([facts?.id, facts?.name, facts?.state], [known.id, 'CI', 'active']);
    assert.ok(!JSON.stringify(api.keys()).includes(key.secret.reveal().slice(30, 62)));
    const heard: string[] = [];
    const listeners = [
      api.onDidChangeKeys(() => heard.push('keys')),
      api.onDidChangeState(({ name, state }) => heard.push(`${name} ${state}`)),
    ];
    await parts.keyring.update(known.id, { expiry: { kind: 'date', at: Date.now() - 1 } });
    for (const listener of listeners) listener.dispose();
    assert.deepEqual(new Set(heard), new Set(['keys', 'CI expired']));
  });

  it('gets the version that it asks for, or hears which there are', async () => {
    const exported = await testApi();
    await assert.rejects(exported.getApi(2 as 1), /has version 1 of its API, and no version 2\./);
    assert.equal(api.version, 1);
    assert.throws(() => Object.assign(api, { createClient: () => undefined }), TypeError);
  });
});
