import type { Command } from '../host/commands.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import { regionOf, us } from '../postman/region.ts';
import { askKey } from './askKey.ts';
import { chooseKey } from './chooseKey.ts';
import { prove } from './keep.ts';

/** Gives the secret back to a key whose secret the editor has lost. */
export function pasteAgain(parts: Parts): Command {
  const { keyring, prompts } = parts;
  return async (argument) => {
    const stored = await chooseKey(parts, argument, 'Paste Key Again');
    const key = await askKey(prompts, `Paste “${stored.name}” again`);
    const { region, account, doubt } = await prove(parts, key, regionOf(stored.region) ?? us);
    if (account && stored.account && account.userId !== stored.account.userId) {
      throw new KnownProblem(
        `This key belongs to ${account.fullName}, not to ${stored.account.fullName}. Nothing was changed; use Add ` +
          'Existing Key for it.',
      );
    }
    await keyring.replace(stored.id, key, {
      region: region.id,
      ...(account && { account }),
      ...(doubt === undefined && { verifiedAt: Date.now() }),
    });
    void (doubt === undefined
      ? prompts.tell(`“${stored.name}” is back and works.`)
      : prompts.warn(`“${stored.name}” is back, but not verified: ${doubt}`));
  };
}
