import * as vscode from 'vscode';
import { everyHour } from '../host/everyHour.ts';
import type { Disposable } from '../keyring/emitter.ts';
import { messageOf } from './message.ts';
import type { AccessKeyParts } from './parts.ts';
import { tooltipMarkdown, treeItemOf } from './treeItems.ts';
import { createViewContexts, managesPublic } from './viewContexts.ts';
import { createViewProgress } from './viewProgress.ts';
import { filterWords } from './viewState.ts';
import { wantedBy } from './wanted.ts';

export const viewId = 'postmanKeyring.accessKeys';

/** An element of the view: an id and nothing else, since VS Code hands it on to commands. */
export interface Node {
  readonly id: string;
}

export interface AccessKeysView extends Disposable {
  getChildren(parent: Node | undefined): Node[];
  getParent(node: Node): Node | undefined;
  getTreeItem(node: Node): vscode.TreeItem;
  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem;
  /** Brings the row of a key to the front. @param id of its node, Postman's, or ours */
  reveal(id: string): Promise<void>;
}

type Viewing = Pick<AccessKeyParts, 'activeKey' | 'contents' | 'keyring' | 'list' | 'names'>;

/** The Collection Access Keys view, once it has been looked at. It loads while it is visible and only then. */
export async function openView(
  { activeKey, keyring, ...parts }: Viewing,
  view: vscode.TreeView<Node>,
  changed: vscode.EventEmitter<undefined>,
): Promise<AccessKeysView> {
  const [contents, list, names] = await Promise.all([parts.contents(), parts.list(), parts.names()]);
  const setContexts = createViewContexts();
  const progress = createViewProgress(viewId);

  const tell = (): void => {
    const { isLoading } = list.status;
    progress.set(isLoading);
    // What a hidden view has missed it is told when it is shown again.
    if (!view.visible) return;
    const { model, state } = contents;
    const { shown, total, expiring } = model;
    const { filter, groupBy } = state;
    const isKeyChosen = keyring.keys.length === 0 ? undefined : list.account !== undefined;
    view.message =
      messageOf({
        status: list.status,
        listed: list.keys.length,
        total,
        shown,
        filter,
        isKeyChosen,
      }) ?? '';
    const [all, some] = [total.toLocaleString('en'), shown.toLocaleString('en')];
    view.description = total === 0 ? '' : shown === total ? all : `${some} of ${all}`;
    setContexts({
      loading: isLoading,
      filtered: filterWords(filter) !== '',
      groupBy,
      hasRows: total > 0,
      hasExpiring: expiring > 0,
      managePublic: managesPublic(activeKey.current),
    });
    changed.fire(undefined);
  };
  let watching = new AbortController();
  const look = (): void => {
    if (view.visible) {
      if (watching.signal.aborted) watching = new AbortController();
      void list.load(watching.signal);
      tell();
    } else {
      // Nobody looks any more: what is still to come is not asked for.
      watching.abort();
    }
  };
  const nodes = (ids: readonly string[]): Node[] => ids.map((id) => ({ id }));
  let secret = activeKey.current?.fingerprint;
  const subscriptions = vscode.Disposable.from(
    progress,
    contents.onDidChange(tell),
    view.onDidChangeVisibility(look),
    activeKey.onDidChange(() => {
      const before = secret;
      secret = activeKey.current?.fingerprint;
      if (secret === before) tell();
      else look();
    }),
    everyHour(() => {
      contents.tick();
    }),
    // After a sleep the days have gone by unseen.
    vscode.window.onDidChangeWindowState(() => {
      contents.tick();
    }),
  );
  look();
  return {
    getChildren: (parent) => {
      const { model } = contents;
      const ids = model.childrenOf(parent?.id);
      const { uids, people } = wantedBy(ids.flatMap((id) => model.nodeAt(id) ?? []));
      names.want(uids, people);
      return nodes(ids);
    },
    getParent: ({ id }) => {
      const above = contents.model.parentOf(id);
      return above === undefined ? undefined : { id: above };
    },
    getTreeItem: ({ id }) => {
      const node = contents.model.nodeAt(id);
      return node ? treeItemOf(id, node, contents.scene) : new vscode.TreeItem('');
    },
    resolveTreeItem: (item, { id }) => {
      const node = contents.model.nodeAt(id);
      if (node?.kind === 'key') item.tooltip = tooltipMarkdown(node.facts, contents.scene);
      return item;
    },
    reveal: async (id) => {
      const own = id.replace(/^key\//, '');
      if (!contents.find(own)) await list.load();
      const node = await contents.bring(own);
      if (node !== undefined) await view.reveal({ id: node }, { select: true, focus: true, expand: true });
    },
    dispose: () => {
      watching.abort();
      subscriptions.dispose();
    },
  };
}
