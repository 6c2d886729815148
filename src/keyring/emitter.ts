export interface Disposable {
  dispose(): void;
}

/** The shape of VS Code's own `Event`, so that either side can subscribe to the other's. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

export interface Emitter<T> extends Disposable {
  readonly event: Event<T>;
  fire(value: T): void;
}

/** An event source that works without the editor. Listeners must not throw. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    event: (listener) => {
      const own = (value: T): void => {
        listener(value);
      };
      listeners.add(own);
      return { dispose: () => listeners.delete(own) };
    },
    fire: (value) => {
      for (const listener of [...listeners]) listener(value);
    },
    dispose: () => {
      listeners.clear();
    },
  };
}
