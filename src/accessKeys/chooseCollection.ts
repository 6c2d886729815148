import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { iconless } from '../host/iconless.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Choice } from '../host/prompts.ts';
import type { Names } from '../keyring/collectionNames.ts';
import type { CollectionSummary } from '../postman/collections.ts';
import { plainText } from '../postman/plainText.ts';
import { activeCaller, type Caller } from './caller.ts';
import { ownerOf } from './collectionOwner.ts';
import { rowsOfArguments } from './find.ts';
import type { AccessKeyParts } from './parts.ts';
import type { RecentCollections } from './recentCollections.ts';
import type { AccessRow } from './rows.ts';

/** The collection that is to be shared, and by whom. */
export interface ChosenCollection {
  readonly uid: string;
  readonly name: string;
  readonly caller: Caller;
}

const title = 'Share Collection';

/**
 * The collection of the row the command was run on, else the one that is picked among all that the active key reads.
 * @throws Cancelled, KnownProblem, PostmanProblem
 */
export async function chooseCollection(
  parts: AccessKeyParts,
  argument: unknown,
  recent: RecentCollections,
): Promise<ChosenCollection> {
  const rows = await rowsOfArguments(parts, argument, undefined);
  const caller = await activeCaller(parts);
  const { uid, name } = (await collectionOf(parts, rows)) ?? (await pickCollection(parts, caller, recent));
  return { uid, name: plainText(name) || uid, caller };
}

/** The one collection of all rows, under the name that is known of it. */
async function collectionOf(
  { names }: AccessKeyParts,
  rows: readonly AccessRow[],
): Promise<Pick<CollectionSummary, 'uid' | 'name'> | undefined> {
  const [first] = rows;
  const uid = first?.collectionUid;
  if (uid === undefined || rows.some(({ collectionUid }) => collectionUid !== uid)) return undefined;
  const { text, isKnown } = (await names()).collection(uid);
  return { uid, name: isKnown ? text : (rows.find(({ kept }) => kept)?.kept?.name ?? text) };
}

async function pickCollection(
  parts: AccessKeyParts,
  caller: Caller,
  recent: RecentCollections,
): Promise<CollectionSummary> {
  const all = await collectionsOf(parts, caller);
  const ofUid = new Map(all.map((one) => [one.uid, one]));
  const recents = recent.uids.flatMap((uid) => ofUid.get(uid) ?? []);
  const chosen = await parts.prompts.pick<CollectionSummary | undefined>(
    [
      ...(recents.length > 0
        ? [separator('Shared lately'), ...(await choicesOf(parts, caller, recents))]
        : []),
      separator('All collections'),
      ...(await choicesOf(parts, caller, all.toSorted(byName))),
      separator('Too many?'),
      { label: '$(folder-library) Choose a Workspace First…', value: undefined },
    ],
    { title, placeHolder: 'Choose the collection to share: type to search' },
  );
  return chosen ?? pickInWorkspace(parts, caller);
}

async function pickInWorkspace(parts: AccessKeyParts, caller: Caller): Promise<CollectionSummary> {
  const { client, prompts } = parts;
  const workspaces = await prompts.progress('Looking at your workspaces', async (signal) =>
    client.workspaces(caller.key, caller.region, signal),
  );
  const workspace = await prompts.pick(
    workspaces.toSorted(byName).map((value) => ({
      label: iconless(value.name || value.id),
      description: iconless(value.visibility),
      value,
    })),
    { title, placeHolder: 'Choose the workspace of the collection' },
  );
  const all = await collectionsOf(parts, caller, workspace.id);
  return prompts.pick(await choicesOf(parts, caller, all.toSorted(byName)), {
    title: `${title} of “${workspace.name}”`,
    placeHolder: 'Choose the collection to share',
  });
}

async function collectionsOf(
  { client, names, prompts }: AccessKeyParts,
  { key, region }: Caller,
  workspaceId?: string,
): Promise<CollectionSummary[]> {
  const known = await names();
  const collections = await prompts.progress('Looking at your collections', async (signal) => {
    const all = await client.collections(key, region, workspaceId, signal);
    await untilKnown(known, all);
    return all;
  });
  if (collections.length === 0) {
    const where = workspaceId === undefined ? 'The account of the active API key' : 'This workspace';
    throw new KnownProblem(`${where} has no collection to share yet.`);
  }
  return collections;
}

const patience = 1500;
const lookEvery = 50;

/** Waits a moment for the names of the owners: a list should say whose the collections are. */
async function untilKnown(names: Names, collections: readonly CollectionSummary[]): Promise<void> {
  const owners = Array.from(new Set(collections.map(({ owner }) => Number(owner)))).filter(
    Number.isSafeInteger,
  );
  const isTold = (id: number): boolean => {
    const { isKnown, hasLeft } = names.person(id);
    return isKnown || hasLeft !== undefined;
  };
  names.want([], owners);
  const giveUp = Date.now() + patience;
  while (!owners.every(isTold) && Date.now() < giveUp) await setTimeout(lookEvery);
}

async function choicesOf(
  { names }: AccessKeyParts,
  { stored }: Caller,
  collections: readonly CollectionSummary[],
): Promise<Choice<CollectionSummary>[]> {
  const known = await names();
  return collections.map((value) => ({
    label: iconless(value.name || value.uid),
    description: iconless(
      ownerOf(value.owner, stored.account, (id) => {
        const { text, isKnown } = known.person(id);
        return isKnown ? text : undefined;
      }),
    ),
    value,
  }));
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name);
}
