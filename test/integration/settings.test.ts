import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sinon from 'sinon';
import * as vscode from 'vscode';

import { partsOfExtension, until } from './app.ts';

describe('Settings', () => {
  it('of a workspace change nothing', async () => {
    const { settings } = await partsOfExtension();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(folder, 'the tests run in a workspace');
    await mkdir(join(folder, '.vscode'), { recursive: true });
    await writeFile(
      join(folder, '.vscode', 'settings.json'),
      JSON.stringify({
        'postmanKeyring.region': 'custom',
        'postmanKeyring.customUrl': 'https://evil.example',
        'postmanKeyring.clipboardClearAfter': 0,
        'postmanKeyring.variableName': 'PATH',
        'postmanKeyring.workspaceKey': 'CI',
        'editor.tabSize': 3,
      }),
    );
    const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration();
    await until('the workspace settings are read', () => configuration().get('editor.tabSize') === 3);
    assert.equal(settings.region.id, 'us');
    assert.equal(settings.customAddress, undefined);
    assert.equal(settings.clipboardSeconds, 60);
    assert.equal(settings.variableName, 'POSTMAN_API_KEY');
    assert.equal(settings.workspaceKey, 'CI', 'but which of the stored keys it uses');
    const trust = sinon.stub(vscode.workspace, 'isTrusted').value(false);
    assert.equal(settings.workspaceKey, undefined, 'where it is trusted');
    trust.restore();
    await rm(join(folder, '.vscode'), { recursive: true });
    await until('the workspace asks for no key', () => settings.workspaceKey === undefined);
  });

  it('that make no sense fall back, and never open a host', async () => {
    const { settings } = await partsOfExtension();
    const section = vscode.workspace.getConfiguration('postmanKeyring');
    const { Global } = vscode.ConfigurationTarget;
    await section.update('region', 'custom', Global);
    for (const url of [
      'http://postman.example',
      'javascript:alert(1)',
      'https://user:pw@postman.example',
      '',
    ]) {
      await section.update('customUrl', url, Global);
      assert.equal(settings.region.id, 'us', url);
      assert.equal(settings.customAddress, undefined, url);
    }
    await section.update('customUrl', 'https://postman.example/', Global);
    assert.equal(settings.region.id, 'https://postman.example');
    await section.update('customUrl', undefined, Global);
    await section.update('region', undefined, Global);
  });
});
