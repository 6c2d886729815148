import type { StoredKey } from '../../../../src/keyring/apiKey.ts';

let count = 0;

/** A key as the keyring holds it, with an account whose names are the key's own with a word before them. */
export function stored(name: string, facts: Partial<StoredKey> = {}): StoredKey {
  count += 1;
  const keyId = `PMAK-${count.toString(16).padStart(24, '0')}`;
  return {
    version: 1,
    id: `id-${count}`,
    name,
    region: 'us',
    keyId,
    masked: `${keyId}-******ba`,
    fingerprint: count.toString(16).padStart(64, '0'),
    addedAt: 0,
    secretAt: 0,
    revision: 1,
    expiry: { kind: 'unknown' },
    present: true,
    ...facts,
  };
}

export function account(fullName: string, teamName?: string): NonNullable<StoredKey['account']> {
  const userName = fullName.toLowerCase().replaceAll(' ', '.');
  return { userId: 1, userName, fullName, email: `${userName}@example.com`, teamName, roles: [] };
}
