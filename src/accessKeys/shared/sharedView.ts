import * as vscode from 'vscode';
import { cellText } from '../../host/cellText.ts';
import type { Parts } from '../../host/parts.ts';
import { rowItem } from '../../host/rowItem.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import type { OpenedCollections } from './opened.ts';
import { idAbove, idsBelow, itemsAlong, placeOf } from './place.ts';
import { collectionRow, itemRow, type Row } from './row.ts';

const viewId = 'postmanKeyring.shared';

/** An element of the view: an id and nothing else, since VS Code hands it on to commands. */
interface Node {
  readonly id: string;
}

export interface SharedView extends Disposable {
  /** Brings a collection's row to the front, with what is in it. */
  reveal(id: string): Promise<void>;
}

/** The Shared Collections view, which is there while one is open. It asks no server. */
export function registerSharedView(
  { keptKeys }: Pick<Parts, 'keptKeys'>,
  opened: OpenedCollections,
): SharedView {
  const changed = new vscode.EventEmitter<undefined>();
  const nodes = (ids: readonly string[]): Node[] => ids.map((id) => ({ id }));
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (parent) => nodes(parent ? childrenOf(opened, parent.id) : opened.all.map(({ id }) => id)),
    getParent: ({ id }) => {
      const above = idAbove(id);
      return above === undefined ? undefined : { id: above };
    },
    getTreeItem: ({ id }) => itemOf(id, opened, keptKeys),
  };
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: provider, showCollapseAll: true });
  const tell = (): void => {
    void setHasShared(opened.all.length > 0);
    changed.fire(undefined);
  };
  const subscriptions = vscode.Disposable.from(
    view,
    changed,
    opened.onDidChange(tell),
    keptKeys.onDidChange(tell),
  );
  return {
    reveal: async (id) => {
      if (!opened.find(id)) return;
      // The view is not there before this is known.
      await setHasShared(true);
      await view.reveal({ id }, { select: true, focus: true, expand: true });
    },
    dispose: () => {
      subscriptions.dispose();
      void setHasShared(false);
    },
  };
}

async function setHasShared(value: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'postmanKeyring.hasShared', value);
}

function childrenOf(opened: OpenedCollections, id: string): string[] {
  const place = placeOf(id);
  const collection = place && opened.find(place.root)?.collection;
  if (!collection) return [];
  if (place.path.length === 0) return idsBelow(id, collection.items);
  const item = itemsAlong(collection, place.path)?.at(-1);
  return item?.kind === 'folder' ? idsBelow(id, item.items) : [];
}

function itemOf(id: string, opened: OpenedCollections, keptKeys: Parts['keptKeys']): vscode.TreeItem {
  const place = placeOf(id);
  const one = place && opened.find(place.root);
  if (!one) return new vscode.TreeItem('');
  if (place.path.length === 0) {
    const row = collectionRow(one, keptKeys.findSame(one.link.key) !== undefined);
    return treeItem(id, row, vscode.TreeItemCollapsibleState.Expanded);
  }
  const item = itemsAlong(one.collection, place.path)?.at(-1);
  if (!item) return new vscode.TreeItem('');
  if (item.kind === 'folder') return treeItem(id, itemRow(item), vscode.TreeItemCollapsibleState.Collapsed);
  const command = {
    command: 'postmanKeyring.accessKeys.showRequest',
    title: 'Show Request',
    arguments: [{ id }],
  };
  return Object.assign(treeItem(id, itemRow(item), vscode.TreeItemCollapsibleState.None), { command });
}

function treeItem(id: string, row: Row, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  return Object.assign(rowItem(id, row, state), { tooltip: tooltipOf(row) });
}

/** Texts come from outside: `appendText` keeps them text, and the Markdown is not trusted. */
function tooltipOf({ tooltip: [first = '', ...rest] }: Row): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**').appendText(cellText(first)).appendMarkdown('**');
  for (const line of rest) markdown.appendMarkdown('\n\n').appendText(cellText(line));
  return markdown;
}
