import type { Command } from '../../host/commands.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import { placeIn } from './chooseOpened.ts';
import type { Shared } from './shared.ts';

/** Shows the request whose row was clicked. */
export function showRequest({ documents, openAnother }: Pick<Shared, 'documents' | 'openAnother'>): Command {
  return async (argument) => {
    const place = placeIn(argument);
    if (!place || !(await documents.showRequest(place)))
      throw new KnownProblem('This request is no longer open here.', openAnother);
  };
}
