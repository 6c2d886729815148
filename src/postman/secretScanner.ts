import * as v from 'valibot';
import { maskCredentials } from './credential.ts';
import { plainText } from './plainText.ts';
import type { Region } from './region.ts';
import {
  allPages,
  count,
  decode,
  moment,
  nextCursor,
  numericId,
  opaqueId,
  queryOf,
  readable,
  shownText,
} from './wire.ts';

/** A kind of secret that Postman's secret scanner looks for. */
export interface SecretType {
  readonly id: string;
  readonly name: string;
}

/** A secret that the scanner found in the team's workspaces. */
export interface DetectedSecret {
  readonly id: string;
  /** Name of its type, such as `Postman API Key`. */
  readonly type: string;
  readonly workspaceId: string;
  /** `personal`, `private`, `team` or `public`; there may be new ones. */
  readonly visibility: string;
  /** SHA-256 of the secret in hex, to be held against the fingerprint of a key. */
  readonly hash: string;
  readonly masked: string;
  readonly resolution: 'active' | 'falsePositive' | 'acceptedRisk' | 'revoked' | 'unknown';
  readonly occurrences: number;
  readonly detectedAt: Date | undefined;
}

/** A place where a secret stands. */
export interface SecretLocation {
  /** In words, such as `Headers`. */
  readonly location: string;
  readonly resourceType: string;
  readonly resourceId?: string | undefined;
  /** Id of the user who put it there. */
  readonly leakedBy?: number | undefined;
  readonly occurrences: number;
  readonly detectedAt?: Date | undefined;
  /** A page of Postman's, or of the sandbox; `undefined` for any other address. */
  readonly page: string | undefined;
}

const secretType = v.object({ id: opaqueId, name: shownText });
const list = v.object({ data: v.array(v.unknown()), meta: v.optional(v.object({ nextCursor }), {}) });

/** The body of an answer to `GET /secret-types`. Throws the problem `unreadable`. */
export function decodeSecretTypes(body: unknown, host: string): SecretType[] {
  return readable(secretType, decode(list, body, host).data).rows;
}

/** Whether keys of Postman's own are meant, such as `Postman API Key`: the ids of the types are nowhere documented. */
export function isPostmans({ name }: SecretType): boolean {
  return /postman/i.test(name);
}

const resolutions: Readonly<Record<string, DetectedSecret['resolution']>> = {
  ACTIVE: 'active',
  FALSE_POSITIVE: 'falsePositive',
  ACCEPTED_RISK: 'acceptedRisk',
  REVOKED: 'revoked',
};

const detectedSecret = v.pipe(
  v.object({
    secretId: opaqueId,
    secretType: shownText,
    workspaceId: v.fallback(opaqueId, ''),
    workspaceVisibility: shownText,
    secretHash: v.fallback(v.pipe(v.string(), v.regex(/^[\da-f]{64}$/i), v.toLowerCase()), ''),
    obfuscatedSecret: v.fallback(v.string(), ''),
    resolution: v.fallback(v.string(), ''),
    occurrences: count,
    detectedAt: moment,
  }),
  v.transform((row): DetectedSecret => ({
    id: row.secretId,
    type: row.secretType,
    workspaceId: row.workspaceId,
    visibility: row.workspaceVisibility,
    hash: row.secretHash,
    masked: plainText(maskCredentials(row.obfuscatedSecret), 80),
    resolution: new Map(Object.entries(resolutions)).get(row.resolution) ?? 'unknown',
    occurrences: row.occurrences,
    detectedAt: row.detectedAt,
  })),
);

/**
 * All secrets of `types` that were found, page by page; of none, none are asked for, since no types mean all to
 * Postman. `bodyOf` POSTs a query. Rejects with the problem `unreadable` when a page leads back.
 */
export async function allDetectedSecrets(
  types: readonly SecretType[],
  bodyOf: (path: string, query: unknown) => Promise<unknown>,
  host: string,
): Promise<DetectedSecret[]> {
  if (types.length === 0) return [];
  const query = { secretTypes: types.map(({ id }) => id) };
  return allPages(async (cursor) => {
    const path = `/detected-secrets-queries${queryOf({ limit: pageSize, cursor })}`;
    const { data, meta } = decode(list, await bodyOf(path, query), host);
    return { rows: readable(detectedSecret, data).rows, nextCursor: meta.nextCursor };
  }, host);
}

const pageSize = 100;

/** All places where a secret stands, page by page. `bodyOf` GETs a path. */
export async function allSecretLocations(
  { secretId, workspaceId }: { readonly secretId: string; readonly workspaceId: string },
  bodyOf: (path: string) => Promise<unknown>,
  region: Region,
  host: string,
): Promise<SecretLocation[]> {
  const place = `/detected-secrets/${encodeURIComponent(secretId.toWellFormed())}/locations`;
  return allPages(async (cursor) => {
    const path = place + queryOf({ workspaceId, limit: pageSize, cursor });
    const { data, meta } = decode(list, await bodyOf(path), host);
    return { rows: readable(locationIn(region), data).rows, nextCursor: meta.nextCursor };
  }, host);
}

const locationIn = (region: Region) =>
  v.pipe(
    v.object({
      location: shownText,
      resourceType: shownText,
      resourceId: v.fallback(v.optional(opaqueId), undefined),
      leakedBy: v.fallback(v.optional(numericId), undefined),
      occurrences: count,
      detectedAt: moment,
      url: v.fallback(v.string(), ''),
    }),
    v.transform(({ url, ...row }): SecretLocation => ({ ...row, page: pageIn(region, url) })),
  );

/** `address`, when it is a web page of the region's: what an answer names is opened only there. */
function pageIn(region: Region, address: string): string | undefined {
  const url = URL.parse(address);
  const isPostmans = url?.protocol === 'https:' && /(^|\.)postman\.(co|com)$/.test(url.hostname);
  const isPage = isPostmans || url?.origin === URL.parse(region.web)?.origin;
  return url && isPage && url.username === '' ? url.href : undefined;
}
