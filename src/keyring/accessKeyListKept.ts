import type { ListedAccessKey } from '../postman/accessKeys.ts';
import type { AccessKeyCard, KeptKey } from './accessKeyCard.ts';

type Facts = Pick<AccessKeyCard, 'expiry' | 'listedId'>;

/** The kept access keys, as far as the list has to do with them. */
export interface KeptAccessKeys {
  readonly keys: readonly KeptKey[];
  update(id: string, change: Partial<Facts>, fingerprint: string): Promise<unknown>;
}

/**
 * Writes down what a complete list says of the keys kept here: Postman's id and the expiry. Only what is news.
 * @param since when the list began to come: a key used after that lives longer than the list knows
 */
export async function learnFromList(
  kept: KeptAccessKeys,
  listed: readonly ListedAccessKey[],
  region: string,
  since: number,
): Promise<void> {
  const found = matches(
    // The link of a key with an id of Postman's may lead to another address of the same Postman.
    kept.keys.filter((key) => key.region === region || key.listedId !== undefined),
    listed,
    region,
  );
  for (const [key, row] of found) {
    const news = newsOf(key, row, since);
    if (news) await kept.update(key.id, news, key.fingerprint);
  }
}

function newsOf(key: KeptKey, row: ListedAccessKey, since: number): Partial<Facts> | undefined {
  const { expiry } = key;
  const at = (key.usedAt ?? 0) < since ? row.expiresAt : undefined;
  const isNewExpiry = at !== undefined && !(expiry.kind === 'known' && expiry.at === at);
  if (!isNewExpiry && key.listedId === row.id) return undefined;
  return { listedId: row.id, ...(isNewExpiry && { expiry: { kind: 'known', at } }) };
}

/** Kept keys with their rows: by Postman's id, else by what is left of the secret and by the collection, if that is one row. */
function matches(
  kept: readonly KeptKey[],
  listed: readonly ListedAccessKey[],
  region: string,
): (readonly [KeptKey, ListedAccessKey])[] {
  const byId = new Map(kept.map(({ listedId }) => [listedId, [] as ListedAccessKey[]]));
  const byLook = new Map(kept.map((key) => [lookOf(key), [] as ListedAccessKey[]]));
  for (const row of listed) (byId.get(row.id) ?? byLook.get(lookOf(row)))?.push(row);
  return kept.flatMap((key) => {
    const same = key.region === region ? (byLook.get(lookOf(key)) ?? []) : [];
    const row = byId.get(key.listedId)?.[0] ?? (same.length === 1 ? same[0] : undefined);
    return row ? [[key, row] as const] : [];
  });
}

/** What is left of a secret in masked forms, and its collection: as much as a key is known by where Postman's id is not. */
export function lookOf({ masked, collectionUid }: Pick<ListedAccessKey, 'masked' | 'collectionUid'>): string {
  return `${masked.slice(-4)} ${collectionUid}`.toLowerCase();
}
