import { Cancelled, KnownProblem } from '../../host/knownProblem.ts';
import type { StoredKey } from '../../keyring/apiKey.ts';
import { KeyringProblem } from '../../keyring/problem.ts';
import { plainText } from '../../postman/plainText.ts';
import { PostmanProblem } from '../../postman/problem.ts';
import type { Inject } from '../parts.ts';
import { variablesOf } from '../variables.ts';
import type { Consent } from './consent.ts';
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

/** What the editor says to a terminal: the key after a yes, facts, or one sentence why not. */
export function createAnswer(parts: AnswerParts): Answering {
  return async (request, gone) => {
    try {
      return await answerTo(parts, request, gone);
    } catch (error) {
      return { ok: false, sentence: plainText(sentenceOf(error, parts), 500) };
    }
  };
}

async function answerTo(parts: AnswerParts, request: Request, gone: AbortSignal): Promise<Answer> {
  const { activeKey, consent, handOut, isTrusted, keyring, settings } = parts;
  // Before any question: nobody should be asked for what is refused anyway.
  if (!isTrusted()) {
    throw new KnownProblem(
      'This workspace is not trusted. Run “Workspaces: Manage Workspace Trust” in the editor, then try again.',
    );
  }
  const key = request.key === undefined ? activeKey.current : wantedKey(keyring.keys, request.key);
  if (request.ask === 'status') return { ok: true, lines: statusLines(parts, key) };
  const what = request.ask === 'run' ? `“${plainText(request.program, 60)}” in a terminal` : 'printing it';
  await consent.ask(useOf(request, key), gone);
  // A key became active while a question stood: leave to pick one is no leave to have that one.
  const since = key ? undefined : activeKey.current;
  if (since) await consent.ask(useOf(request, since), gone);
  const handed = await handOut('pmkey', { id: (key ?? since)?.id, what });
  if (request.ask === 'print') return { ok: true, lines: [handed.key.secret.reveal()] };
  return {
    ok: true,
    variables: variablesOf(handed, { variableName: request.as ?? settings.variableName }),
  };
}

function useOf(
  request: Exclude<Request, { ask: 'status' }>,
  key: StoredKey | undefined,
): Parameters<Consent['ask']>[0] {
  return request.ask === 'run'
    ? { kind: 'run', key, program: plainText(request.program, 60) }
    : { kind: 'print', key, isShown: request.isShown };
}

function sentenceOf(error: unknown, { log }: Pick<Inject, 'log'>): string {
  if (error instanceof Cancelled) return 'It was refused in the editor.';
  if (error instanceof KnownProblem || error instanceof KeyringProblem || error instanceof PostmanProblem)
    return error.message;
  log.error('pmkey', error);
  return 'Something went wrong in Keyring for Postman. Its log in the editor says more.';
}
