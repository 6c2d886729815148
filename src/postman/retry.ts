import { setTimeout as after } from 'node:timers/promises';
import { PostmanProblem } from './problem.ts';

export interface Patience {
  /** Asked before a call waits for more than 60 s. Without it, or on `false`, the call ends with the problem. */
  readonly onLongWait?: ((seconds: number, signal: AbortSignal) => Promise<boolean>) | undefined;
  /** Only the first try, for calls that nobody waits for. */
  readonly isSingle?: boolean | undefined;
  readonly sleep?: ((milliseconds: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** 0 to 1, as `Math.random`. */
  readonly random?: (() => number) | undefined;
}

const mostTries = 3;
const longWaitSeconds = 60;

/**
 * The result of `attempt`, tried again as far as its problem allows. All waits that nobody was asked about
 * last 60 s together, at most.
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  signal: AbortSignal,
  patience: Patience,
): Promise<T> {
  const { onLongWait, isSingle = false, sleep = abortableSleep, random = Math.random } = patience;
  let waited = 0;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const isLast = isSingle || !(error instanceof PostmanProblem);
      const seconds = isLast ? undefined : secondsBefore(error, tries);
      if (seconds === undefined) throw error;
      if (waited + seconds <= longWaitSeconds) waited += seconds;
      else if (!(await onLongWait?.(seconds, signal))) throw error;
      // Spread out, or everyone who was told the same time comes back at once.
      await sleep((seconds + random() * Math.min(seconds, 1)) * 1000, signal);
    }
  }
}

/**
 * How many seconds to wait before the next try, after so many; `undefined` for none. A deadline that passed
 * is not tried again: the person has waited for it.
 */
export function secondsBefore(problem: PostmanProblem, tries: number): number | undefined {
  const { kind, retryAfterSeconds } = problem;
  if (kind === 'offline') return tries === 1 ? 0.25 : undefined;
  if (tries >= mostTries) return undefined;
  if (kind === 'rateLimited') return Math.max(1, retryAfterSeconds ?? 2 ** (tries - 1));
  return kind === 'server' ? (retryAfterSeconds ?? tries / 2) : undefined;
}

async function abortableSleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await after(milliseconds, undefined, { signal });
}
