import { setTimeout } from 'node:timers/promises';
import { PostmanProblem } from '../postman/problem.ts';
import type { RateLimit } from '../postman/rateLimit.ts';

export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Keeps the calls of one list within the limit that the last answer told of. */
export interface Pacing {
  note(limit: Pick<RateLimit, 'remaining' | 'resetSeconds'>): void;
  /**
   * Waits until the next call is allowed, which mostly is at once.
   * @param onWait told the seconds of a wait before it, and `undefined` after it
   * @throws PostmanProblem `rateLimited` where that is too long to sit out; what `sleep` throws when it is aborted
   */
  turn(host: string, signal: AbortSignal, onWait?: (seconds: number | undefined) => void): Promise<void>;
}

/** Postman's windows last a minute: who asks for more than two has other reasons than politeness. */
const longestSeconds = 120;

export function createPacing(sleep: Sleep = abortableSleep, random: () => number = Math.random): Pacing {
  let until = 0;
  return {
    note: ({ remaining, resetSeconds = 60 }) => {
      until = remaining === 0 ? performance.now() + resetSeconds * 1000 : 0;
    },
    turn: async (host, signal, onWait) => {
      const seconds = Math.ceil((until - performance.now()) / 1000);
      if (seconds <= 0) return;
      until = 0;
      // Told once: the person may try all the same.
      if (seconds > longestSeconds) throw tooLong(host, seconds);
      onWait?.(seconds);
      // Spread out, or everyone who was told the same time comes back at once.
      await sleep((seconds + random()) * 1000, signal);
      signal.throwIfAborted();
      onWait?.(undefined);
    },
  };
}

function tooLong(host: string, seconds: number): PostmanProblem {
  const wait = Math.ceil(seconds / 60);
  const message = `${host} takes no more requests for ${wait} minutes: refresh then.`;
  return new PostmanProblem({ kind: 'rateLimited', host, retryAfterSeconds: seconds, message });
}

async function abortableSleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal });
}
