import type { Command } from '../../host/commands.ts';
import type { AccessKeyParts } from '../parts.ts';
import { askLink } from './askLink.ts';
import { fetchShared, type Fetching } from './fetchShared.ts';
import { linkOfRow } from './linkOfRow.ts';
import type { Shared } from './shared.ts';

type Opening = Fetching & Pick<AccessKeyParts, 'contents' | 'list' | 'settings'>;

/** Opens a shared collection: that of the kept access key it was run on, else of a link that is pasted. */
export function openShared(parts: Opening, shared: Pick<Shared, 'opened' | 'openAnother' | 'view'>): Command {
  return async (argument) => {
    const kept = await linkOfRow(parts, argument);
    const link =
      kept?.link ?? (await askLink(parts.prompts, 'Open Shared Collection', parts.settings.customAddress));
    const { id } = shared.opened.put(link, await fetchShared(parts, shared, link));
    await shared.view.reveal(id);
  };
}
