import * as vscode from 'vscode';
import { everyHour } from '../host/everyHour.ts';
import type { Parts } from '../host/parts.ts';
import type { Disposable } from '../keyring/emitter.ts';
import { lazily } from '../postman/lazily.ts';
import { isAdministrator, isLost } from './condition.ts';
import type { Node } from './tree.ts';

export const viewId = 'postmanKeyring.apiKeys';

export interface KeysView extends Disposable {
  /** Brings a key's row to the front. */
  reveal(id: string): Promise<void>;
}

const unmet = 'No one key fits what the settings of this workspace ask for.';

type Viewing = Pick<Parts, 'activeKey' | 'clock' | 'keyring' | 'lives' | 'notices' | 'settings'>;

/** The API Keys view. Its rows are loaded when it is first looked at. */
export function registerView(parts: Viewing): KeysView {
  const { activeKey, clock, keyring, lives, notices, settings } = parts;
  const changed = new vscode.EventEmitter<undefined>();
  const tree = lazily(async () => (await import('./tree.ts')).createTree(parts));
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (parent) => (await tree()).children(parent),
    getParent: async (node) => (await tree()).parent(node),
    getTreeItem: async (node) => (await tree()).item(node),
  };
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: provider, showCollapseAll: false });
  const setContext = (name: string, value: boolean): void => {
    void vscode.commands.executeCommand('setContext', `postmanKeyring.${name}`, value);
  };
  const tell = (): void => {
    const { keys } = keyring;
    view.badge = badgeOf(keys.filter((key) => lives.of(key).severity !== 'ok').length);
    setContext('hasKeys', keys.length > 0);
    setContext(
      'hasMissing',
      keys.some((key) => isLost(lives.of(key).state)),
    );
    view.message = [activeKey.isUnmet ? unmet : [], notices.lines].flat().join('\n');
    setContext('hasDashboard', isAdministrator(activeKey.current));
    changed.fire(undefined);
  };
  tell();
  const subscriptions = vscode.Disposable.from(
    view,
    activeKey.onDidChange(tell),
    settings.onDidChange(tell),
    notices.onDidChange(tell),
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
