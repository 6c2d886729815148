import * as vscode from 'vscode';
import { cellText } from '../host/cellText.ts';
import { everyHour } from '../host/everyHour.ts';
import type { Parts } from '../host/parts.ts';
import type { Disposable } from '../keyring/emitter.ts';
import { byUrgency } from '../keyring/lives.ts';
import { groupsOf, isAdministrator, isLost, rowOf, type Group, type Row } from './row.ts';

export const viewId = 'postmanKeyring.apiKeys';

/** An element of the view: an id and nothing else, since VS Code hands it on to commands. */
export interface Node {
  readonly id: string;
}

export interface KeysView extends Disposable {
  /** Brings a key's row to the front. */
  reveal(id: string): Promise<void>;
}

type Viewing = Pick<Parts, 'activeKey' | 'clock' | 'keyring' | 'lives' | 'settings'>;

/** The API Keys view: accounts and their keys, from cards. It opens no secret and asks no server. */
export function registerView({ activeKey, clock, keyring, lives, settings }: Viewing): KeysView {
  const changed = new vscode.EventEmitter<undefined>();
  let groups: readonly Group[] = [];
  const nodes = (ids: readonly string[]): Node[] => ids.map((id) => ({ id }));
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (parent) => {
      if (!parent) return nodes(groups.map((group) => group.id));
      return nodes(groups.find((group) => group.id === parent.id)?.keys ?? []);
    },
    getParent: ({ id }) => nodes(groups.flatMap((group) => (group.keys.includes(id) ? [group.id] : [])))[0],
    getTreeItem: ({ id }) => {
      const group = groups.find((one) => one.id === id);
      if (group) return groupItem(group);
      const key = keyring.find(id);
      return key
        ? keyItem(id, rowOf(key, activeKey.current?.id === id, lives.of(key), lives.nowOf(key)))
        : new vscode.TreeItem('');
    },
  };
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: provider, showCollapseAll: false });
  const setContext = (name: string, value: boolean): void => {
    void vscode.commands.executeCommand('setContext', `postmanKeyring.${name}`, value);
  };
  const tell = (): void => {
    const keys = keyring.keys.toSorted(byUrgency(lives));
    groups = groupsOf(keys);
    view.badge = badgeOf(keys.filter((key) => lives.of(key).severity !== 'ok').length);
    setContext('hasKeys', keys.length > 0);
    setContext(
      'hasMissing',
      keys.some((key) => isLost(lives.of(key).state)),
    );
    setContext('hasDashboard', isAdministrator(activeKey.current));
    changed.fire(undefined);
  };
  tell();
  const subscriptions = vscode.Disposable.from(
    view,
    activeKey.onDidChange(tell),
    settings.onDidChange(tell),
    clock.onDidSkew(tell),
    everyHour(tell),
    // After a sleep the days have gone by unseen.
    vscode.window.onDidChangeWindowState(tell),
    changed,
  );
  return {
    reveal: async (id) => {
      if (keyring.find(id)) await view.reveal({ id }, { select: true, focus: true });
    },
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

function badgeOf(count: number): vscode.ViewBadge | undefined {
  if (count === 0) return undefined;
  return {
    value: count,
    tooltip: count === 1 ? '1 API key needs attention' : `${count} API keys need attention`,
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
  markdown.appendMarkdown('**').appendText(cellText(row.label)).appendMarkdown('**\n\n| | |\n|:--|:--|\n');
  for (const { title, value } of row.tooltip) {
    markdown.appendMarkdown(`| ${title} | `).appendText(cellText(value)).appendMarkdown(' |\n');
  }
  return markdown;
}
