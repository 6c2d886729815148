import { insist } from '../host/insist.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { AccessKeyExpiry, KeptKey } from '../keyring/accessKeyCard.ts';
import { accessKeyIssuedAt } from '../postman/accessKey.ts';
import { copiedKeyOf, type CopiedKey } from './copiedKey.ts';
import type { ChosenCollection } from './chooseCollection.ts';
import { shortMask } from './masks.ts';
import type { AccessKeyParts } from './parts.ts';
import { proveLink, type ProvenLink } from './proveLink.ts';
import { afterUse } from './used.ts';

/**
 * Lets the person decide about a link that Postman refused.
 * @throws Cancelled when they do not want it; KnownProblem for a living key of another collection
 */
export async function settle(
  parts: AccessKeyParts,
  chosen: ChosenCollection,
  proven: ProvenLink,
): Promise<ProvenLink> {
  const { link, doubt } = proven;
  if (doubt?.kind === 'forbidden') {
    throw new KnownProblem(
      `This access key does not open “${chosen.name}”: it is of another collection. Nothing was kept, and the ` +
        'clipboard is as it was. Share the collection again and copy its own link.',
    );
  }
  if (doubt?.kind !== 'refused') return proven;
  const choice = await parts.prompts.confirm(
    `Postman (${link.region.label}) refused this access key.`,
    'It may be mistyped or revoked, or not be known everywhere yet. Postman shows its value only once.',
    'Try Again',
    'Keep Anyway',
  );
  if (choice === 'Keep Anyway') return proven;
  const again = await parts.prompts.progress(
    `Asking Postman about the link to “${chosen.name}”`,
    async (signal) => proveLink(parts, link, chosen.caller, signal),
  );
  return settle(parts, chosen, again);
}

/** Keeps a key that was just made, tells the list of it, and takes it out of the clipboard. */
export async function keepMade(
  parts: AccessKeyParts,
  chosen: ChosenCollection,
  copied: CopiedKey,
  { link, listed, openedAt, doubt }: ProvenLink,
): Promise<KeptKey> {
  const { clipboard, clock, keptKeys, list, names, prompts } = parts;
  const { key, region } = link;
  const { stored } = chosen.caller;
  const kept = await insist(parts, key, async () =>
    keptKeys.add(key, {
      name: chosen.name,
      region: region.id,
      collectionUid: chosen.uid,
      origin: 'made',
      issuedAt: accessKeyIssuedAt(key, clock.now(region.id))?.getTime(),
      account: accountOf(chosen),
      listedId: listed?.id,
      usedAt: openedAt,
      refusedAt: doubt?.kind === 'refused' ? clock.now(region.id) : undefined,
      expiry: expiryOf(listed?.expiresAt, openedAt),
    }),
  );
  // It may have been copied once more in the other form while it was proven.
  const now = copiedKeyOf((await clipboard.read()) ?? '');
  const isSame = now?.key.fingerprint === key.fingerprint;
  await clipboard.clearIf(isSame ? now.fingerprint : copied.fingerprint);
  (await names()).note(chosen.uid, chosen.name);
  const ofAccount = await list();
  if (listed && ofAccount.account?.id === stored.id) ofAccount.note(listed);
  const what = `The access key ${shortMask(key.lastFour)} of “${kept.name}” is in the keyring`;
  if (doubt) void prompts.warn(`${what}, but not proven: ${doubt.sentence}`);
  else void prompts.tell(`${what}, and its link works.`);
  return kept;
}

function accountOf({ caller }: ChosenCollection): KeptKey['account'] {
  const { account } = caller.stored;
  return account && { userId: account.userId, teamId: account.teamId, fullName: account.fullName };
}

function expiryOf(expiresAt: number | undefined, openedAt: number | undefined): AccessKeyExpiry {
  if (expiresAt !== undefined) return { kind: 'known', at: expiresAt };
  return openedAt === undefined ? { kind: 'unknown' } : afterUse(openedAt).expiry;
}
