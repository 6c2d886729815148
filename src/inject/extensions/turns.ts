/** Runs a task when its turn has come. */
export type Turn = <T>(task: () => Promise<T>) => Promise<T>;

/** Tasks in the order in which they come, so many at a time. */
export function createTurns(most: number): Turn {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
