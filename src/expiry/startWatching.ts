import type { Parts } from '../host/parts.ts';
import type { Disposable } from '../keyring/emitter.ts';

const soon = 500;

/** Warnings and the health check, loaded once the editor has started: nobody waits for them. */
export function startWatching(parts: Parts, folder: string): Disposable {
  const watching: Disposable[] = [];
  let isOver = false;
  const start = async (): Promise<void> => {
    const { watch } = await import('./watching.ts');
    if (!isOver) watching.push(...watch(parts, folder));
  };
  const timer = setTimeout(() => {
    start().catch((error: unknown) => {
      parts.log.error('Starting to watch keys', error);
    });
  }, soon);
  return {
    dispose: () => {
      isOver = true;
      clearTimeout(timer);
      for (const one of watching) one.dispose();
    },
  };
}
