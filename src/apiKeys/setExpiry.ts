import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { askExpiry } from './askExpiry.ts';
import { chooseKey } from './chooseKey.ts';

/** Notes when a key expires, as its page says. It changes nothing at Postman. */
export function setExpiry(parts: Parts): Command {
  return async (argument) => {
    const key = await chooseKey(parts, argument, 'Set Expiry');
    const expiry = await askExpiry(parts.prompts, `Expiry of “${key.name}”`);
    await parts.keyring.update(key.id, { expiry });
  };
}
