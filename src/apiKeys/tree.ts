import * as vscode from 'vscode';
import type { Parts } from '../host/parts.ts';
import { rowItem, tableTooltip } from '../host/rowItem.ts';
import { byUrgency } from '../keyring/lives.ts';
import { groupsOf, rowOf, type Group, type Row } from './row.ts';

/** An element of the view: an id and nothing else, since VS Code hands it on to commands. */
export interface Node {
  readonly id: string;
}

/** The rows of the API Keys view, as they are when asked for. */
export interface Tree {
  children(parent: Node | undefined): Node[];
  parent(node: Node): Node | undefined;
  item(node: Node): vscode.TreeItem;
}

/** Accounts and their keys, from cards: it opens no secret and asks no server. */
export function createTree({
  activeKey,
  keyring,
  lives,
}: Pick<Parts, 'activeKey' | 'keyring' | 'lives'>): Tree {
  const groups = (): Group[] => {
    const living = keyring.keys.map((key) => ({ key, life: lives.of(key) }));
    return groupsOf(living.sort(byUrgency).map(({ key }) => key));
  };
  const groupOf = (id: string): Group | undefined => groups().find((group) => group.id === id);
  const nodes = (ids: readonly string[]): Node[] => ids.map((id) => ({ id }));
  return {
    children: (parent) =>
      parent ? nodes(groupOf(parent.id)?.keys ?? []) : nodes(groups().map((group) => group.id)),
    parent: ({ id }) => nodes(groups().flatMap((group) => (group.keys.includes(id) ? [group.id] : [])))[0],
    item: ({ id }) => {
      const key = keyring.find(id);
      if (key) return keyItem(id, rowOf(key, activeKey.current?.id === id, lives.of(key), lives.nowOf(key)));
      const group = groupOf(id);
      return group ? groupItem(group) : new vscode.TreeItem('');
    },
  };
}

function groupItem({ id, label, description, icon }: Group): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded), {
    id,
    description,
    iconPath: new vscode.ThemeIcon(icon),
    contextValue: id === 'account/unknown' ? 'unknownOwner' : 'accountRow',
    // Without a tooltip of its own a row shows its label as Markdown.
    tooltip: `${label}\n${description}`,
  });
}

function keyItem(id: string, row: Row): vscode.TreeItem {
  return Object.assign(rowItem(id, row), { tooltip: tableTooltip(row.label, row.tooltip) });
}
