import type { Disposable } from './emitter.ts';

/** Tells of changes that may come fast no more often than eyes can follow. */
export interface Pulse extends Disposable {
  /** At once, with all that was to be told soon. */
  now(): void;
  /** As soon as the last time is long enough ago. */
  soon(): void;
}

/** @param every milliseconds between two beats that nobody asked for at once */
export function createPulse(beat: () => void, every: number): Pulse {
  let last = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  const rest = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const now = (): void => {
    rest();
    last = performance.now();
    beat();
  };
  return {
    now,
    soon: () => {
      const left = last + every - performance.now();
      if (left <= 0) now();
      else timer ??= setTimeout(now, left);
    },
    dispose: rest,
  };
}
