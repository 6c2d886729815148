/** One plain line of progress. */
export function say(line: string): void {
  console.log(line);
}

export function secondsSince(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/** Says what is being done, does it, and says how long it took. */
export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  say(`${what} …`);
  const result = await work();
  say(`${what}: done (${secondsSince(start)})`);
  return result;
}
