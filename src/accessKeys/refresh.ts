import type { Command } from '../host/commands.ts';
import type { AccessKeyParts } from './parts.ts';

/** Asks Postman anew; what was loaded stays on screen until then. */
export function refresh({ list }: Pick<AccessKeyParts, 'list'>): Command {
  return async () => (await list()).refresh();
}
