import { collectionOf, isDead, type AccessFacts, type Scene } from './facts.ts';
import { creatorOf, expiryDate, lifeWords, secretWord } from './row.ts';
import type { Filter } from './viewState.ts';

/** Whether a key is shown under a filter. */
export function matcher(filter: Filter, scene: Scene): (facts: AccessFacts) => boolean {
  const { owner, life, isNeverUsed } = filter;
  const words = filter.text.toLowerCase().split(' ').filter(Boolean);
  return (facts) =>
    (owner === undefined || (facts.place === 'list' && facts.isMine === (owner === 'mine'))) &&
    (life === undefined || (life === 'expiring' ? facts.state === 'expiring' : isDead(facts))) &&
    (!isNeverUsed || facts.isNeverUsed) &&
    (words.length === 0 || hasAll(textOf(facts, scene), words));
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

interface Written {
  readonly today: number;
  readonly row: Pick<AccessFacts['row'], 'listed' | 'kept'>;
  readonly text: string;
}

// Dates in words are what costs most, and they stay the same while pages and names come in.
const written = new WeakMap<object, Written>();

/** Everything that is shown of a key, in lower case. */
function textOf(facts: AccessFacts, scene: Scene): string {
  const { creator, isMine, place, row } = facts;
  const who = place === 'received' ? 'received' : creatorOf(creator, isMine, scene.names);
  return `${collectionOf(row, scene.names)} ${who} `.toLowerCase() + ownText(facts, scene);
}

function ownText(facts: AccessFacts, scene: Scene): string {
  const { row, state, creator } = facts;
  const [today] = scene.bounds;
  const { listed, kept } = row;
  const key = listed ?? kept;
  if (!key) return '';
  const last = written.get(key);
  if (last?.today === today && last.row.kept === kept && last.row.listed === listed) return last.text;
  const words = [key.masked, row.id, row.collectionUid, `${creator ?? ''}`, state, secretWord(facts)];
  const text = [...words, ...lifeWords(facts, scene), expiryDate(facts)].join(' ').toLowerCase();
  written.set(key, { today, row, text });
  return text;
}
