import * as vscode from 'vscode';

import type { Contents } from '../../src/accessKeys/contents.ts';
import { messageOf } from '../../src/accessKeys/message.ts';
import { tooltipMarkdown, treeItemOf } from '../../src/accessKeys/treeItems.ts';
import { noFilter } from '../../src/accessKeys/viewState.ts';
import type { AccessKeyExpiry, KeptKey } from '../../src/keyring/accessKeyCard.ts';
import type { AccessKeyList } from '../../src/keyring/accessKeyList.ts';
import { parseAccessKey } from '../../src/postman/accessKey.ts';
import type { Sandbox } from '../../src/sandbox/server/start.ts';
import type { App } from './app.ts';

export type Made = ReturnType<Sandbox['issueAccessKey']>;

export const day = 86_400_000;

/** Registers the hooks that show the view as it is at first, behind another one: it loads when it is looked at. */
export function behindExplorer(app: () => App): void {
  beforeEach(async () => {
    await hideView();
    const contents = await app().accessKeys.contents();
    await contents.change({ groupBy: 'collection', sortBy: 'name', filter: noFilter });
  });
  after(hideView);
}

export async function hideView(): Promise<void> {
  await vscode.commands.executeCommand('workbench.view.explorer');
}

export async function showView(): Promise<void> {
  await vscode.commands.executeCommand('postmanKeyring.accessKeys.focus');
}

/** The view's list, loaded to its end, with no request of it in the log. */
export async function loadedList({ accessKeys, sandbox }: App): Promise<AccessKeyList> {
  const list = await accessKeys.list();
  await list.refresh();
  await (await accessKeys.contents()).settled();
  sandbox.forgetRequests();
  return list;
}

/** Runs a command as the view does for a selection: on one row, with all that are selected. */
export async function runOn(verb: string, ids: readonly string[]): Promise<void> {
  const nodes = ids.map((id) => ({ id }));
  await vscode.commands.executeCommand(`postmanKeyring.accessKeys.${verb}`, nodes[0], nodes);
}

/** Keeps a link as Share Collection and Open Shared Collection do. */
export async function keep(
  { parts, region }: App,
  made: Made,
  name: string,
  of: { readonly origin?: KeptKey['origin']; readonly expiry?: AccessKeyExpiry } = {},
): Promise<KeptKey> {
  const { origin = 'made', expiry = { kind: 'unknown' } } = of;
  const account = parts.activeKey.current?.account;
  return parts.keptKeys.add(parseAccessKey(made.key)!, {
    name,
    origin,
    expiry,
    region: region.id,
    collectionUid: made.collectionUid,
    ...(origin === 'made' && { account }),
  });
}

/** A row as the view is given it, and its tooltip, which it asks for when the mouse rests on it. */
export interface Drawn {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly spoken: string;
  readonly tooltip: string;
  /** Of keys; groups have plain text. */
  readonly markdown: vscode.MarkdownString | undefined;
}

export function drawn(contents: Contents, id: string): Drawn {
  const node = contents.model.nodeAt(id);
  if (!node) throw new Error(`no row ${id}`);
  const { accessibilityInformation, description, iconPath, label, tooltip } = treeItemOf(
    id,
    node,
    contents.scene,
  );
  const markdown = node.kind === 'key' ? tooltipMarkdown(node.facts, contents.scene) : undefined;
  return {
    label: label as string,
    description: description as string,
    icon: (iconPath as vscode.ThemeIcon).id,
    spoken: accessibilityInformation?.label ?? '',
    tooltip: markdown?.value ?? (tooltip as string),
    markdown,
  };
}

/** Ids of all groups and keys, as they stand in the view. */
export function everyId({ model }: Contents): string[] {
  return model.childrenOf(undefined).flatMap((id) => [id, ...model.childrenOf(id)]);
}

/** What stands over the rows. */
export async function messageOver({ accessKeys, parts }: App): Promise<string> {
  const [list, contents] = await Promise.all([accessKeys.list(), accessKeys.contents()]);
  await contents.settled();
  const { model, state } = contents;
  return (
    messageOf({
      status: list.status,
      listed: list.keys.length,
      total: model.total,
      shown: model.shown,
      filter: state.filter,
      isKeyChosen: parts.keyring.keys.length === 0 ? undefined : list.account !== undefined,
    }) ?? ''
  );
}

/** All that the person has heard, a sentence a line. */
export function heardBy({ hands }: App): string {
  return hands.heard.map(({ message }) => message).join('\n');
}
