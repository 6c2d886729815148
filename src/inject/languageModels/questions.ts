import { KnownProblem } from '../../host/knownProblem.ts';
import type { ActiveKey } from '../../keyring/activeKey.ts';
import { isOfSameOwner } from '../../keyring/sameOwner.ts';
import type { Agreed } from '../handOut.ts';
import type { AskedAccessKeys, AskedRequest } from './inputs.ts';

type Asked = AskedAccessKeys | AskedRequest;

/** Which keys the editor has asked the person about, for each thing that a model wants to do. */
export interface Questions {
  note(asked: Asked, to: Agreed): void;
  /** Uses one question up. @throws KnownProblem when there was none, or one about another key */
  take(asked: Asked, to: Agreed): void;
}

/** More than a chat asks at once; a question that was answered with no stays until it is pushed out, or another key is active. */
const most = 50;

/** What is asked is about the active key, so with another one it is forgotten. Both live as long as the window. */
export function createQuestions(activeKey: Pick<ActiveKey, 'current' | 'onDidChange'>): Questions {
  const keys = new Map<string, Agreed[]>();
  let active = activeKey.current?.id;
  activeKey.onDidChange(() => {
    const now = activeKey.current?.id;
    if (now !== active) keys.clear();
    active = now;
  });
  return {
    note: (asked, to) => {
      const question = JSON.stringify(asked);
      const before = keys.get(question) ?? [];
      keys.delete(question);
      keys.set(question, [...before, to].slice(-most));
      const [oldest] = keys.keys();
      if (keys.size > most && oldest !== undefined) keys.delete(oldest);
    },
    take: (asked, to) => {
      const question = JSON.stringify(asked);
      const [noted, ...others] = keys.get(question) ?? [];
      keys.delete(question);
      if (!noted) throw new KnownProblem('Nothing was sent: nobody was asked about this request. Try again.');
      // Nothing tells which of two equal requests it is, so which of two keys the yes was for.
      if (![noted, ...others].every((one) => isSame(one, to)))
        throw new KnownProblem(
          'Nothing was sent: a question was about another key than the one that is used now. Try again.',
        );
      if (others.length > 0) keys.set(question, others);
    },
  };
}

function isSame({ stored: asked }: Agreed, { stored: now }: Agreed): boolean {
  return asked.id === now.id && isOfSameOwner(asked, now);
}
