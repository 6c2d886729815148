import { fingerprintOf } from '../host/fingerprint.ts';
import { parseAccessKey, type AccessKey } from '../postman/accessKey.ts';
import { parseCollectionLink, type CollectionLink } from '../postman/collectionLink.ts';
import { eu, us, type Region } from '../postman/region.ts';

/** An access key as it was copied: alone, or in a link. */
export interface CopiedKey {
  readonly key: AccessKey;
  readonly link: CollectionLink | undefined;
  /** SHA-256 of the whole text, to clear it from the clipboard by. */
  readonly fingerprint: string;
}

/** Why what was copied is not of that collection, as far as it tells by itself; a bare key tells nothing. */
export function whyNotOf(uid: string, region: Region, { link }: CopiedKey): string | undefined {
  if (!link) return undefined;
  if (![region.id, us.id, eu.id].includes(link.region.id)) {
    return `the link leads to ${new URL(link.region.api).host}, which is not the Postman of this account.`;
  }
  const isSame = link.collectionUid.toLowerCase() === uid.toLowerCase();
  return isSame ? undefined : 'the link opens another collection.';
}

/** The access key that a text is or, as a link, holds. */
export function copiedKeyOf(text: string): CopiedKey | undefined {
  const link = parseCollectionLink(text);
  const key = parseAccessKey(text) ?? link?.key;
  return key && { key, link, fingerprint: fingerprintOf(text) };
}

/** Why `text` is no access key, in one sentence with a way out; `undefined` when it is one. */
export function whyNoKey(text: string): string | undefined {
  if (copiedKeyOf(text)) return undefined;
  if (/PMAK-/i.test(text))
    return 'This is an API key, which opens your whole account. Paste the link of the collection.';
  if (/PMAT-\*/i.test(text))
    return 'This is only the masked form of an access key. Generate a new one and copy it whole.';
  return 'This is no link to a collection: one has “/collections/” and “?access_key=PMAT-” in it. Copy it again, whole.';
}
