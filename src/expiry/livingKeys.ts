import type { Parts } from '../host/parts.ts';
import { byUrgency } from '../keyring/lives.ts';
import type { Living } from './row.ts';

/** All keys with their lives, what is urgent first. */
export function livingKeys({ keyring, lives }: Pick<Parts, 'keyring' | 'lives'>): Living[] {
  return keyring.keys.toSorted(byUrgency(lives)).map((key) => ({ key, life: lives.of(key) }));
}
