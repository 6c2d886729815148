import type { KeyFacts } from '../../api.ts';
import { createEmitter, type Disposable, type Event } from '../../keyring/emitter.ts';
import type { Parts as HostParts } from '../../host/parts.ts';
import { factsOf } from './facts.ts';

type Parts = Pick<HostParts, 'keyring' | 'lives'> & {
  readonly settings: Pick<HostParts['settings'], 'onDidChange'>;
};

/** The keys with their states, and the news of those whose state becomes another, at the minute it does. */
export interface States extends Disposable {
  readonly onDidChange: Event<KeyFacts>;
  readonly now: () => readonly KeyFacts[];
}

const hour = 60 * 60 * 1000;

export function createStates({ keyring, lives, settings }: Parts): States {
  const changed = createEmitter<KeyFacts>();
  const now = (): readonly KeyFacts[] => keyring.keys.map((key) => factsOf(key, lives.of(key)));
  const statesOf = (facts: readonly KeyFacts[]): Map<string, string> =>
    new Map(facts.map(({ id, state }) => [id, state]));
  let known = statesOf(now());
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    const before = known;
    const facts = now();
    known = statesOf(facts);
    wait();
    // A new key is no news of this kind.
    for (const one of facts) if ((before.get(one.id) ?? one.state) !== one.state) changed.fire(one);
  };
  /** Until the next key ends, and never for so long that a changed clock would go unnoticed. */
  const wait = (): void => {
    clearTimeout(timer);
    const ends = keyring.keys.map((key) => (lives.of(key).expiresAt ?? Infinity) - lives.nowOf(key));
    timer = setTimeout(look, Math.min(hour, ...ends.filter((left) => left > 0).map((left) => left + 1)));
    timer.unref();
  };
  wait();
  const subscriptions = [keyring.onDidChange(look), settings.onDidChange(look)];
  return {
    onDidChange: changed.event,
    now,
    dispose: () => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
      changed.dispose();
    },
  };
}
