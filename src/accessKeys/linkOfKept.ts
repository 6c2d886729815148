import type { Parts } from '../host/parts.ts';
import type { KeptKey } from '../keyring/accessKeyCard.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import { collectionLink, type CollectionLink } from '../postman/collectionLink.ts';
import { regionOf } from '../postman/region.ts';
import type { Secret } from '../postman/secret.ts';

/** The link of a kept key, for the moment of its use. @throws KeyringProblem */
export async function linkOfKept(
  { keptKeys }: Pick<Parts, 'keptKeys'>,
  { collectionUid, id, region: regionId }: KeptKey,
): Promise<CollectionLink> {
  const region = regionOf(regionId);
  // To no other Postman than the one it is of.
  if (!region) throw new KeyringProblem('unreadable', undefined, 'accessKey');
  return { key: await keptKeys.secretOf(id), collectionUid, region };
}

/** The same as text. It is a secret as the key is. */
export async function linkTextOfKept(parts: Pick<Parts, 'keptKeys'>, kept: KeptKey): Promise<Secret> {
  const { key, collectionUid, region } = await linkOfKept(parts, kept);
  return collectionLink(region, collectionUid, key);
}
