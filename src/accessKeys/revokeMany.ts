import type { Command } from '../host/commands.ts';
import { iconless } from '../host/iconless.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import { countOf } from './deaths.ts';
import { rowsOfArguments } from './find.ts';
import { namesOf, type RowNames } from './namesOf.ts';
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
  return revokeAllOf(parts, {
    by: ({ listed }) => String(listed?.userId ?? ''),
    labelOf: (row, names) => names.creator(row),
    noteOf: (row, names) => (names.hasLeft(row) ? ['has left the team'] : []),
    title: 'Revoke All Access Keys of a Person',
    placeHolder: 'Whose keys? You see which before anything is revoked',
  });
}

/** Revokes all keys of one collection: the row it was run on, else the one that is picked. */
export function revokeOfCollection(parts: AccessKeyParts): Command {
  return revokeAllOf(parts, {
    by: ({ collectionUid }) => collectionUid,
    labelOf: (row, names) => names.collection(row),
    title: 'Revoke All Access Keys of a Collection',
    placeHolder: 'Which collection? You see the keys before anything is revoked',
  });
}

/** What keys are gathered by, and how that is asked for. */
interface Gathering {
  readonly by: (row: AccessRow) => string;
  readonly labelOf: (row: AccessRow, names: RowNames) => string;
  /** A word on those that come before the others. */
  readonly noteOf?: (row: AccessRow, names: RowNames) => readonly string[];
  readonly title: string;
  readonly placeHolder: string;
}

function revokeAllOf(parts: AccessKeyParts, gathering: Gathering): Command {
  const { by, labelOf, noteOf = () => [], title, placeHolder } = gathering;
  return async (node, nodes) => {
    if (isNode(node)) {
      await revokeGroups(parts, node, nodes);
      return;
    }
    const rows = listedOf(await wholeList(parts));
    const names = await namesOf(parts, rows);
    const choices = groupsOf(rows, by).map((own) => {
      const note = noteOf(own[0], names);
      const description = [...note, countOf(own.length)].join(' · ');
      return { label: iconless(labelOf(own[0], names)), description, note, value: own };
    });
    choices.sort((a, b) => b.note.length - a.note.length || a.label.localeCompare(b.label));
    await revokeRows(parts, await parts.prompts.pick(choices, { title, placeHolder }));
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
