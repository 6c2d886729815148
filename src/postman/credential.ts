import { createHash } from 'node:crypto';
import { Secret } from './secret.ts';

/**
 * A Postman API key: `PMAK-` + 24 hex + `-` + 34 hex, 64 characters. The first part is its id and no
 * credential by itself. Shape: gitleaks, osv-scalibr and Postman's own Insights Agent agree on it.
 */
export interface ApiKey {
  readonly secret: Secret;
  /** `PMAK-` + 24 hex: what Postman's secret scanner shows of a key. */
  readonly id: string;
  /** SHA-256 of the secret in hex, as in the secret scanner's `secretHash`. */
  readonly fingerprint: string;
}

const wholeApiKey = /^PMAK-[0-9a-f]{24}-[0-9a-f]{34}$/i;
// Also with its hyphens encoded: as in an address within another one, once or more, or as in JSON.
const hyphen = String.raw`(?:-|%(?:25)*2D|\\+u002D)`;
const anyCredential = new RegExp(
  `PMA(?:K${hyphen}[0-9a-f]{24}${hyphen}[0-9a-f]{34}|T${hyphen}[0-9a-z]{26})`,
  'gi',
);
const keyIdLength = 'PMAK-'.length + 24;

/** The API key that `text` is, surrounding white space apart; `undefined` for anything else. */
export function parseApiKey(text: string): ApiKey | undefined {
  // A clipboard may hold megabytes: nothing that long is a key.
  const value = text.length > 256 ? '' : text.trim();
  if (!wholeApiKey.test(value)) return undefined;
  return {
    secret: new Secret(value),
    id: value.slice(0, keyIdLength),
    fingerprint: createHash('sha256').update(value).digest('hex'),
  };
}

/** `text` with every API key and collection access key in it masked, for logs and for documents. */
export function maskCredentials(text: string): string {
  return text.replace(anyCredential, (value) => `${value.slice(0, 4)}-[secret]`);
}

/** As Postman's secret scanner masks a key: the whole id, six asterisks, the last two characters. */
export function maskApiKey(key: ApiKey): string {
  return `${key.id}-******${key.secret.reveal().slice(-2)}`;
}

const earliestIssue = Date.UTC(2014, 0, 1);
const clockTolerance = 24 * 60 * 60 * 1000;

/**
 * When a key was made, read from its id (`PMAK-` + 24 hex), whose first 8 hex digits are Unix seconds.
 * Postman documents this nowhere: it is derived, and has to be shown so. `undefined` when it is absurd:
 * before Postman had keys, or more than a day ahead of `now`.
 */
export function issuedAt(keyId: string, now: number): Date | undefined {
  const hex = /^PMAK-([0-9a-f]{8})[0-9a-f]{16}$/i.exec(keyId)?.[1];
  if (hex === undefined) return undefined;
  const time = Number.parseInt(hex, 16) * 1000;
  return time >= earliestIssue && time <= now + clockTolerance ? new Date(time) : undefined;
}
