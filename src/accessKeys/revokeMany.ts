import type { Command } from '../host/commands.ts';
import { iconless } from '../host/iconless.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import { countOf } from './deaths.ts';
import { rowsOfArguments } from './find.ts';
import { namesOf } from './namesOf.ts';
import type { AccessKeyParts } from './parts.ts';
import { revokeRows } from './revoke.ts';
import { isUsed, type AccessRow } from './rows.ts';
import { wholeList } from './wholeList.ts';

/** Revokes the keys that nobody has ever read with. */
export function revokeNeverUsed(parts: AccessKeyParts): Command {
  return async () => {
    const rows = await wholeList(parts);
    const unused = rows.filter((row) => row.listed?.status === 'active' && !isUsed(row));
    if (unused.length === 0) throw new KnownProblem('Every living access key has been used at least once.');
    await revokeRows(parts, unused);
  };
}

/** Revokes all keys of one person: the row of a creator it was run on, else the one that is picked, leavers first. */
export function revokeOfPerson(parts: AccessKeyParts): Command {
  return async (node, nodes) => {
    if (isNode(node)) {
      await revokeGroups(parts, node, nodes);
      return;
    }
    const rows = listedOf(await wholeList(parts));
    const names = await namesOf(parts, rows);
    const people = groupsOf(rows, ({ listed }) => String(listed?.userId ?? ''));
    const choices = people.map((own) => ({
      label: iconless(names.creator(own[0])),
      description: `${names.hasLeft(own[0]) ? 'has left the team · ' : ''}${countOf(own.length)}`,
      hasLeft: names.hasLeft(own[0]),
      value: own,
    }));
    choices.sort((a, b) => Number(b.hasLeft) - Number(a.hasLeft) || a.label.localeCompare(b.label));
    await revokeRows(
      parts,
      await parts.prompts.pick(choices, {
        title: 'Revoke All Access Keys of a Person',
        placeHolder: 'Whose keys? You see which before anything is revoked',
      }),
    );
  };
}

/** Revokes all keys of one collection: the row it was run on, else the one that is picked. */
export function revokeOfCollection(parts: AccessKeyParts): Command {
  return async (node, nodes) => {
    if (isNode(node)) {
      await revokeGroups(parts, node, nodes);
      return;
    }
    const rows = listedOf(await wholeList(parts));
    const names = await namesOf(parts, rows);
    const choices = groupsOf(rows, ({ collectionUid }) => collectionUid).map((own) => ({
      label: iconless(names.collection(own[0])),
      description: countOf(own.length),
      value: own,
    }));
    choices.sort((a, b) => a.label.localeCompare(b.label));
    await revokeRows(
      parts,
      await parts.prompts.pick(choices, {
        title: 'Revoke All Access Keys of a Collection',
        placeHolder: 'Which collection? You see the keys before anything is revoked',
      }),
    );
  };
}

/** Revokes what groups of the view show, once all of it is there. */
async function revokeGroups(parts: AccessKeyParts, node: unknown, nodes: unknown): Promise<void> {
  await wholeList(parts);
  await revokeRows(parts, await rowsOfArguments(parts, node, nodes));
}

function isNode(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'id' in argument;
}

function listedOf(rows: readonly AccessRow[]): AccessRow[] {
  const listed = rows.filter((row) => row.listed !== undefined);
  if (listed.length === 0) throw new KnownProblem('There is no access key to revoke.');
  return listed;
}

function groupsOf(rows: readonly AccessRow[], by: (row: AccessRow) => string): [AccessRow, ...AccessRow[]][] {
  return Array.from(Map.groupBy(rows, by).values()) as [AccessRow, ...AccessRow[]][];
}
