import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import type { Secret } from '../postman/secret.ts';
import { chooseKept } from './keptLink.ts';
import { linkTextOfKept } from './linkOfKept.ts';
import type { AccessKeyParts } from './parts.ts';

/** Copies the link of a kept access key, for a while. */
export function copyLink(parts: AccessKeyParts): Command {
  return async (argument) => {
    const kept = await chooseKept(parts, argument, 'Copy Collection Link');
    await lend(parts, `The link to “${kept.name}”`, await linkTextOfKept(parts, kept));
  };
}

/**
 * Copies a text with a link in it, and says until when it is there.
 * @param what it is, as the beginning of a sentence
 */
export async function lend(
  { clipboard, prompts, settings }: Pick<Parts, 'clipboard' | 'prompts' | 'settings'>,
  what: string,
  text: Secret,
): Promise<void> {
  const seconds = settings.clipboardSeconds;
  await clipboard.lendText(text, seconds);
  const until = seconds > 0 ? ` The clipboard is cleared in ${seconds} seconds if it still holds it.` : '';
  void prompts.tell(`${what} is in the clipboard.${until}`);
}
