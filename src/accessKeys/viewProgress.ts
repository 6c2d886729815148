import * as vscode from 'vscode';
import type { Disposable } from '../keyring/emitter.ts';

/** The bar that runs over a view while something loads. */
export interface ViewProgress extends Disposable {
  set(isLoading: boolean): void;
}

export function createViewProgress(viewId: string): ViewProgress {
  let end: (() => void) | undefined;
  const stop = (): void => {
    end?.();
    end = undefined;
  };
  const start = (): void => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    end = () => {
      resolve(undefined);
    };
    void vscode.window.withProgress({ location: { viewId } }, async () => promise);
  };
  return {
    set: (isLoading) => {
      if (!isLoading) stop();
      else if (!end) start();
    },
    dispose: stop,
  };
}
