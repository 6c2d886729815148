import { Cancelled } from '../../../host/knownProblem.ts';
import type { Inject } from '../../parts.ts';
import { deleteCopies, findCopies, isSpare, type Copy, type Search } from './copies.ts';
import { keptIn } from './kept.ts';
import { copiesHave, lineOf } from './words.ts';

/** Copies that a dialog has room for. */
const shown = 12;

/**
 * Looks for older copies that have one of the keys, and deletes those with which nothing is lost if the person says so.
 * @returns those that are left; `undefined` where the person did not wait for the end of the search
 */
export async function offerCopies(
  { keyring, prompts }: Pick<Inject, 'keyring' | 'prompts'>,
  search: Omit<Search, 'isKept' | 'signal'>,
): Promise<readonly Copy[] | undefined> {
  let copies: Copy[] = [];
  try {
    copies = await prompts.progress('Looking for older copies of these files', async (signal) =>
      findCopies({ ...search, isKept: keptIn(keyring), signal }),
    );
    const spare = copies.filter(isSpare);
    if (spare.length === 0) return copies;
    const more = spare.length > shown ? [`and ${spare.length - shown} more`] : [];
    await prompts.confirm(
      `${copiesHave(spare.length)} a key. Delete?`,
      `Backups, and versions in editors’ Local History. They cannot be brought back.\n\n${[...spare.slice(0, shown).map(lineOf), ...more].join('\n')}`,
      'Delete Copies',
    );
    return await deleteCopies(copies, search.keys, keptIn(keyring));
  } catch (error) {
    if (error instanceof Cancelled) return copies;
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}
