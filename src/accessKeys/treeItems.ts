import * as vscode from 'vscode';
import { cellText } from '../host/cellText.ts';
import { collectionOf, type AccessFacts, type Scene } from './facts.ts';
import { descriptionOf, type Group } from './groups.ts';
import type { ModelNode } from './model.ts';
import { rowOf, tooltipOf } from './row.ts';

/** A row as VS Code draws it. Tooltips of keys are written when they are asked for. */
export function treeItemOf(id: string, node: ModelNode, scene: Scene): vscode.TreeItem {
  switch (node.kind) {
    case 'key':
      return keyItem(id, node, scene);
    case 'group':
      return groupItem(node.group, node.isExpanded);
    case 'more':
      return moreItem(id, node);
  }
}

function keyItem(id: string, { facts, under }: ModelNode & { kind: 'key' }, scene: Scene): vscode.TreeItem {
  const row = rowOf(facts, scene, under);
  return Object.assign(new vscode.TreeItem(row.label), {
    id,
    description: row.description,
    iconPath: new vscode.ThemeIcon(
      row.icon,
      row.color === undefined ? undefined : new vscode.ThemeColor(row.color),
    ),
    contextValue: row.context,
    accessibilityInformation: { label: row.spoken },
  });
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

/** Names come from outside: `appendText` keeps them text, and the Markdown is not trusted. */
export function tooltipMarkdown(facts: AccessFacts, scene: Scene): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  const name = cellText(collectionOf(facts.row, scene.names));
  markdown.appendMarkdown('**').appendText(name).appendMarkdown('**\n\n| | |\n|:--|:--|\n');
  for (const { title, value } of tooltipOf(facts, scene)) {
    markdown.appendMarkdown(`| ${title} | `).appendText(cellText(value)).appendMarkdown(' |\n');
  }
  return markdown;
}
