import type { Command } from '../../host/commands.ts';
import { idOf } from '../commandLine/rowId.ts';
import { createAskParameter, type KeyFor } from './askParameter.ts';
import { askRequest } from './askRequest.ts';
import type { Drafts } from './drafts.ts';
import { send, type Sending } from './send.ts';

/** Asks what to send and sends it; a body is written in a document first. */
export function sendRequest(parts: Sending, drafts: Drafts): Command {
  const { handOut, history, prompts } = parts;
  return async (argument) => {
    let keyId = idOf(argument);
    const keyFor: KeyFor = async (what) => {
      const handed = await handOut('request', { id: keyId, what, needsTrust: false });
      // What the lists are of, the request is sent with, also where none is active and the person has picked one.
      keyId = handed.stored.id;
      return handed;
    };
    const askParameter = createAskParameter(parts, keyFor);
    const { request, body, note } = await askRequest(prompts, history.requests, askParameter);
    if (body === undefined) await send(parts, request, { keyId, note });
    else await drafts.open({ request, keyId, note }, body);
  };
}
