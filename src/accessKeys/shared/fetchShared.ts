import { KnownProblem } from '../../host/knownProblem.ts';
import type { Parts } from '../../host/parts.ts';
import type { CollectionLink } from '../../postman/collectionLink.ts';
import type { CollectionAnswer } from '../../postman/collection.ts';
import { PostmanProblem, type ProblemKind } from '../../postman/problem.ts';
import { afterUse } from '../used.ts';
import type { Shared } from './shared.ts';

export type Fetching = Pick<Parts, 'client' | 'clock' | 'keptKeys' | 'log' | 'prompts'>;

/**
 * Fetches a collection by its link, and notes what that says of the link.
 * @throws KnownProblem where the link is to blame; PostmanProblem
 */
export async function fetchShared(
  parts: Fetching,
  { opened, openAnother }: Pick<Shared, 'opened' | 'openAnother'>,
  link: CollectionLink,
): Promise<CollectionAnswer> {
  const { client, clock, prompts } = parts;
  try {
    const answer = await prompts.progress('Reading the shared collection', async (signal) =>
      client.sharedCollection(link, signal),
    );
    await noteOnCard(parts, link, afterUse(clock.now(link.region.id)));
    return answer;
  } catch (error) {
    if (!(error instanceof PostmanProblem)) throw error;
    if (error.kind === 'refused') {
      const same = opened.findSame(link);
      if (same) opened.noteRefused(same.id);
      await noteOnCard(parts, link, { refusedAt: clock.now(link.region.id) });
    }
    const isOwn = parts.keptKeys.findSame(link.key)?.origin === 'made';
    const sentence = (isOwn ? ownSentences : sentences)[error.kind];
    throw sentence === undefined ? error : new KnownProblem(sentence, openAnother);
  }
}

/** What a problem says of the link; the others have nothing to do with it. */
const sentences: Partial<Record<ProblemKind, string>> = {
  refused: 'The link no longer works: it was revoked or has expired. Ask whoever sent it for a new one.',
  forbidden:
    'The access key in this link is of another collection. Ask whoever sent it for the whole link again.',
  notFound: 'The collection of this link is no longer there. Ask whoever sent it whether it was deleted.',
};

/** Of a link that the person made themself. */
const ownSentences: Partial<Record<ProblemKind, string>> = {
  refused:
    'This link no longer works: it was revoked or has expired. Share the collection again to get a new one.',
  notFound: 'The collection of this link is no longer there: it was deleted. Forget the link here.',
};

/** A link that is in the keyring learns from its use; that it cannot be written down stops nobody. */
async function noteOnCard(
  { keptKeys, log }: Fetching,
  { key }: CollectionLink,
  change: Parameters<Parts['keptKeys']['update']>[1],
): Promise<void> {
  const kept = keptKeys.findSame(key);
  if (!kept) return;
  try {
    await keptKeys.update(kept.id, change, key.fingerprint);
  } catch (error) {
    log.error('Noting the use of a kept access key', error);
  }
}
