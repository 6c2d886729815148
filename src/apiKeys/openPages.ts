import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { pageOf, regionOf, type Page } from '../postman/region.ts';

/** Opens one of Postman's pages: in the region of the key it was run on, else where new keys come from. */
export function openPageOf(page: Page, { activeKey, keyring, openPage, settings }: Parts): Command {
  return async (argument) => {
    const named =
      typeof argument === 'object' && argument !== null && 'id' in argument ? argument.id : undefined;
    const key = typeof named === 'string' ? keyring.find(named) : activeKey.current;
    await openPage(pageOf((key && regionOf(key.region)) ?? settings.region, page));
  };
}
