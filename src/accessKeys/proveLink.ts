import type { Parts } from '../host/parts.ts';
import type { AccessKey } from '../postman/accessKey.ts';
import type { CollectionLink } from '../postman/collectionLink.ts';
import type { ListedAccessKey } from '../postman/accessKeys.ts';
import { PostmanProblem, type ProblemKind } from '../postman/problem.ts';
import type { Caller } from './caller.ts';

/** What Postman said of a new link. */
export interface ProvenLink {
  readonly link: CollectionLink;
  /** When it opened its collection, by Postman's clock; missing when it did not. */
  readonly openedAt: number | undefined;
  /** Its row in Postman's list; missing when it could not be found there. */
  readonly listed: ListedAccessKey | undefined;
  /** Why it could not be proven; it may be good all the same. */
  readonly doubt: { readonly kind: ProblemKind; readonly sentence: string } | undefined;
}

type Proving = Pick<Parts, 'client' | 'clock' | 'keptKeys'>;

/**
 * Opens the collection with the link alone, then looks for its row in Postman's list. A failure, Cancel too, is a doubt
 * and no reason to let go of a key: its value may never be shown again.
 */
export async function proveLink(
  parts: Proving,
  link: CollectionLink,
  caller: Caller,
  signal: AbortSignal,
): Promise<ProvenLink> {
  const { client, clock } = parts;
  try {
    await client.sharedCollection(link, signal);
    const openedAt = clock.now(link.region.id);
    // After the use, which has moved the expiry.
    return { link, openedAt, doubt: undefined, listed: await rowOf(parts, link, caller, signal) };
  } catch (error) {
    if (!(error instanceof PostmanProblem)) throw error;
    const doubt = { kind: error.kind, sentence: error.message };
    return { link, openedAt: undefined, listed: undefined, doubt };
  }
}

const mostPages = 20;

/** The key's row in the list; `undefined` when there is none yet, or the list cannot be had. */
async function rowOf(
  { client, keptKeys }: Proving,
  { key, collectionUid }: CollectionLink,
  { key: apiKey, region, stored }: Caller,
  signal: AbortSignal,
): Promise<ListedAccessKey | undefined> {
  const taken = new Set(keptKeys.keys.map(({ listedId }) => listedId));
  const listed: ListedAccessKey[] = [];
  // Not left to the server's filter alone: what is matched here is what gets revoked later.
  const isOfCollection = (one: ListedAccessKey): boolean =>
    one.collectionUid.toLowerCase() === collectionUid.toLowerCase();
  try {
    const cursors = new Set(['']);
    for (let cursor = ''; cursors.size <= mostPages; cursors.add(cursor)) {
      const page = await client.accessKeyPage(apiKey, region, { cursor, collectionUid }, signal);
      listed.push(...page.keys.filter((one) => isOfCollection(one) && !taken.has(one.id)));
      cursor = page.nextCursor;
      if (cursors.has(cursor)) break;
    }
  } catch (error) {
    if (!(error instanceof PostmanProblem)) throw error;
  }
  return likeliest(listed, key, stored.account?.userId);
}

/** The listed key that a new one is: of the same last four characters, one's own before others', the newest. */
function likeliest(
  listed: readonly ListedAccessKey[],
  key: Pick<AccessKey, 'lastFour'>,
  userId: number | undefined,
): ListedAccessKey | undefined {
  const isMine = (one: ListedAccessKey): number => (one.userId === userId ? 1 : 0);
  return listed
    .filter(
      ({ lastFour, status }) => status !== 'deleted' && lastFour.toUpperCase() === key.lastFour.toUpperCase(),
    )
    .toSorted((a, b) => isMine(b) - isMine(a) || (b.createdAt ?? 0) - (a.createdAt ?? 0))[0];
}
