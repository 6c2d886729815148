import type { StoredKey } from '../keyring/apiKey.ts';
import type { Life } from '../keyring/state.ts';
import { daysAgo } from '../keyring/words.ts';

/** Why a key may not work any more: the question before it is used, in a sentence and its detail. */
export interface Doubt {
  readonly fact: string;
  readonly question: string;
  readonly detail: string;
}

/** @param what it is for; none is “it” */
export function doubtOf(
  { name }: Pick<StoredKey, 'name'>,
  { state, daysLeft = 0 }: Pick<Life, 'state' | 'daysLeft'>,
  what: string | undefined,
): Doubt | undefined {
  const use = what === undefined ? 'Use it all the same?' : `Use it for ${what} all the same?`;
  if (state === 'expired') {
    const fact = `“${name}” has expired.`;
    const detail = `By what is known of it, it ended ${daysAgo(-daysLeft)}. It may still work.`;
    return { fact, question: `${fact} ${use}`, detail };
  }
  if (state === 'refused') {
    const fact = `Postman refused “${name}”.`;
    const detail =
      'It has expired, was revoked, or belongs to another region. Verify it to ask Postman again.';
    return { fact, question: `${fact} ${use}`, detail };
  }
  return undefined;
}
