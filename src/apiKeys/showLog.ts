import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';

export function showLog({ log }: Pick<Parts, 'log'>): Command {
  return async () => {
    log.show();
    return Promise.resolve();
  };
}
