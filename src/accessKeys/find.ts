import { iconless } from '../host/iconless.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { ListStatus } from '../keyring/accessKeyList.ts';
import type { Contents } from './contents.ts';
import type { AccessKeyParts } from './parts.ts';
import type { AccessRow } from './rows.ts';

type Finding = Pick<AccessKeyParts, 'contents' | 'list'>;

/**
 * The access keys that a command was run on, as VS Code hands it over: a row, and all selected rows when it is one of
 * them. A group stands for the keys it shows, so never for what the filter hides. Empty when it was run on none.
 *
 * @throws KnownProblem for a row that is no longer there
 */
export async function rowsOfArguments(parts: Finding, node: unknown, nodes: unknown): Promise<AccessRow[]> {
  const id = idOf(node);
  if (id === undefined) return [];
  const selected = Array.isArray(nodes) ? nodes.flatMap((one) => idOf(one) ?? []) : [];
  const ids = selected.includes(id) ? selected : [id];
  const contents = await parts.contents();
  await contents.settled();
  const found = ids.map((one) => rowsAt(contents, one));
  if (found.includes(undefined)) {
    await (await parts.list()).load();
    await contents.settled();
    return unique(ids.map((one) => rowsAt(contents, one) ?? gone()).flat());
  }
  return unique(found.flatMap((rows) => rows ?? []));
}

/**
 * The access key a command is about: the row it was run on, else the one that is picked.
 *
 * @param fits which keys the list offers
 * @throws Cancelled, KnownProblem when there is none
 */
export async function chooseRow(
  parts: Finding & Pick<AccessKeyParts, 'prompts'>,
  argument: unknown,
  title: string,
  fits: (row: AccessRow) => boolean = () => true,
): Promise<AccessRow> {
  const [row] = await rowsOfArguments(parts, argument, undefined);
  return row ?? pickRow(parts, title, fits);
}

async function pickRow(
  parts: Finding & Pick<AccessKeyParts, 'prompts'>,
  title: string,
  fits: (row: AccessRow) => boolean,
): Promise<AccessRow> {
  const contents = await parts.contents();
  const { problem } = await loaded(parts);
  await contents.settled();
  const rows = contents.rows.filter(fits);
  if (rows.length === 0) {
    // What could not be looked at is not said to be empty.
    if (problem !== undefined) throw new KnownProblem(problem);
    throw new KnownProblem(
      contents.rows.length === 0
        ? 'There is no collection access key yet. Share a collection first.'
        : 'No collection access key needs this now.',
    );
  }
  const choices = rows.map((value) => {
    const { label, description, icon } = contents.lookOf(value);
    return { label: `$(${icon}) ${iconless(label)}`, description: iconless(description), value };
  });
  return parts.prompts.pick(choices, { title, placeHolder: 'Choose a collection access key' });
}

/** Loads the list, as far as the person waits for it: after Cancel there is what has come. */
async function loaded(parts: Pick<AccessKeyParts, 'list' | 'prompts'>): Promise<ListStatus> {
  const list = await parts.list();
  const loading = list.load();
  if (!list.status.isLoading) return list.status;
  await parts.prompts.progress('Loading the collection access keys', async (signal) => {
    signal.addEventListener('abort', () => {
      list.cancel();
    });
    await loading;
  });
  return list.status;
}

/** The rows that an id of the view stands for; `undefined` for one that is not there. */
function rowsAt(contents: Contents, id: string): readonly AccessRow[] | undefined {
  if (id.startsWith('group/')) return contents.model.rowsOf(id);
  const row = contents.find(id.replace(/^key\//, ''));
  return row && [row];
}

function unique(rows: readonly AccessRow[]): AccessRow[] {
  return Array.from(new Map(rows.map((row) => [row.id, row])).values());
}

function gone(): never {
  throw new KnownProblem('This access key is no longer in the list. Refresh the view to see what there is.');
}

function idOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('id' in node)) return undefined;
  // “Show 200 more” is a row of the view as well, but no key.
  return typeof node.id === 'string' && !node.id.startsWith('more/') ? node.id : undefined;
}
