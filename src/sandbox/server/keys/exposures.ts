import { createHash } from 'node:crypto';

/** One place where the secret scanner saw a key. */
export interface Exposure {
  readonly secretId: string;
  readonly secretType: SecretTypeName;
  readonly hash: string;
  readonly obfuscated: string;
  readonly workspaceId: string;
  /** `Headers`, `Body`, `Description` and so on. */
  readonly location: string;
  readonly collectionUid: string;
  /** The person's id. */
  readonly leakedBy: number;
  readonly at: number;
  readonly resolution: 'ACTIVE' | 'REVOKED';
}

export const secretTypes = {
  'Postman API Key': '1a7ec5d1-dcba-4ec7-8220-3c1ee490416b',
  'Postman Collection Key': '04084949-0dda-4735-ace5-f83038f7b200',
  'Planetscale API Token': '082351ca-810e-476b-8437-d098b20fba4b',
  'Open AI API Key': '0987c237-c1d0-4f07-a1af-a5772facf866',
} as const;
export type SecretTypeName = keyof typeof secretTypes;

/** An API key's id and its last two digits; of an access key, as the definition shows others, the beginning. */
function obfuscate(key: string): string {
  return key.startsWith('PMAK-') ? `${key.slice(0, 30)}******${key.slice(-2)}` : `${key.slice(0, 9)}******`;
}

/** What the scanner keeps of a key that it found: never the key. */
export function exposureOf(
  key: string,
  found: Pick<Exposure, 'workspaceId' | 'location' | 'collectionUid' | 'leakedBy' | 'at'>,
): Exposure {
  const hash = createHash('sha256').update(key).digest('hex');
  const number = parseInt(
    createHash('sha256').update(`${hash} ${found.workspaceId}`).digest('hex').slice(0, 7),
    16,
  );
  return {
    secretId: Buffer.from(String(number)).toString('base64'),
    secretType: key.startsWith('PMAT-') ? 'Postman Collection Key' : 'Postman API Key',
    hash,
    obfuscated: obfuscate(key),
    ...found,
    resolution: 'ACTIVE',
  };
}
