import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewAccessKeyFacts } from '../../../src/keyring/accessKeyCard.ts';
import type { ApiKeyCard, NewKeyFacts } from '../../../src/keyring/apiKey.ts';
import { openCardFolder, type CardFolder } from '../../../src/keyring/cardFolder.ts';
import { apiKeyKind } from '../../../src/keyring/record.ts';
import { parseAccessKey, type AccessKey } from '../../../src/postman/accessKey.ts';
import { parseApiKey, type ApiKey } from '../../../src/postman/credential.ts';

/** A key of Postman's shape that was issued at a time. */
export function someKey(issued = Date.now()): ApiKey {
  const seconds = Math.floor(issued / 1000)
    .toString(16)
    .padStart(8, '0');
  const key = parseApiKey(
    `PMAK-${seconds}${randomBytes(8).toString('hex')}-${randomBytes(17).toString('hex')}`,
  );
  if (!key) throw new Error('not the shape of a key');
  return key;
}

export function facts(name: string): NewKeyFacts {
  return { name, region: 'us', expiry: { kind: 'unknown' } };
}

/** An access key of Postman's shape that was made at a time. */
export function someAccessKey(made = Date.now()): AccessKey {
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const time = Array.from({ length: 10 }, (_, place) => digits[Math.floor(made / 32 ** (9 - place)) % 32]);
  const rest = Array.from(randomBytes(16), (byte) => digits[byte % 32]);
  const key = parseAccessKey(`PMAT-${[...time, ...rest].join('')}`);
  if (!key) throw new Error('not the shape of an access key');
  return key;
}

export function accessKeyFacts(name: string): NewAccessKeyFacts {
  return {
    name,
    region: 'us',
    collectionUid: '12345678-12ece9e1-2abf-4edc-8e34-de66e74114d2',
    origin: 'received',
    expiry: { kind: 'unknown' },
  };
}

/** A folder that is removed when `dispose` is called, and as many windows on it as are asked for. */
export async function temporaryFolder(): Promise<{
  path: string;
  open: () => Promise<CardFolder<ApiKeyCard>>;
  dispose: () => Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), 'keyring-'));
  return {
    path,
    open: async () => openCardFolder(path, apiKeyKind),
    dispose: async () => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
