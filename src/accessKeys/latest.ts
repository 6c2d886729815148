import type { Disposable } from '../keyring/emitter.ts';
import { byTurns, type Pieces } from './pieces.ts';

/** Something that is worked out anew whenever what it comes from has changed. */
export interface Latest extends Disposable {
  /** What it comes from has changed. Few items are worked out before this returns. */
  readonly again: () => void;
  /** Resolves when what was worked out is of now. */
  readonly settled: () => Promise<void>;
}

/** @param finish told every result; one that is old already is better than none while changes come fast */
export function createLatest<T>(begin: () => Pieces<T>, finish: (result: T) => void): Latest {
  const waiting: (() => void)[] = [];
  let work: Disposable | undefined;
  let isBusy = false;
  let isOld = false;
  const release = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const start = (): void => {
    isBusy = true;
    isOld = false;
    work = byTurns(begin(), (result) => {
      isBusy = false;
      finish(result);
      if (isOld) start();
      else release();
    });
  };
  return {
    again: () => {
      if (isBusy) isOld = true;
      else start();
    },
    settled: async () => {
      if (!isBusy) return;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      waiting.push(() => {
        resolve(undefined);
      });
      await promise;
    },
    dispose: () => {
      work?.dispose();
      release();
    },
  };
}
