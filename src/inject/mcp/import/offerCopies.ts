import { Cancelled } from '../../../host/knownProblem.ts';
import { plainText } from '../../../postman/plainText.ts';
import type { Inject } from '../../parts.ts';
import { deleteCopies, findCopies, type Search } from './copies.ts';
import { copiesHave, shortPath } from './words.ts';

/** Paths that a dialog has room for. */
const shown = 12;

/**
 * Looks for older copies that have one of the keys, and deletes them if the person says so.
 * @returns those that are left; `undefined` where the person did not wait for the end of the search
 */
export async function offerCopies(
  { prompts }: Pick<Inject, 'prompts'>,
  search: Omit<Search, 'signal'>,
): Promise<readonly string[] | undefined> {
  let copies: string[] = [];
  try {
    copies = await prompts.progress('Looking for older copies of these files', async (signal) =>
      findCopies({ ...search, signal }),
    );
    if (copies.length === 0) return copies;
    const paths = copies.slice(0, shown).map((path) => plainText(shortPath(path)));
    const more = copies.length > shown ? [`and ${copies.length - shown} more`] : [];
    await prompts.confirm(
      `${copiesHave(copies.length)} a key. Delete?`,
      `Backups, and versions in editors’ Local History. They cannot be brought back.\n\n${[...paths, ...more].join('\n')}`,
      'Delete Copies',
    );
    return await deleteCopies(copies, search.keys);
  } catch (error) {
    if (error instanceof Cancelled) return copies;
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}
