import type { Command } from '../../host/commands.ts';
import { KnownProblem } from '../../host/knownProblem.ts';
import { entryOf } from './catalogue.ts';
import { send, type Sending } from './send.ts';

/** Sends the request of an answer once more, with the same key. */
export function sendAgain(parts: Sending): Command {
  return async (argument) => {
    const { asked, keyId } = parts.answers.of(argument);
    await send(parts, asked, { keyId, note: entryOf(asked)?.note });
  };
}

/** Asks for the page after the one that is shown. */
export function nextPage(parts: Sending): Command {
  return async (argument) => {
    const { next, keyId } = parts.answers.of(argument);
    if (next === undefined) throw new KnownProblem('This is the last page.');
    await send(parts, { method: 'GET', path: next }, { keyId, isPage: true });
  };
}
