import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { askName } from './askName.ts';
import { chooseKey } from './chooseKey.ts';

/** Renames a key here; Postman's own name for it is changed on its page only. */
export function rename(parts: Parts): Command {
  return async (argument) => {
    const key = await chooseKey(parts, argument, 'Rename API Key');
    const name = await askName(parts.prompts, 'Rename API Key', key.name);
    if (name !== key.name) await parts.keyring.update(key.id, { name });
  };
}
