import type { Doomed } from './deaths.ts';
import { namesOf } from './namesOf.ts';
import type { AccessKeyParts } from './parts.ts';
import { isUsed, type AccessRow } from './rows.ts';

/** The rows that Postman lists, as people know them: names are waited for, for a moment. */
export async function doomedOf(parts: AccessKeyParts, rows: readonly AccessRow[]): Promise<Doomed[]> {
  const names = await namesOf(parts, rows);
  return rows.flatMap((row) => {
    const { listed, kept } = row;
    if (!listed) return [];
    return [
      {
        id: listed.id,
        keptId: kept?.id,
        lastFour: listed.lastFour,
        collection: names.collection(row),
        creator: names.creator(row),
        isUsed: isUsed(row),
      },
    ];
  });
}
