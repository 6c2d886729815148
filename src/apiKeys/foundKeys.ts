import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { shortMask } from '../keyring/shortMask.ts';
import { maskApiKey, parseApiKey, type ApiKey } from '../postman/credential.ts';
import { findApiKeys } from '../postman/findApiKeys.ts';

/** A key that lies about on this machine. */
export interface FoundKey {
  readonly key: ApiKey;
  readonly icon: string;
  readonly label: string;
  readonly place: string;
  /** A name for it. */
  readonly proposal: string | undefined;
  /** What the person should know of the place. */
  readonly note: string | undefined;
}

/** The key in `POSTMAN_API_KEY`, if there is one. */
export function environmentKey(environment: NodeJS.ProcessEnv): FoundKey[] {
  const key = parseApiKey(environment['POSTMAN_API_KEY'] ?? '');
  if (!key) return [];
  const label = `Take ${shortMask(maskApiKey(key))} from the environment`;
  return [
    { key, icon: 'terminal', label, place: 'POSTMAN_API_KEY', proposal: 'POSTMAN_API_KEY', note: undefined },
  ];
}

const rcFile = join('.postman', 'postmanrc');
const rcLimit = 1024 * 1024;

/**
 * The keys that `postman login` saved. Only third parties describe the file, so its layout is not relied on:
 * whatever stands in it in the shape of a key is a key.
 */
export async function cliKeys(home = homedir()): Promise<FoundKey[]> {
  const place = `~/.postman/postmanrc`;
  const note = `This key also stands in plain text in ${place}, where the Postman CLI keeps it until “postman logout”.`;
  return findApiKeys(await head(join(home, rcFile))).map((key) => ({
    key,
    icon: 'file',
    label: `Take ${shortMask(maskApiKey(key))} from the Postman CLI`,
    place,
    proposal: 'Postman CLI',
    note,
  }));
}

/** The start of a file; empty when it cannot be read. */
async function head(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(rcLimit), 0, rcLimit, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
