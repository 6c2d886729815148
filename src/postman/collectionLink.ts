import { parseAccessKey, type AccessKey } from './accessKey.ts';
import { regionOf, type Region } from './region.ts';
import { Secret } from './secret.ts';

/** `https://api.postman.com/collections/<uid>?access_key=PMAT-…`, taken apart. */
export interface CollectionLink {
  readonly key: AccessKey;
  /** `<owner's id>-<uuid>`. */
  readonly collectionUid: string;
  /** By the host of the link, so not always one that may receive keys. */
  readonly region: Region;
}

const anyAddress = /https?:\/\/(?:\[::1\])?[^\s"'`<>()[\]\\]+/gi;
const collectionPath = /^(.*)\/collections\/(\w{1,40}-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/?$/i;
const longestText = 4096;

/**
 * The one link to a collection that stands in `text`, be it in quotes, in Markdown or behind `curl`.
 * `undefined` when there is none, when there are two, and when the host can be no Postman.
 */
export function parseCollectionLink(text: string): CollectionLink | undefined {
  if (text.length > longestText) return undefined;
  // zsh escapes the signs of a query when a link is pasted into it.
  const addresses = text.replace(/\\(?=[?=&])/g, '').match(anyAddress) ?? [];
  const links = addresses.map(linkOf).filter((link) => link !== undefined);
  const [first] = links;
  const isOne = links.every(
    ({ key, collectionUid, region }) =>
      key.fingerprint === first?.key.fingerprint &&
      collectionUid === first.collectionUid &&
      region.api === first.region.api,
  );
  return isOne ? first : undefined;
}

function linkOf(address: string): CollectionLink | undefined {
  const url = URL.parse(address.replaceAll('&amp;', '&').replace(/[^\w]+$/, ''));
  const [, base, collectionUid] = collectionPath.exec(url?.pathname ?? '') ?? [];
  const [secret, ...others] = url?.searchParams.getAll('access_key') ?? [];
  const key = parseAccessKey(secret ?? '');
  if (url?.username !== '' || url.password !== '' || others.length > 0) return undefined;
  const region = regionOf(url.origin + (base ?? ''));
  return key && region && collectionUid !== undefined ? { key, collectionUid, region } : undefined;
}

/** The link that opens a collection with `key`. It is a secret as the key is. */
export function collectionLink(region: Region, collectionUid: string, key: AccessKey): Secret {
  return new Secret(`${region.api}/collections/${collectionUid}?access_key=${key.secret.reveal()}`);
}
