import type { KeptKey } from '../keyring/accessKeyCard.ts';
import { lookOf } from '../keyring/accessKeyListKept.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import type { ListedAccessKey } from '../postman/accessKeys.ts';

/** One access key: as Postman lists it, as the keyring keeps it, or both. */
export interface AccessRow {
  /** Postman's id of a listed key, else the keyring's own of a kept one. */
  readonly id: string;
  readonly listed: ListedAccessKey | undefined;
  readonly kept: KeptKey | undefined;
  readonly collectionUid: string;
}

/** Whose list it is: as much of the API key it was asked with as matters here. */
export type ListOwner = Pick<StoredKey, 'region' | 'account'>;

/**
 * Joins what is listed and what is kept: by Postman's id where that is known, else by the last four characters and the
 * collection, if that is one key. Listed keys come first, as they come; then the kept ones that no list tells of.
 *
 * @param owner whose list it is; a key of another region is taken for one of it by Postman's id alone: the link that was
 *   made on the page of a custom or an EU account may lead to another address of the same Postman
 */
export function rowsOf(
  listed: readonly ListedAccessKey[],
  kept: readonly KeptKey[],
  owner: ListOwner | undefined,
): AccessRow[] {
  const keptOf = joined(
    listed,
    kept.filter(({ listedId, region }) => region === owner?.region || listedId !== undefined),
    owner?.region,
  );
  const ofList = listed.map((one): AccessRow => {
    const { id, collectionUid } = one;
    return { id, listed: one, kept: keptOf.get(id), collectionUid };
  });
  const known = new Set(keptOf.values());
  const others = kept.filter((key) => !known.has(key));
  return ofList.concat(
    others.map((key) => ({ id: key.id, listed: undefined, kept: key, collectionUid: key.collectionUid })),
  );
}

/** Whether it was ever read with, as far as Postman's list tells or is known here: the list may be older than that. */
export function isUsed({ listed, kept }: Pick<AccessRow, 'listed' | 'kept'>): boolean {
  return (listed?.lastUsedAt ?? kept?.usedAt) !== undefined || listed?.isUseUnreadable === true;
}

/** Kept keys by Postman's ids of them. */
function joined(
  listed: readonly ListedAccessKey[],
  kept: readonly KeptKey[],
  region: string | undefined,
): Map<string, KeptKey> {
  const [ids, looks] = [new Set<string | undefined>(), new Map<string, string[]>()];
  for (const key of kept) {
    ids.add(key.listedId);
    looks.set(lookOf(key), []);
  }
  const found = new Set<string>();
  for (const one of kept.length === 0 ? [] : listed) {
    if (ids.has(one.id)) found.add(one.id);
    looks.get(lookOf(one))?.push(one.id);
  }
  const keptOf = new Map<string, KeptKey>();
  for (const key of kept) {
    const alike = key.region === region ? (looks.get(lookOf(key)) ?? []) : [];
    const byId = found.has(key.listedId ?? '') ? key.listedId : undefined;
    const id = byId ?? (alike.length === 1 ? alike[0] : undefined);
    // Postman's own id outweighs a likeness.
    if (id !== undefined && (byId !== undefined || !keptOf.has(id))) keptOf.set(id, key);
  }
  return keptOf;
}
