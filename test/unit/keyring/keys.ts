import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCardFolder, type CardFolder } from '../../../src/keyring/cardFolder.ts';
import type { NewKeyFacts } from '../../../src/keyring/keyring.ts';
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

/** A folder that is removed when `dispose` is called, and as many windows on it as are asked for. */
export async function temporaryFolder(): Promise<{
  path: string;
  open: () => Promise<CardFolder>;
  dispose: () => Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), 'keyring-'));
  return {
    path,
    open: async () => openCardFolder(path),
    dispose: async () => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
