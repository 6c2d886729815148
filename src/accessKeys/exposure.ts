import type { KeptKey } from '../keyring/accessKeyCard.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import type { DetectedSecret, SecretLocation } from '../postman/secretScanner.ts';

/** A key of Postman's that the secret scanner found, and which key of the keyring it is. */
export interface Exposure {
  readonly secret: DetectedSecret;
  readonly own: StoredKey | KeptKey | undefined;
  readonly places: readonly SecretLocation[];
}

/** The key of the keyring that was found: by its SHA-256, or by the id that the masked form of an API key shows. */
export function ownOf(
  { hash, masked }: Pick<DetectedSecret, 'hash' | 'masked'>,
  apiKeys: readonly StoredKey[],
  kept: readonly KeptKey[],
): StoredKey | KeptKey | undefined {
  const id = /^PMAK-[0-9a-f]{24}(?=-)/i.exec(masked)?.[0].toLowerCase();
  return (
    [...apiKeys, ...kept].find(({ fingerprint }) => fingerprint === hash) ??
    apiKeys.find(({ keyId }) => keyId.toLowerCase() === id)
  );
}

const resolutions: Record<DetectedSecret['resolution'], string> = {
  active: 'open',
  falsePositive: 'marked as false positive',
  acceptedRisk: 'marked as accepted risk',
  revoked: 'revoked',
  unknown: 'not known',
};

/** What was found, as text: the keys of the keyring first, then what is open, then the newest. */
export function exposureText(exposures: readonly Exposure[], account: string): string {
  const rank = ({ own, secret }: Exposure): number =>
    (own ? 0 : 2) + (secret.resolution === 'active' ? 0 : 1);
  const sorted = exposures.toSorted(
    (a, b) =>
      rank(a) - rank(b) || (b.secret.detectedAt?.getTime() ?? 0) - (a.secret.detectedAt?.getTime() ?? 0),
  );
  const own = exposures.filter((one) => one.own).length;
  const head = [
    `Postman keys found exposed, as ${account} may see them`,
    `${exposures.length} found, ${own} of them in your keyring.`,
  ];
  return [head.join('\n'), ...sorted.map(paragraphOf)].join('\n\n').concat('\n');
}

function paragraphOf({ own, places, secret }: Exposure): string {
  const { detectedAt, masked, occurrences, resolution, type, visibility, workspaceId } = secret;
  const rows: (readonly [string, string | undefined])[] = [
    ['In your keyring', own?.name],
    ['State', resolutions[resolution]],
    ['Workspace', [visibility, workspaceId].filter((part) => part !== '').join(' ')],
    ['Found', detectedAt?.toISOString().slice(0, 10)],
    ['Occurrences', String(occurrences)],
  ];
  const lines = rows.flatMap(([title, value]) => (value ? [`  ${title.padEnd(16)}${value}`] : []));
  const where = places.map(
    ({ location, page, resourceType }) =>
      `  ${'Place'.padEnd(16)}${[resourceType, location, page].filter((part) => part).join(' · ')}`,
  );
  return [`${masked || 'A key'} (${type})`, ...lines, ...where].join('\n');
}
