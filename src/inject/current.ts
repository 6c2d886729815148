import { KnownProblem } from '../host/knownProblem.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import type { Inject } from './parts.ts';

type Held = Pick<StoredKey, 'fingerprint' | 'id' | 'name' | 'region'>;

/** Whether the keyring still has this very secret, for this very host. */
export function isCurrent(
  { keyring }: { readonly keyring: Pick<Inject['keyring'], 'find'> },
  { fingerprint, id, region }: Held,
): boolean {
  const now = keyring.find(id);
  return now?.fingerprint === fingerprint && now.region === region;
}

/**
 * For what had to wait with a key in hand, right before it goes on.
 * @throws KnownProblem where the key was regenerated, deleted or moved to another region meanwhile
 */
export function mustBeCurrent(parts: Parameters<typeof isCurrent>[0], held: Held): void {
  if (!isCurrent(parts, held))
    throw new KnownProblem(
      `“${held.name}” was changed or deleted at the same moment, and was not handed out. Try again.`,
      // Loaded when it is wanted: what checks a key needs no VS Code for it.
      { title: 'Show Keys', run: async () => (await import('./refusals.ts')).showKeys.run() },
    );
}
