import type { Disposable } from '../keyring/emitter.ts';

const hour = 60 * 60 * 1000;

/** Runs `task` every hour: days pass although nothing happens. It keeps no process alive. */
export function everyHour(task: () => void): Disposable {
  const timer = setInterval(task, hour);
  timer.unref();
  return {
    dispose: () => {
      clearInterval(timer);
    },
  };
}
