import type { Parts } from '../host/parts.ts';
import { byUrgency } from '../keyring/lives.ts';
import type { Life } from '../keyring/state.ts';
import type { Living } from './row.ts';

/** All API keys and all kept access keys with their lives, what is urgent first. */
export function livingKeys({
  keptKeys,
  keyring,
  lives,
}: Pick<Parts, 'keptKeys' | 'keyring' | 'lives'>): Living[] {
  return [
    ...keyring.keys.map((key) => ({ key, life: lives.of(key) })),
    ...keptKeys.keys.map((key) => ({ key, life: calm(lives.ofKept(key)) })),
  ].sort(byUrgency);
}

/** That a link was revoked is what somebody wanted, where a refused API key breaks what runs on it. */
function calm(life: Life): Life {
  return life.state === 'refused' ? { ...life, severity: 'ok' } : life;
}
