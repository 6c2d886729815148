import type { Command } from '../../host/commands.ts';
import { chooseOpened } from './chooseOpened.ts';
import { fetchShared, type Fetching } from './fetchShared.ts';
import type { Shared } from './shared.ts';

/** Fetches an open collection again. One whose link was refused stays on screen as it was. */
export function refreshShared(parts: Fetching, shared: Pick<Shared, 'opened' | 'openAnother'>): Command {
  return async (argument) => {
    const { id, link } = await chooseOpened(parts, shared, argument, 'Refresh Shared Collection');
    const answer = await fetchShared(parts, shared, link);
    // One that was closed meanwhile stays closed.
    if (shared.opened.find(id)) shared.opened.put(link, answer);
  };
}
