import * as vscode from 'vscode';
import type { Parts } from '../host/parts.ts';
import { stateOf } from '../keyring/state.ts';
import { isAdministrator, rowOf, type Row } from './row.ts';

export const viewId = 'postmanKeyring.apiKeys';

/** An element of the view: an id and nothing else, since VS Code hands it on to commands. */
export interface KeyNode {
  readonly id: string;
}

/** The API Keys view: rows of cards. It opens no secret and asks no server. */
export function registerView({
  keyring,
  activeKey,
}: Pick<Parts, 'keyring' | 'activeKey'>): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<KeyNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (parent) => (parent ? [] : keyring.keys.map(({ id }) => ({ id }))),
    getTreeItem: ({ id }) => {
      const key = keyring.find(id);
      return key ? itemOf(id, rowOf(key, activeKey.current?.id === id, Date.now())) : new vscode.TreeItem('');
    },
    getParent: () => undefined,
  };
  const setContext = (name: string, value: boolean): void => {
    void vscode.commands.executeCommand('setContext', `postmanKeyring.${name}`, value);
  };
  const tell = (): void => {
    const { keys } = keyring;
    setContext('hasKeys', keys.length > 0);
    setContext(
      'hasMissing',
      keys.some((key) => stateOf(key, Date.now()) === 'missing'),
    );
    setContext('hasDashboard', isAdministrator(activeKey.current));
    changed.fire(undefined);
  };
  tell();
  return vscode.Disposable.from(
    vscode.window.createTreeView(viewId, { treeDataProvider: provider, showCollapseAll: false }),
    activeKey.onDidChange(tell),
    changed,
  );
}

function itemOf(id: string, row: Row): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(row.label), {
    id,
    description: row.description,
    iconPath: new vscode.ThemeIcon(
      row.icon,
      row.color === undefined ? undefined : new vscode.ThemeColor(row.color),
    ),
    contextValue: row.context,
    tooltip: tooltipOf(row),
    accessibilityInformation: { label: row.spoken },
  });
}

/** Names come from outside: `appendText` keeps them text, and the Markdown is not trusted. */
function tooltipOf(row: Row): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**').appendText(row.label).appendMarkdown('**\n\n| | |\n|:--|:--|\n');
  for (const { title, value } of row.tooltip) {
    // A table cell ends at a bar and at a line break, which `appendText` leaves as they are.
    markdown.appendMarkdown(`| ${title} | `).appendText(value.replaceAll('|', '/')).appendMarkdown(' |\n');
  }
  return markdown;
}
