import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

import { useApp, until } from './app.ts';
import { assertNoTrace } from './traces.ts';

describe('Insert Request Helper', () => {
  const app = useApp();

  beforeEach(async () => {
    await app().stored();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const open = async (
    content: string,
    language: string,
    ...cursor: [number, number]
  ): Promise<vscode.TextEditor> => {
    const document = await vscode.workspace.openTextDocument({ content, language });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(...cursor, ...cursor);
    return editor;
  };

  it('writes at the cursor as the file is indented, for the key’s region, in one step to undo', async () => {
    const { hands, key, region, run } = { ...app(), ...(await app().stored('second')) };
    const before = 'export function ask() {\n  \n}\n';
    const editor = await open(before, 'javascript', 1, 2);
    editor.options = { insertSpaces: true, tabSize: 2, indentSize: 2 };
    hands.will({ pick: 'fetch' }, { pick: 'Who am I' });
    await run('inject.insertHelper');
    const text = editor.document.getText();
    assert.match(text, /^ {2}const requestOptions = \{\n {4}method: "GET",$/m);
    assert.ok(text.includes(`  fetch("${region.api}/me", requestOptions)\n    .then(`), text);
    assert.ok(text.includes('process.env.POSTMAN_API_KEY'));
    assert.ok(!text.includes('\t'));
    assert.ok(text.startsWith('export function ask() {\n') && text.endsWith('\n}\n'));
    await assertNoTrace(app(), key.secret.reveal());
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), before);
  });

  it('opens a file of the chosen language where there is none', async () => {
    const { hands, run } = app();
    hands.will({ pick: 'Python' }, { pick: 'List collections' });
    await run('inject.insertHelper');
    const { document } = vscode.window.activeTextEditor!;
    assert.ok(document.isUntitled);
    assert.equal(document.languageId, 'python');
    assert.match(document.getText(), /^import os\nimport requests\n[^]*"X?-?/);
    assert.match(document.getText(), /\/collections"\n/);
  });

  it('leaves out what the file has already, and stops at what is to be filled in', async () => {
    const { hands, run } = app();
    const editor = await open('package main\n\nfunc ask() {\n\t\n}\n', 'go', 3, 1);
    hands.will({ pick: 'Get a collection' });
    await run('inject.insertHelper');
    const text = editor.document.getText();
    assert.equal(text.match(/package main/g)?.length, 1);
    assert.match(text, /os\.Getenv\("POSTMAN_API_KEY"\)/);
    assert.equal(editor.document.getText(editor.selection), 'collection-uid');
  });

  it('takes a typed method, path and body, and no key in them', async () => {
    const { hands, issue, run } = app();
    const secret = issue().key.secret.reveal();
    const editor = await open('', 'ruby', 0, 0);
    hands.will(
      { pick: 'Type Method and Path' },
      { type: 'POST me' },
      { type: `POST /collections/${secret}` },
      { type: 'post /workspaces?x=1' },
      { type: '{' },
      { type: JSON.stringify({ name: secret }) },
      { type: '{"workspace": {"name": "it\'s #{mine}", "about": null}}' },
    );
    await run('inject.insertHelper');
    assert.deepEqual(hands.heard.length, 4);
    const text = editor.document.getText();
    assert.match(text, /Net::HTTP::Post\.new/);
    assert.ok(text.includes(String.raw`"name": "it's \#{mine}",`) && text.includes('"about": nil'), text);
    await assertNoTrace(app(), secret);
  });

  it('writes into the cell of a notebook', async function () {
    const { hands, run } = app();
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, '', 'python');
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([cell]),
    );
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('notebook.cell.edit');
    const { document } = notebook.cellAt(0);
    await until('the cell has the cursor', () => vscode.window.activeTextEditor?.document === document);
    hands.will({ pick: 'Who am I' });
    await run('inject.insertHelper');
    assert.match(document.getText(), /os\.environ\["POSTMAN_API_KEY"\]/);
  });

  it('completes X-Api-Key in HTTP files by the environment, and keeps other lines alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keyring-http-'));
    try {
      const file = join(folder, 'requests.http');
      await writeFile(file, 'GET https://api.postman.com/me\nX-Api-Key:\nX-Api-Key: {{$pro\nAccept: \n');
      const document = await vscode.workspace.openTextDocument(file);
      const offered = async (line: number): Promise<vscode.CompletionItem[]> => {
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          document.lineAt(line).range.end,
        );
        return items.filter(({ label }) => typeof label === 'string' && label.includes('$processEnv'));
      };
      const [item, ...others] = await offered(1);
      assert.equal(others.length, 0);
      assert.equal(item?.insertText, ' {{$processEnv POSTMAN_API_KEY}}');
      const [second] = await offered(2);
      assert.equal(second?.insertText, '{{$processEnv POSTMAN_API_KEY}}');
      assert.equal((second.range as vscode.Range).start.character, 'X-Api-Key: '.length);
      assert.deepEqual(await offered(3), []);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await rm(folder, { recursive: true, force: true });
    }
  });
});
