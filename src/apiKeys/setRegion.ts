import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { isRefusal } from '../keyring/proof.ts';
import { eu, regionOf, us } from '../postman/region.ts';
import { chooseKey } from './chooseKey.ts';

/** Moves a key to another region, once it has proven that it works there. */
export function setRegion(parts: Parts): Command {
  const { keyring, prompts, proof, settings } = parts;
  return async (argument) => {
    const stored = await chooseKey(parts, argument, 'Set Region');
    const others = [settings.customAddress, settings.localAddress].flatMap(
      (address) => regionOf(address ?? '') ?? [],
    );
    const region = await prompts.pick(
      [us, eu, ...others].map((value) => ({
        label: value.label,
        description: value.id === stored.region ? `${value.api} · now` : value.api,
        value,
      })),
      {
        title: `Region of “${stored.name}”`,
        placeHolder: 'The key is sent to this host to prove that it works there',
      },
    );
    if (region.id === stored.region) return;
    const key = await keyring.secretOf(stored.id);
    try {
      const account = await prompts.progress(
        `Asking Postman (${region.label}) about “${stored.name}”`,
        async (signal) => proof.accountOf(key, region, signal),
      );
      const news = { region: region.id, verifiedAt: Date.now(), refusedAt: undefined };
      await keyring.update(stored.id, account ? { ...news, account } : news, key.fingerprint);
      void prompts.tell(`“${stored.name}” works in the region ${region.label}.`);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await prompts.confirm(
        `Postman (${region.label}) refused “${stored.name}”.`,
        'A key works in the region of its account only. Its region was not changed.',
        'Set Anyway',
      );
      await keyring.update(stored.id, { region: region.id, refusedAt: Date.now() }, key.fingerprint);
    }
  };
}
