import * as vscode from 'vscode';
import { registerCommands } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import type { Memento } from '../keyring/activeKey.ts';
import type { Disposable } from '../keyring/emitter.ts';
import { lazily } from '../postman/lazily.ts';
import type { AccessKeyParts } from './parts.ts';
import type { AccessKeysView, Node } from './view.ts';

const viewId = 'postmanKeyring.accessKeys';

interface Context {
  readonly extension: vscode.Extension<unknown>;
  readonly workspaceState: Memento;
}

/** The Collection Access Keys view and its commands; nothing of it is loaded before one of them is used. */
export function registerAccessKeys(
  parts: Parts,
  { extension, workspaceState }: Context,
): Disposable & { readonly parts: AccessKeyParts } {
  const owned: Disposable[] = [];
  const own = <T extends Disposable>(part: T): T => {
    owned.push(part);
    return part;
  };
  const contents = lazily(async () => {
    const { createContents } = await import('./contents.ts');
    return own(
      createContents({ ...parts, list: await parts.list(), names: await parts.names() }, workspaceState),
    );
  });
  // Looked up at the call, as every capability does.
  const openPage: Parts['openPage'] = async (address) => parts.openPage(address);
  const all: AccessKeyParts = { ...parts, openPage, contents };
  const changed = new vscode.EventEmitter<undefined>();
  // VS Code asks for children when the view is shown, and so does this.
  const view: vscode.TreeView<Node> = vscode.window.createTreeView<Node>(viewId, {
    canSelectMany: true,
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => (await rows()).getChildren(node),
      getTreeItem: async (node) => (await rows()).getTreeItem(node),
      getParent: async (node) => (await rows()).getParent(node),
      resolveTreeItem: async (item, node) => (await rows()).resolveTreeItem(item, node),
    },
  });
  const rows = lazily(async (): Promise<AccessKeysView> =>
    own(await (await import('./view.ts')).openView(all, view, changed)),
  );
  const show = async (id: string): Promise<void> => (await rows()).reveal(id);
  const { keptKeys } = parts;
  const tellKept = (): void => {
    void vscode.commands.executeCommand('setContext', 'postmanKeyring.hasKept', keptKeys.keys.length > 0);
  };
  tellKept();
  const registered = vscode.Disposable.from(
    view,
    changed,
    keptKeys.onDidChange(tellKept),
    registerCommands(
      viewId,
      async (part) => (await import('./commands.ts')).commands(all, part, show, extension, workspaceState),
      parts,
    ),
    {
      dispose: () => {
        for (const part of owned) part.dispose();
      },
    },
  );
  return {
    parts: all,
    dispose: () => {
      registered.dispose();
    },
  };
}
