import { createEmitter, type Event } from '../keyring/emitter.ts';

/** Lines over the API Keys view: what is on, for as long as it is. Capabilities set them, and the view shows them. */
export interface Notices {
  readonly onDidChange: Event<undefined>;
  readonly lines: readonly string[];
  /** @param name of whoever says it: one line each */
  set(name: string, line: string | undefined): void;
}

export function createNotices(): Notices {
  const changed = createEmitter<undefined>();
  const lines = new Map<string, string>();
  return {
    onDidChange: changed.event,
    get lines() {
      return [...lines.values()];
    },
    set: (name, line) => {
      if (lines.get(name) === line) return;
      if (line === undefined) lines.delete(name);
      else lines.set(name, line);
      changed.fire(undefined);
    },
  };
}
