import * as vscode from 'vscode';
import { rowItem, tableTooltip } from '../host/rowItem.ts';
import { collectionOf, type AccessFacts, type Scene } from './facts.ts';
import { descriptionOf, type Group } from './groups.ts';
import type { ModelNode } from './model.ts';
import { rowOf, tooltipOf } from './row.ts';

/** A row as VS Code draws it. Tooltips of keys are written when they are asked for. */
export function treeItemOf(id: string, node: ModelNode, scene: Scene): vscode.TreeItem {
  switch (node.kind) {
    case 'key':
      return rowItem(id, rowOf(node.facts, scene, node.under));
    case 'group':
      return groupItem(node.group, node.isExpanded);
    case 'more':
      return moreItem(id, node);
  }
}

function groupItem(group: Group, isExpanded: boolean): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const description = descriptionOf(group);
  return Object.assign(new vscode.TreeItem(group.label, isExpanded ? Expanded : Collapsed), {
    id: group.id,
    description,
    iconPath: new vscode.ThemeIcon(group.icon),
    contextValue: group.context,
    // Without a tooltip of its own a row shows its label as Markdown.
    tooltip: `${group.label}\n${description}`,
    accessibilityInformation: { label: `${group.label}, ${description}` },
  });
}

function moreItem(id: string, { next, rest }: ModelNode & { kind: 'more' }): vscode.TreeItem {
  const label = `Show ${next} more of ${rest.toLocaleString('en')}`;
  return Object.assign(new vscode.TreeItem(label), {
    id,
    iconPath: new vscode.ThemeIcon('ellipsis'),
    contextValue: 'more',
    tooltip: label,
    command: { title: label, command: 'postmanKeyring.accessKeys.showMore', arguments: [{ id }] },
  });
}

export function tooltipMarkdown(facts: AccessFacts, scene: Scene): vscode.MarkdownString {
  return tableTooltip(collectionOf(facts.row, scene.names), tooltipOf(facts, scene));
}
