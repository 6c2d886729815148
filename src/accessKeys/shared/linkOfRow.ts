import { KnownProblem } from '../../host/knownProblem.ts';
import type { KeptKey } from '../../keyring/accessKeyCard.ts';
import type { CollectionLink } from '../../postman/collectionLink.ts';
import { rowsOfArguments } from '../find.ts';
import { linkOfKept } from '../linkOfKept.ts';
import type { AccessKeyParts } from '../parts.ts';
import { placeIn } from './chooseOpened.ts';

export interface RowLink {
  readonly kept: KeptKey;
  readonly link: CollectionLink;
}

/**
 * The link of the access key a command was run on; `undefined` when it was run on none.
 * @throws KnownProblem for a key whose secret is not in the keyring; KeyringProblem
 */
export async function linkOfRow(
  parts: Pick<AccessKeyParts, 'contents' | 'keptKeys' | 'list'>,
  argument: unknown,
): Promise<RowLink | undefined> {
  if (placeIn(argument)) return undefined;
  const [row] = await rowsOfArguments(parts, argument, undefined);
  if (!row) return undefined;
  const { kept } = row;
  if (!kept) {
    throw new KnownProblem(
      'The link of this access key is not in the keyring, and Postman shows it only once. Share the collection again to get a new one.',
    );
  }
  return { kept, link: await linkOfKept(parts, kept) };
}
