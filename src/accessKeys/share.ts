import type { Command } from '../host/commands.ts';
import type { CollectionLink } from '../postman/collectionLink.ts';
import type { AccessKeyCapture } from './capture.ts';
import { chooseCollection, type ChosenCollection } from './chooseCollection.ts';
import type { CopiedKey } from './copiedKey.ts';
import { keepMade, settle } from './keepMade.ts';
import type { AccessKeyParts } from './parts.ts';
import { proveLink } from './proveLink.ts';
import type { RecentCollections } from './recentCollections.ts';
import { warnOfSecrets } from './secretsWarning.ts';
import { showShareSheet } from './shareSheet.ts';

/** Shares a collection, hand in hand with Postman's page: there is no API that makes access keys. */
export function share(parts: AccessKeyParts, capture: AccessKeyCapture, recent: RecentCollections): Command {
  const { prompts } = parts;
  return async (argument) => {
    const chosen = await warnOfSecrets(parts, await chooseCollection(parts, argument, recent));
    await recent.note(chosen.uid);
    const { copied, proven } = await prompts.progress(`Share “${chosen.name}”`, async (signal, report) => {
      const taken = await capture.take(chosen, signal, report);
      report('asking Postman whether the link opens it.');
      return { copied: taken, proven: await proveLink(parts, linkOf(chosen, taken), chosen.caller, signal) };
    });
    const kept = await keepMade(parts, chosen, copied, await settle(parts, chosen, proven));
    await showShareSheet(parts, kept);
  };
}

/** The link as it was copied, else the one that a bare key makes in the account's own region. */
function linkOf({ uid, caller }: ChosenCollection, { key, link }: CopiedKey): CollectionLink {
  return { key, collectionUid: uid, region: link?.region ?? caller.region };
}
