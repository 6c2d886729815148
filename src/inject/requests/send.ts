import { hostOf } from '../../postman/call.ts';
import type { Agreed } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import type { Answers } from './answers.ts';
import type { History } from './history.ts';
import { isWriting, shownRoute, writingQuestion, type Request } from './request.ts';

/** What the commands of this way stand on. */
export interface Sending extends Pick<Inject, 'client' | 'handOut' | 'prompts'> {
  readonly answers: Answers;
  readonly history: History;
}

export interface How {
  /** Of the key in the keyring; the active one without. */
  readonly keyId?: string | undefined;
  readonly note?: string | undefined;
  /** A page of what was asked before: no request of its own in the history. */
  readonly isPage?: boolean;
}

/**
 * Sends a request and shows the answer, in which no key is. What may change something is asked about first.
 * @throws Cancelled, PostmanProblem, and what handing out a key throws
 */
export async function send(parts: Sending, request: Request, { keyId, note, isPage }: How): Promise<void> {
  const { answers, client, handOut, history, prompts } = parts;
  const what = shownRoute(request);
  const agree = async ({ stored, region }: Agreed): Promise<unknown> => {
    const owner = stored.account?.fullName ?? 'an owner that is not known yet';
    const about = { host: hostOf(region), keyName: stored.name, owner, note };
    const { message, detail } = writingQuestion(request, about);
    return prompts.confirm(message, detail, `Send ${request.method}`);
  };
  const { key, region, stored } = await handOut('request', {
    id: keyId,
    what,
    // What is sent is what the person chose and sees, whatever the workspace has in it.
    needsTrust: false,
    ...(isWriting(request) && { agree }),
  });
  if (isPage !== true) await history.note(request);
  const answer = await prompts.progress(what, async (signal) => client.request(key, region, request, signal));
  await answers.show({ asked: { ...request, region, keyName: stored.name }, keyId: stored.id, answer });
}
