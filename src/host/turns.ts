/** Runs a task when its turn has come. */
export type Turn = <T>(task: () => Promise<T>) => Promise<T>;

/** Tasks in the order in which they come, so many at a time. A failure is its caller's, and holds up nobody. */
export function createTurns(most: number): Turn {
  const waiting: (() => void)[] = [];
  let free = most;
  const turn = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  return async (task) => {
    // Also the first not at once: who asks several times in one go has all of it in order.
    await turn();
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
