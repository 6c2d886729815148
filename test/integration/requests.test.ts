import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import * as vscode from 'vscode';

import { testApi, until, useApp } from './app.ts';
import { assertNoTrace } from './traces.ts';

interface Shown {
  request: string;
  response: string;
  body: {
    collections?: { name: string }[];
    environment?: { id: string };
    meta?: { offset: number };
  };
}

describe('The request runner', () => {
  const app = useApp();
  const front = (): vscode.TextDocument => vscode.window.activeTextEditor!.document;
  const shown = (): Shown => JSON.parse(front().getText()) as Shown;
  const comes = async (name: RegExp): Promise<void> =>
    until(`${String(name)} is in front`, () =>
      name.test(vscode.window.activeTextEditor?.document.uri.path ?? ''),
    );
  const lenses = async (): Promise<string[]> => {
    const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      front().uri,
    );
    return all.map(({ command }) => command?.title ?? '');
  };
  const asked = (): string[] =>
    app()
      .sandbox.requests()
      .map(({ method, path }) => `${method} ${path}`);

  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await app().run('inject.clearRequests');
    app().hands.heard.length = 0;
  });
  afterEach(async () => {
    while (vscode.window.activeTextEditor)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('asks for the parameters of an operation, pages through its answer, and remembers it', async () => {
    const { hands, run, stored } = app();
    const { key } = await stored();
    hands.will({ pick: 'List collections' }, { type: '/collections?limit=20' });
    await run('inject.sendRequest');
    await comes(/GET collections \(\d+\)\.json$/);
    assert.equal(shown().body.collections?.length, 20);
    assert.deepEqual(await lenses(), ['Next Page', 'Send Again', 'Copy as Code', 'Save As…']);
    const first = front().uri.path;
    await run('inject.nextPage');
    await until('the next page', () => front().uri.path !== first);
    assert.deepEqual([shown().body.collections?.length, shown().body.meta?.offset], [14, 20]);
    assert.deepEqual(await lenses(), ['Send Again', 'Copy as Code', 'Save As…']);
    await run('inject.nextPage');
    assert.equal(hands.last(), 'This is the last page.');

    hands.will(
      { pick: 'Get a collection' },
      { pick: 'Charges API' },
      { type: '/collections/x?model=minimal' },
    );
    await run('inject.sendRequest');
    assert.match(hands.last(), /could not find the collection/);
    hands.will({ pick: /^List collections GET \/collections\?limit=20$/ });
    await run('inject.sendRequest');
    assert.equal(asked().filter((one) => one === 'GET /collections').length, 4);
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('has a body written, asks before it sends, and says what is wrong', async () => {
    const { hands, run, sandbox, stored } = app();
    const { key } = await stored();
    hands.will({ pick: 'Create an environment' }, { pick: 'Payments' });
    await run('inject.sendRequest');
    await until('the body is in front', () => front().isUntitled);
    const draft = front();
    assert.deepEqual(
      [draft.languageId, (JSON.parse(draft.getText()) as { environment: { name: string } }).environment.name],
      ['json', 'New environment'],
    );
    const home = sandbox.world.workspaces.find(({ name }) => name === 'Payments')!.id;
    assert.deepEqual(await lenses(), [`Send POST /environments?workspace=${home}`]);
    // The editor tells of it as if the document were closed.
    await vscode.languages.setTextDocumentLanguage(draft, 'jsonc');

    hands.will('leave');
    const secretOf = sinon.spy(app().parts.keyring, 'secretOf');
    await run('inject.sendBody');
    secretOf.restore();
    assert.ok(secretOf.notCalled, 'no secret is read before a yes');
    assert.deepEqual(asked(), ['GET /workspaces']);
    const question = hands.asked.at(-1)!;
    for (const words of [
      `Send POST /environments?workspace=${home} to 127.0.0.1`,
      '“work”',
      'New environment',
    ])
      assert.ok(question.includes(words), words);

    const type = async (text: string): Promise<void> => {
      const editor = await vscode.window.showTextDocument(draft);
      await editor.edit((edit) => {
        edit.replace(new vscode.Range(0, 0, draft.lineCount, 0), text);
      });
    };
    await type(`{"environment": {"name": "x", "values": [{"value": "${key.secret.reveal()}"}]}}`);
    await run('inject.sendBody');
    assert.match(hands.last(), /has a key in it.*Store Key in a Postman Environment/);
    await type('{"environment": ');
    await run('inject.sendBody');
    assert.match(hands.last(), /^The body is no JSON/);
    await type('{"environment": {"name": "Ours"}}');
    hands.will({ press: 'Send POST' });
    await run('inject.sendBody');
    await comes(/POST environments \(\d+\)\.json$/);
    assert.match(`${shown().request} ${shown().response}`, /^POST \S+ 200 OK, /);
    const { id } = shown().body.environment!;
    assert.deepEqual(
      asked().filter((one) => one.startsWith('POST')),
      ['POST /environments'],
    );

    const activity = await (await testApi()).inject.activity();
    const whats = (await activity.entries()).slice(0, 2).map(({ what }) => what);
    assert.deepEqual(whats, ['POST /environments', 'a list of workspaces']);

    hands.will('leave');
    await run('inject.sendAgain');
    assert.match(hands.asked.at(-1)!, /^Send POST .*"Ours"/s);
    hands.will({ pick: 'Delete an environment' }, { pick: id }, { press: 'Send DELETE' });
    await run('inject.sendRequest');
    assert.match(hands.asked.at(-1)!, /Send DELETE|DELETE \/environments/);
    assert.ok(hands.asked.some((one) => one.includes('gone for everyone')));
  });

  it('copies as code without the key, saves the body alone, and notes who was handed what', async () => {
    const { hands, run, sandbox, stored } = app();
    const { key } = await stored();
    hands.will({ pick: 'Who am I' });
    await run('inject.sendRequest');
    await comes(/GET me \(\d+\)\.json$/);
    hands.will({ pick: 'Python' });
    await run('inject.copyAsCode');
    const code = await vscode.env.clipboard.readText();
    assert.ok(code.includes(`${sandbox.url}/me`) && code.includes('POSTMAN_API_KEY'));

    const folder = await mkdtemp(join(tmpdir(), 'keyring-answers-'));
    const dialog = sinon.stub(vscode.window, 'showSaveDialog');
    try {
      const target = vscode.Uri.file(join(folder, 'me.json'));
      dialog.resolves(target);
      await run('inject.saveAnswer');
      const saved = JSON.parse(await readFile(target.fsPath, 'utf8')) as { user: { id: number } };
      assert.equal(saved.user.id, sandbox.person().id);
      dialog.resolves(vscode.Uri.file(join(target.fsPath, 'inside.json')));
      await run('inject.saveAnswer');
      assert.match(hands.last(), /could not be saved there/);
    } finally {
      dialog.restore();
      await rm(folder, { recursive: true });
    }
    const { inject } = await testApi();
    const [last] = await (await inject.activity()).entries();
    assert.deepEqual([last?.way, last?.keyName, last?.what], ['request', 'work', 'GET /me']);
    await assertNoTrace(app(), key.secret.reveal());
  });

  it('keeps neither a key nor a body in the history', async () => {
    const { hands, run, stored } = app();
    await stored();
    hands.will(
      { pick: 'Type Method' },
      { type: 'GET /x?access_key=PMAT-0123456789ABCDEFGHJKMNPQRS' },
      'leave',
    );
    await run('inject.sendRequest');
    assert.match(hands.last(), /Open Shared Collection/);
    await run('inject.sendAgain');
    assert.match(hands.last(), /no answer in front/);
  });
});
