import { Cancelled, KnownProblem } from '../../host/knownProblem.ts';
import { createTurns } from '../../host/turns.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import { KeyringProblem } from '../../keyring/problem.ts';
import { plainText } from '../../postman/plainText.ts';
import { PostmanProblem } from '../../postman/problem.ts';
import type { Handed } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { variablesOf } from '../variables.ts';
import type { Consent, Use } from './consent.ts';
import type { Answer, Answering, Request } from './request.ts';
import { statusLines } from './status.ts';
import { wantedKey } from './wanted.ts';

export interface AnswerParts extends Pick<
  Inject,
  'activeKey' | 'handOut' | 'keyring' | 'lives' | 'log' | 'settings'
> {
  readonly consent: Consent;
  readonly isTrusted: () => boolean;
}

type Asking = Exclude<Request, { ask: 'status' }>;

/** What the editor says to a terminal: the key after a yes, facts, or one sentence why not. */
export function createAnswer(parts: AnswerParts): Answering {
  const { activeKey, isTrusted, keyring } = parts;
  /** One at a time: two programs that start together are one question, and none hides behind another. */
  const inTurn = createTurns(1);
  const answerTo = async (request: Request, gone: AbortSignal): Promise<Answer> => {
    // Before any question: nobody should be asked for what is refused anyway.
    if (!isTrusted()) throw untrusted();
    const key = request.key === undefined ? activeKey.current : wantedKey(keyring.keys, request.key);
    if (request.ask === 'status') return { ok: true, lines: statusLines(parts, key) };
    return given(request, await inTurn(async () => handedTo(parts, request, key, gone)), parts);
  };
  return async (request, gone) => {
    try {
      return await answerTo(request, gone);
    } catch (error) {
      return { ok: false, sentence: plainText(sentenceOf(error, parts), 500) };
    }
  };
}

/** @param key none where the person is going to pick one */
async function handedTo(
  { consent, handOut }: AnswerParts,
  request: Asking,
  key: StoredKey | undefined,
  gone: AbortSignal,
): Promise<Handed> {
  mustWait(gone);
  consent.mustNotBeDenied({ kind: kindOf(request), key });
  return handOut('pmkey', {
    id: key?.id,
    what: whatOf(request),
    // It comes last before the secret is read: what was allowed is this very key, to somebody who is still there.
    agree: async ({ stored }) => {
      mustWait(gone);
      await consent.ask({ ...request, kind: kindOf(request), key: stored });
      mustWait(gone);
    },
  });
}

function given(request: Asking, handed: Handed, { settings }: Pick<AnswerParts, 'settings'>): Answer {
  if (request.ask === 'print') return { ok: true, lines: [handed.key.secret.reveal()] };
  if (request.ask === 'run')
    return {
      ok: true,
      variables: variablesOf(handed, { variableName: request.as ?? settings.variableName }),
    };
  const { input = '', ...variables } = variablesOf(handed, { variableName: 'input' });
  return { ok: true, variables, input };
}

/** A terminal that was closed, or Ctrl+C: whoever gets no answer gets no key. */
function mustWait(gone: AbortSignal): void {
  if (gone.aborted) throw new Cancelled();
}

function kindOf({ ask }: Asking): Use['kind'] {
  return ask === 'run' ? 'run' : 'print';
}

function whatOf(request: Asking): string {
  if (request.ask === 'print') return 'printing it';
  const program = `“${plainText(request.program, 60)}”`;
  return request.ask === 'run' ? `${program} in a terminal` : `the input of ${program}`;
}

function untrusted(): KnownProblem {
  return new KnownProblem(
    'This workspace is not trusted. Run “Workspaces: Manage Workspace Trust” in the editor, then try again.',
  );
}

function sentenceOf(error: unknown, { log }: Pick<Inject, 'log'>): string {
  if (error instanceof Cancelled) return 'It was refused in the editor.';
  if (error instanceof KnownProblem || error instanceof KeyringProblem || error instanceof PostmanProblem)
    return error.message;
  log.error('pmkey', error);
  return 'Something went wrong in Keyring for Postman. Its log in the editor says more.';
}
