import type { Inject } from '../../parts.ts';
import type { ApiKey } from '../../../postman/credential.ts';

/** Whether the keyring gives a key back, so that its other copies may go. */
export type IsKept = (key: ApiKey) => Promise<boolean>;

/** For one moment: the keyring is asked once for each key. A key that it cannot give now is not kept. */
export function keptIn(keyring: Pick<Inject['keyring'], 'findSame' | 'secretOf'>): IsKept {
  const answers = new Map<string, Promise<boolean>>();
  const ask = async (key: ApiKey): Promise<boolean> => {
    const stored = keyring.findSame(key);
    if (!stored) return false;
    return keyring.secretOf(stored.id).then(
      ({ fingerprint }) => fingerprint === key.fingerprint,
      () => false,
    );
  };
  return async (key) => {
    const answer = answers.get(key.fingerprint) ?? ask(key);
    answers.set(key.fingerprint, answer);
    return answer;
  };
}
