import type { Command } from '../host/commands.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import { collectionPageOf, pageOf, regionOf } from '../postman/region.ts';
import { chooseRow } from './find.ts';
import { managesPublic } from './viewContexts.ts';
import type { AccessKeyParts } from './parts.ts';

/** Opens the page of the collection that an access key reads. */
export function openCollection(parts: AccessKeyParts): Command {
  const { activeKey, openPage, settings } = parts;
  return async (argument) => {
    const { collectionUid, kept, listed } = await chooseRow(parts, argument, 'Open Collection in Postman');
    // A link may be of another region than the account in use.
    const owner = listed ? activeKey.current : kept;
    const region = regionOf(owner?.region ?? '') ?? settings.region;
    await openPage(collectionPageOf(region, collectionUid));
  };
}

/** Opens the page where community managers see the access keys of the whole team. */
export function openManagePublic({ activeKey, openPage, settings }: AccessKeyParts): Command {
  return async () => {
    if (activeKey.current && !managesPublic(activeKey.current)) {
      throw new KnownProblem(
        'Manage Public Elements is for community managers and super admins of a team. Ask one of yours.',
      );
    }
    await openPage(pageOf(regionOf(activeKey.current?.region ?? '') ?? settings.region, 'managePublic'));
  };
}
