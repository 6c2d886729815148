/**
 * However this process is told to end, `end` runs once, and then it is over. What cannot be awaited any more
 * belongs in a handler of the process's own `exit` event.
 */
export function endWith(end: () => Promise<void>): (code: number) => Promise<never> {
  let ending: Promise<never> | undefined;
  const finish = async (code: number): Promise<never> => {
    ending ??= end().then(() => process.exit(code));
    return ending;
  };
  process.on('SIGINT', () => void finish(130));
  process.on('SIGTERM', () => void finish(143));
  process.on('SIGHUP', () => void finish(129));
  return finish;
}
