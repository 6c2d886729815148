import type { Disposable } from '../../keyring/emitter.ts';
import type { Inject } from '../parts.ts';
import type { PmkeyContext } from './start.ts';

const soon = 500;

/** `pmkey` in new terminals, loaded once the editor has started: no terminal is waited for at that time. */
export function registerPmkey(inject: Inject, context: PmkeyContext): Disposable {
  let started: Promise<Disposable> | undefined;
  const timer = setTimeout(() => {
    started = import('./start.ts').then(({ startPmkey }) => startPmkey(inject, context));
    started.catch((error: unknown) => {
      inject.log.error('Starting pmkey', error);
    });
  }, soon);
  return {
    dispose: () => {
      clearTimeout(timer);
      void started?.then((pmkey) => {
        pmkey.dispose();
      });
    },
  };
}
