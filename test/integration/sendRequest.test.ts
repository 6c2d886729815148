import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import { until, useApp } from './app.ts';

describe('Send Request from a key', () => {
  const app = useApp();
  const shown = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';

  beforeEach(async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('shows the answer in a read-only JSON document, with status, time and rate limits, and no key', async () => {
    const { hands, parts, run, sandbox, stored } = app();
    const { stored: known, key } = await stored();
    hands.will({ pick: 'Who am I' });
    await run('apiKeys.sendRequest', { id: known.id });
    await until('the document is open', () => shown() !== '');
    const document = vscode.window.activeTextEditor!.document;
    assert.equal(document.languageId, 'json');
    assert.equal(document.uri.scheme, 'postman-keyring-answer');
    assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), undefined);
    const answer = JSON.parse(document.getText()) as {
      request: string;
      apiKey: string;
      response: string;
      rateLimit: string;
      body: { user: { fullName: string } };
    };
    assert.equal(answer.request, `GET ${sandbox.url}/me`);
    assert.equal(answer.apiKey, 'work');
    assert.match(answer.response, /^200 OK, \d+ ms, \d+ bytes$/);
    assert.match(answer.rateLimit, /^\d+ of 300 left$/);
    assert.equal(answer.body.user.fullName, sandbox.person().fullName);
    assert.ok(!document.getText().includes(key.secret.reveal().slice(30, 62)));
    assert.ok(parts.keyring.find(known.id));
  });

  it('sends any GET path', async () => {
    const { hands, run, sandbox, stored } = app();
    await stored();
    hands.will({ pick: 'Type Method' }, { type: '/collections?limit=2' });
    await run('apiKeys.sendRequest');
    await until('the document is open', () => shown().includes('collections'));
    assert.deepEqual(
      sandbox.requests().map(({ method, path }) => `${method} ${path}`),
      ['GET /collections'],
    );
  });

  it('says in one sentence what is wrong with a path', async () => {
    const { hands, run, sandbox, stored } = app();
    const { key } = await stored();
    for (const path of [
      'GET me',
      '//evil.example/me',
      `/me?apikey=${key.secret.reveal()}`,
      `/x/${key.secret.reveal()}`,
    ]) {
      hands.will({ pick: 'Type Method' }, { type: path }, 'leave');
      await run('apiKeys.sendRequest');
      assert.match(hands.last(), /: type one such as \/me\.$/);
    }
    assert.ok(!JSON.stringify([hands.heard, hands.asked]).includes(key.secret.reveal().slice(30, 60)));
    assert.deepEqual(sandbox.requests(), []);
  });

  for (const fault of [
    { kind: 'status', status: 404 },
    { kind: 'html' },
    { kind: 'redirect', to: 'https://evil.example/me' },
    { kind: 'rateLimited', headers: { 'Retry-After': '120' } },
  ] as const) {
    it(`says in one sentence that Postman failed (${fault.kind}), with a way out`, async () => {
      const { hands, run, sandbox, stored } = app();
      await stored();
      sandbox.faults.add(fault);
      hands.will({ pick: 'Type Method' }, { type: 'GET /me' });
      await run('apiKeys.sendRequest');
      const failure = hands.heard.find(({ how }) => how === 'fail');
      assert.ok(failure);
      assert.ok(failure.actions.includes('Retry'));
      assert.ok(!failure.message.includes('\n'));
      assert.equal(shown(), '');
      const asks = hands.heard.filter(({ message }) => message.includes('asks to wait 120 seconds'));
      assert.equal(
        asks.length,
        fault.kind === 'rateLimited' ? 1 : 0,
        'a wait of over a minute is asked about',
      );
    });
  }
});
