import type { KeyState, Life } from './state.ts';

const sentences: Record<KeyState, string> = {
  active: 'Postman accepted it.',
  unverified: 'Postman has not been asked yet.',
  expiring: 'It stops working soon, by what is known of it.',
  expired: 'Past its expiry date; it may still work.',
  refused: 'Postman refused it: expired, revoked, or of another region.',
  unreachable: 'Postman could not be asked the last time; the key may well work.',
  unreadable: "The editor's secret storage did not hand it out; nothing was lost.",
  missing: 'The editor no longer has this key: reload the window, or paste it again.',
};

/** What a state means, in a sentence. */
export function sentenceOf({ state, isStale }: Pick<Life, 'state' | 'isStale'>): string {
  return isStale ? `${sentences[state]} It is older than you want keys to be.` : sentences[state];
}
