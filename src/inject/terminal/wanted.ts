import type { StoredKey } from '../../keyring/apiKey.ts';

/** What terminals should have: any other value of any of these means other variables. */
export interface Wanted {
  readonly id: string;
  readonly fingerprint: string;
  readonly region: string;
  readonly variableName: string;
}

/** @param key the active one; none, and one whose secret the editor has lost, give terminals nothing */
export function wantedOf(
  key: Pick<StoredKey, 'id' | 'fingerprint' | 'region' | 'present'> | undefined,
  variableName: string,
): Wanted | undefined {
  if (!key?.present) return undefined;
  const { id, fingerprint, region } = key;
  return { id, fingerprint, region, variableName };
}

export function isSameWanted(a: Wanted | undefined, b: Wanted | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.id === b.id &&
    a.fingerprint === b.fingerprint &&
    a.region === b.region &&
    a.variableName === b.variableName
  );
}
