import type { Command } from '../host/commands.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import { chooseKey } from './chooseKey.ts';

/** Copies the key itself, for a while. */
export function copyKey(parts: Parts): Command {
  const { clipboard, keyring, prompts, settings } = parts;
  return async (argument) => {
    const { id, name } = await chooseKey(parts, argument, 'Copy Key');
    const seconds = settings.clipboardSeconds;
    await clipboard.lend(await keyring.secretOf(id), seconds);
    const until = seconds > 0 ? `The clipboard is cleared in ${seconds} seconds if it still holds it.` : '';
    void prompts.tell(`“${name}” is in the clipboard. ${until}`);
  };
}

/** Copies what may stand in a ticket: the id and the last two characters. */
export function copyMasked(parts: Parts): Command {
  return async (argument) => {
    const { masked } = await chooseKey(parts, argument, 'Copy Masked Key');
    await parts.clipboard.write(masked);
  };
}

export function copyOwner(parts: Parts): Command {
  return async (argument) => {
    const { name, account } = await chooseKey(parts, argument, 'Copy Owner');
    if (!account) throw new KnownProblem(`Whose key “${name}” is, is not known. Verify it first.`);
    await parts.clipboard.write(account.email ? `${account.fullName} <${account.email}>` : account.fullName);
  };
}
