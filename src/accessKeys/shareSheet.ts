import type { Command } from '../host/commands.ts';
import type { Choice } from '../host/prompts.ts';
import type { KeptKey } from '../keyring/accessKeyCard.ts';
import { lend } from './copyLink.ts';
import { chooseKept } from './keptLink.ts';
import { linkTextOfKept } from './linkOfKept.ts';
import type { AccessKeyParts } from './parts.ts';
import { snippetsOf, terms, type Snippet } from './snippets.ts';

/** Shows the ways to hand on the link of a kept access key. */
export function shareSheet(parts: AccessKeyParts): Command {
  return async (argument) => {
    await showShareSheet(parts, await chooseKept(parts, argument, 'Share Sheet'));
  };
}

/** @throws Cancelled, KeyringProblem */
export async function showShareSheet(parts: AccessKeyParts, kept: KeptKey): Promise<void> {
  const link = await linkTextOfKept(parts, kept);
  const snippets = snippetsOf(link, kept.name);
  const choices = snippets.map((value): Choice<Snippet | undefined> => {
    const { icon, label, description } = value;
    return { label: `$(${icon}) ${label}`, description, value };
  });
  const chosen = await parts.prompts.pick<Snippet | undefined>(
    [
      ...choices,
      { label: '$(device-mobile) QR Code', description: 'the link as a picture', value: undefined },
    ],
    { title: `Share “${kept.name}”`, placeHolder: terms },
  );
  if (chosen) await lend(parts, `${chosen.noun} to “${kept.name}”`, chosen.text);
  else (await import('./showQr.ts')).showQr(link, kept.name);
}
