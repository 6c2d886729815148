import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import manifest from '../../package.json' with { type: 'json' };
import { commands as accessKeyCommands } from '../../src/accessKeys/commands.ts';
import { commands as apiKeyCommands } from '../../src/apiKeys/commands.ts';
import { commands as expiryCommands } from '../../src/expiry/commands.ts';
import { commands as injectCommands } from '../../src/inject/commands.ts';
import { ways } from '../../src/inject/way.ts';
import { commands as sandboxCommands } from '../../src/sandbox/commands.ts';
import { partsOfExtension, testApi } from './app.ts';

describe('the manifest', () => {
  const { contributes } = manifest;
  const ids = contributes.commands.map(({ command }) => command);

  it('names the commands of the tables, all of them and no other', async () => {
    const parts = await partsOfExtension();
    const owned: { dispose(): void }[] = [];
    const own = <T extends { dispose(): void }>(part: T): T => {
      owned.push(part);
      return part;
    };
    const view = { reveal: async () => Promise.resolve() };
    // A second view of one id would take the place of the real one, and take it along when it goes.
    const { createTreeView } = vscode.window;
    const noView = {
      dispose: () => undefined,
      onDidChangeVisibility: () => ({ dispose: () => undefined }),
    } as unknown as vscode.TreeView<unknown>;
    Object.assign(vscode.window, { createTreeView: () => noView });
    const nothing = { get: () => undefined, update: async () => Promise.resolve() };
    const { accessKeys, inject } = await testApi();
    const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
    assert.ok(extension);
    const opened = {
      activity: await inject.activity(),
      allTerminals: async () => Promise.reject(new Error()),
    };
    const tables = {
      ...accessKeyCommands(accessKeys, own, view.reveal, extension, nothing),
      ...apiKeyCommands(parts, view),
      ...expiryCommands(parts, own, vscode.Uri.file('/')),
      ...injectCommands(
        inject,
        own,
        {
          extension,
          extensionUri: vscode.Uri.file('/'),
          globalStorageUri: vscode.Uri.file('/'),
          workspaceState: nothing,
        },
        opened,
      ),
      ...sandboxCommands(parts, own, ''),
    };
    for (const part of owned) part.dispose();
    Object.assign(vscode.window, { createTreeView });
    assert.deepEqual(Object.keys(tables).toSorted(), ids.toSorted());
  });

  it('has every command registered in the editor, under the one category', async () => {
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      ids.filter((id) => !registered.includes(id)),
      [],
    );
    assert.deepEqual([...new Set(contributes.commands.map(({ category }) => category))], ['Postman Keyring']);
  });

  it('puts only commands it has into menus and welcome views', () => {
    const used = Object.values(contributes.menus)
      .flat()
      .map(({ command }) => command);
    const linked = contributes.viewsWelcome.flatMap(({ contents }) =>
      Array.from(contents.matchAll(/\(command:([\w.]+)\)/g), ([, id]) => id ?? ''),
    );
    assert.deepEqual(
      [...used, ...linked].filter((id) => !ids.includes(id)),
      [],
    );
  });

  it('lets no workspace set what decides where keys go', () => {
    const properties = Object.entries(contributes.configuration.properties);
    const open = properties.filter(([, { scope }]) => scope !== 'application' && scope !== 'machine');
    // It chooses among the person's own keys, and nothing else.
    assert.deepEqual(
      open.map(([name]) => name),
      ['postmanKeyring.workspaceKey'],
    );
    assert.deepEqual(
      manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(),
      properties.map(([name]) => name).toSorted(),
    );
  });

  it('has the same defaults as the code', async () => {
    const { settings } = await partsOfExtension();
    const defaults = contributes.configuration.properties;
    assert.equal(settings.region.id, defaults['postmanKeyring.region'].default);
    assert.equal(settings.customAddress, undefined);
    assert.equal(settings.statusBar, defaults['postmanKeyring.statusBar'].default);
    assert.deepEqual(settings.rules.thresholds, defaults['postmanKeyring.expiryThresholds'].default);
    assert.equal(settings.rules.rotateAfterDays, defaults['postmanKeyring.rotateAfterDays'].default);
    assert.equal(settings.healthCheck, defaults['postmanKeyring.healthCheck'].default);
    assert.equal(settings.healthCheckHours, defaults['postmanKeyring.healthCheckHours'].default);
    assert.equal(settings.clipboardSeconds, defaults['postmanKeyring.clipboardClearAfter'].default);
    assert.equal(settings.variableName, defaults['postmanKeyring.variableName'].default);
    assert.equal(settings.workspaceKey, undefined);
    assert.equal(settings.pmkey, defaults['postmanKeyring.pmkey'].default);
    assert.deepEqual(settings.mcp, defaults['postmanKeyring.mcp'].default);
    assert.deepEqual(settings.disabledWays, defaults['postmanKeyring.disabledWays'].default);
    const { items } = defaults['postmanKeyring.disabledWays'];
    assert.deepEqual(items.enum, Object.keys(ways));
    assert.deepEqual(items.enumDescriptions, Object.values(ways));
    assert.equal(settings.sandboxPort, defaults['postmanKeyring.sandbox.port'].default);
    assert.equal(settings.sandboxSeed, defaults['postmanKeyring.sandbox.seed'].default);
  });
});
