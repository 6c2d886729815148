import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { pageOf } from '../postman/region.ts';
import { askKey } from './askKey.ts';
import { askName } from './askName.ts';
import { cliKeys, environmentKey, type FoundKey } from './foundKeys.ts';
import { askExpiryOnce } from './accountExpiry.ts';
import { keep, ownerOf, refuseKnown } from './keep.ts';
import { prove } from './prove.ts';

const title = 'Add Existing Key';

/** Brings in a key that exists: pasted, from the environment, or from the Postman CLI's file. */
export function add(parts: Parts): Command {
  const { prompts, settings } = parts;
  return async () => {
    const { key, proposal, note } = await ask(parts);
    refuseKnown(parts, key);
    const { region } = settings;
    const proven = await prove(parts, key, region);
    const name = await askName(prompts, title, proposal ?? (proven.account ? ownerOf(proven.account) : ''));
    const stored = await keep(parts, key, name, proven);
    await askExpiryOnce(parts, stored);
    if (note) await offerNote(parts, note);
  };
}

async function ask({ prompts }: Parts): Promise<FoundKey> {
  const found = [...environmentKey(process.env), ...(await cliKeys())];
  const paste = { label: '$(clippy) Paste a key', description: 'into a masked box', value: undefined };
  const choices = found.map((one) => ({
    label: `$(${one.icon}) ${one.label}`,
    description: one.place,
    value: one,
  }));
  const chosen =
    found.length === 0
      ? undefined
      : await prompts.pick<FoundKey | undefined>([paste, ...choices], {
          title,
          placeHolder: 'Where is the key?',
        });
  return chosen ?? { ...pasted, key: await askKey(prompts, title) };
}

const pasted: Omit<FoundKey, 'key'> = {
  icon: 'clippy',
  label: '',
  place: '',
  proposal: undefined,
  note: undefined,
};

async function offerNote({ clipboard, openPage, prompts, settings }: Parts, note: string): Promise<void> {
  const copy = 'Copy “postman logout”';
  const choice = await prompts.warn(note, copy, 'Open API Keys Page');
  if (choice === copy) await clipboard.write('postman logout');
  else if (choice !== undefined) await openPage(pageOf(settings.region, 'apiKeys'));
}
