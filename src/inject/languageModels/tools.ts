import * as vscode from 'vscode';
import { explained } from '../../host/explained.ts';
import { Cancelled } from '../../host/knownProblem.ts';
import { abortSignalOf } from '../../host/prompts.ts';
import { plainText } from '../../postman/plainText.ts';
import { regionOf } from '../../postman/region.ts';
import type { Agreed } from '../handOut.ts';
import type { Inject } from '../parts.ts';
import { isWriting, shownRoute } from '../requests/request.ts';
import { whichKey } from '../whichKey.ts';
import { accessKeysOf, confirmationOf, requestOf, withKey } from './inputs.ts';
import { accessKeyForModel, keyForModel } from './listed.ts';
import { createAskOutside, type AskOutside } from './outside.ts';
import { createQuestions, type Questions } from './questions.ts';
import { textForModel } from './unsecret.ts';

interface Parts extends Inject {
  readonly questions: Questions;
}

interface Run {
  readonly input: unknown;
  readonly signal: AbortSignal;
  /** For the activity log. */
  readonly who: string;
  /** Asks the person, where no chat shows them what runs. */
  readonly ask: (wants: string) => Promise<void>;
}

const tools = {
  list: async ({ activeKey, keyring, lives }: Parts, { ask }: Run) => {
    await ask('read the list of your API keys, with their accounts');
    return {
      keys: keyring.keys.map((key) => keyForModel(key, lives.of(key), activeKey.current?.id === key.id)),
    };
  },
  accessKeys: async ({ handOut, quietClient }: Parts, { ask, input, signal, who }: Run) => {
    const asked = accessKeysOf(input);
    if ('fault' in asked) return { error: asked.fault };
    const { key: named, collection, cursor } = asked;
    const what = `${who}: list of access keys`;
    const agree = async (to: Agreed): Promise<void> => ask(`list access keys ${withKey(to)}`);
    const { key, region } = await handOut('languageModel', { named, isQuiet: true, what, agree });
    const page = await quietClient.accessKeyPage(key, region, { cursor, collectionUid: collection }, signal);
    return { accessKeys: page.keys.map(accessKeyForModel), nextCursor: page.nextCursor };
  },
  request: async ({ handOut, questions, quietClient }: Parts, { ask, input, signal, who }: Run) => {
    const asked = requestOf(input);
    if ('fault' in asked) return { error: asked.fault };
    const { request, key: named } = asked;
    const what = `${who}: ${shownRoute(request)}`;
    const agree = async (to: Agreed): Promise<void> => {
      // What changes something the editor asks about, unless the person has told it not to; outside a chat that is no leave.
      if (isWriting(request)) questions.take(asked, to);
      await ask(`send ${request.method} ${plainText(request.path, 600)} ${withKey(to)}`);
    };
    const { key, region } = await handOut('languageModel', { named, isQuiet: true, what, agree });
    const { status, body } = await quietClient.request(key, region, request, signal);
    return { status, body };
  },
} satisfies Readonly<Record<string, (parts: Parts, run: Run) => Promise<unknown>>>;

export type Name = keyof typeof tools;

/**
 * What is said while a tool runs, and what is asked before. It never throws: the editor would write what the model has
 * put in into its log, which may be a key. What sends nothing here is refused in a sentence when it runs.
 */
const prepared: Readonly<Record<Name, (parts: Parts, input: unknown) => vscode.PreparedToolInvocation>> = {
  list: () => ({ invocationMessage: 'Looking at the names of your Postman API keys' }),
  accessKeys: () => ({ invocationMessage: 'Listing collection access keys' }),
  request: (parts, input) => {
    const asked = requestOf(input);
    if ('fault' in asked) return { invocationMessage: 'Sending nothing: the request is none' };
    // Text and never Markdown of the model's: it could show something else than is sent.
    const invocationMessage = new vscode.MarkdownString().appendText(shownRoute(asked.request));
    if (!isWriting(asked.request)) return { invocationMessage };
    const to = keyFor(parts, asked.key);
    if (!to) return { invocationMessage: 'Sending nothing: no one key is meant' };
    parts.questions.note(asked, to);
    const { title, line, body } = confirmationOf(asked.request, to);
    const message = new vscode.MarkdownString().appendText(line);
    if (body !== '') message.appendCodeblock(body, 'json');
    return { invocationMessage, confirmationMessages: { title, message } };
  },
};

export interface Tools {
  prepared(name: Name, input: unknown): vscode.PreparedToolInvocation;
  /** What a tool has found, or why it has found nothing, in a sentence: never thrown, for the same reason. */
  invoked(
    name: Name,
    options: { readonly input: unknown; readonly toolInvocationToken: unknown },
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult>;
}

export function createTools(inject: Inject): Tools {
  const parts: Parts = { ...inject, questions: createQuestions() };
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
    ask: async (wants) => askOutside?.(wants, signal),
  };
}

function keyFor({ activeKey, keyring, settings }: Parts, named: string | undefined): Agreed | undefined {
  const { workspaceKey } = settings;
  const stored = whichKey({ named }, { keys: keyring.keys, active: activeKey.current, workspaceKey });
  if ('among' in stored) return undefined;
  const region = regionOf(stored.region);
  return region && { stored, region };
}

function sentenceOf(error: unknown, name: Name, { log }: Inject): string {
  if (error instanceof Cancelled) return 'The person has refused, so nothing was read or sent.';
  log.error(`A tool for language models: ${name}`, error);
  const [sentence] = explained(error, async () => Promise.resolve(), log);
  return sentence;
}
