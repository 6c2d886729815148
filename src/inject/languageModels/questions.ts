import { KnownProblem } from '../../host/knownProblem.ts';
import type { Agreed } from '../handOut.ts';
import type { AskedRequest } from './inputs.ts';

/** Which key the editor has asked the person about, for each request that changes something. */
export interface Questions {
  note(asked: AskedRequest, to: Agreed): void;
  /** Uses the question up. @throws KnownProblem when it was about another key, or there was none */
  take(asked: AskedRequest, to: Agreed): void;
}

/** More than a chat asks at once; a question that was answered with no stays until it is pushed out. */
const most = 50;

export function createQuestions(): Questions {
  const keys = new Map<string, string>();
  return {
    note: (asked, to) => {
      const question = JSON.stringify(asked);
      keys.delete(question);
      keys.set(question, markOf(to));
      const [oldest] = keys.keys();
      if (keys.size > most && oldest !== undefined) keys.delete(oldest);
    },
    take: (asked, to) => {
      const question = JSON.stringify(asked);
      const mark = keys.get(question);
      keys.delete(question);
      if (mark === undefined)
        throw new KnownProblem('Nothing was sent: nobody was asked about this request. Try again.');
      if (mark !== markOf(to))
        throw new KnownProblem(
          'Nothing was sent: the question was about another key than the one that is used now. Try again.',
        );
    },
  };
}

function markOf({ stored, region }: Agreed): string {
  return JSON.stringify([stored.id, region.api, stored.account?.userId]);
}
