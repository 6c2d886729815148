import type { Command } from '../../host/commands.ts';
import { lazily } from '../../postman/lazily.ts';
import { idOf } from '../commandLine/rowId.ts';
import { createAskParameter } from './askParameter.ts';
import { askRequest } from './askRequest.ts';
import type { Drafts } from './drafts.ts';
import { send, type Sending } from './send.ts';

const title = 'Send Request';

/** Asks what to send and sends it; a body is written in a document first. */
export function sendRequest(parts: Sending, drafts: Drafts): Command {
  const { handOut, history, prompts } = parts;
  return async (argument) => {
    const id = idOf(argument);
    const handed = lazily(async () =>
      handOut('request', { id, what: 'a list to choose from', needsTrust: false }),
    );
    let keyId = id;
    const asking = createAskParameter(
      parts,
      async () => {
        const first = await handed();
        // The key that the list is of, also where none is active and the person has picked it.
        keyId = first.stored.id;
        return first;
      },
      title,
    );
    const { request, body, note } = await askRequest(prompts, history.requests, asking, title);
    if (body === undefined) await send(parts, request, { keyId, note });
    else await drafts.open({ request, keyId, note }, body);
  };
}
