import { cancelled } from './problem.ts';

/** The result of `job`, or the problem `cancelled` as soon as `signal` aborts, whatever the job then does. */
export async function unlessCancelled<T>(
  signal: AbortSignal,
  host: string,
  job: () => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw cancelled(host);
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => {
    reject(cancelled(host));
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([job(), promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

interface Flight<T> {
  readonly controller: AbortController;
  readonly result: Promise<T>;
  passengers: number;
}

export type Job<T> = (signal: AbortSignal) => Promise<T>;

/**
 * A function that runs one job per name at a time; all callers of that name get its result. A caller that
 * cancels only leaves, and the last to leave cancels the job.
 */
export function createSharing<T>(): (
  name: string,
  host: string,
  signal: AbortSignal,
  job: Job<T>,
) => Promise<T> {
  const flights = new Map<string, Flight<T>>();
  const start = (name: string, job: Job<T>): Flight<T> => {
    const controller = new AbortController();
    const flight = { controller, result: job(controller.signal), passengers: 0 };
    flights.set(name, flight);
    return flight;
  };
  return async (name, host, signal, job) => {
    if (signal.aborted) throw cancelled(host);
    const flight = flights.get(name) ?? start(name, job);
    flight.passengers++;
    try {
      return await unlessCancelled(signal, host, async () => flight.result);
    } finally {
      flight.passengers--;
      if (flight.passengers === 0) {
        if (flights.get(name) === flight) flights.delete(name);
        flight.controller.abort();
      }
    }
  };
}
