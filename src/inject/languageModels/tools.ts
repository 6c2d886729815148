import * as vscode from 'vscode';
import { explained } from '../../host/explained.ts';
import { Cancelled } from '../../host/knownProblem.ts';
import { abortSignalOf } from '../../host/prompts.ts';
import { plainText } from '../../postman/plainText.ts';
import { mustBeOn, type Agreed } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { bodyInDialog, isWriting, shownRoute } from '../requests/request.ts';
import { accessKeysOf, requestOf, withKey } from './inputs.ts';
import { accessKeyForModel, keyForModel } from './listed.ts';
import { createAskOutside, type AskOutside } from './outside.ts';
import { isActive, prepared, type Name, type Parts } from './prepared.ts';
import { createQuestions } from './questions.ts';
import { textForModel } from './unsecret.ts';

interface Run {
  readonly input: unknown;
  readonly signal: AbortSignal;
  /** For the activity log. */
  readonly who: string;
  /** Asks the person, where no chat shows them what runs. */
  readonly ask: (wants: string, body?: string) => Promise<void>;
}

const tools = {
  list: async ({ activeKey, keyring, lives, settings }: Parts, { ask }: Run) => {
    mustBeOn('languageModel', settings);
    await ask('read the list of your API keys, with their accounts');
    return {
      keys: keyring.keys.map((key) => keyForModel(key, lives.of(key), activeKey.current?.id === key.id)),
    };
  },
  accessKeys: async (parts: Parts, { ask, input, signal, who }: Run) => {
    const { handOut, questions, quietClient } = parts;
    const asked = accessKeysOf(input);
    if ('fault' in asked) return { error: asked.fault };
    const { key: named, collection, cursor } = asked;
    const what = `${who}: list of access keys`;
    const agree = async (to: Agreed): Promise<void> => {
      if (!isActive(parts, to)) questions.take(asked, to);
      await ask(`list access keys ${withKey(to)}`);
    };
    const { key, region } = await handOut('languageModel', { named, isQuiet: true, what, agree });
    const page = await quietClient.accessKeyPage(key, region, { cursor, collectionUid: collection }, signal);
    return { accessKeys: page.keys.map(accessKeyForModel), nextCursor: page.nextCursor };
  },
  request: async (parts: Parts, { ask, input, signal, who }: Run) => {
    const { handOut, questions, quietClient } = parts;
    const asked = requestOf(input);
    if ('fault' in asked) return { error: asked.fault };
    const { request, key: named } = asked;
    const what = `${who}: ${shownRoute(request)}`;
    const agree = async (to: Agreed): Promise<void> => {
      // What changes something the editor asks about, unless the person has told it not to; outside a chat that is no leave.
      if (isWriting(request) || !isActive(parts, to)) questions.take(asked, to);
      const body = isWriting(request) ? bodyInDialog(request.body) : undefined;
      await ask(`send ${request.method} ${plainText(request.path, 600)} ${withKey(to)}`, body);
    };
    const { key, region } = await handOut('languageModel', { named, isQuiet: true, what, agree });
    const { status, body } = await quietClient.request(key, region, request, signal);
    return { status, body };
  },
} satisfies Readonly<Record<Name, (parts: Parts, run: Run) => Promise<unknown>>>;

export interface Tools {
  prepared(name: Name, input: unknown): vscode.PreparedToolInvocation;
  /** What a tool has found, or why it has found nothing, in a sentence: never thrown, as the editor would write that into its log. */
  invoked(
    name: Name,
    options: { readonly input: unknown; readonly toolInvocationToken: unknown },
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult>;
}

export function createTools(inject: Inject): Tools {
  const parts: Parts = { ...inject, questions: createQuestions(inject.activeKey) };
  const askOutside = createAskOutside(inject.prompts);
  return {
    prepared: (name, input) => prepared[name](parts, input),
    invoked: async (name, { input, toolInvocationToken }, token) => {
      const run = runOf(
        input,
        abortSignalOf(token),
        toolInvocationToken === undefined ? askOutside : undefined,
      );
      const text = await tools[name](parts, run)
        .then(textForModel)
        .catch((error: unknown) => {
          if (token.isCancellationRequested) throw new vscode.CancellationError();
          return textForModel({ error: sentenceOf(error, name, inject) });
        });
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}

function runOf(input: unknown, signal: AbortSignal, askOutside: AskOutside | undefined): Run {
  return {
    input,
    signal,
    who: askOutside ? 'outside a chat' : 'a language model',
    ask: async (wants, body) => askOutside?.(wants, signal, body),
  };
}

function sentenceOf(error: unknown, name: Name, { log }: Inject): string {
  if (error instanceof Cancelled) return 'The person has refused, so nothing was read or sent.';
  log.error(`A tool for language models: ${name}`, error);
  const [sentence] = explained(error, async () => Promise.resolve(), log);
  return sentence;
}
