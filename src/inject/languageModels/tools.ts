import * as vscode from 'vscode';
import { explained } from '../../host/explained.ts';
import { abortSignalOf } from '../../host/prompts.ts';
import type { Inject } from '../parts.ts';
import { shownRoute } from '../requests/request.ts';
import { accessKeysOf, confirmationOf, requestOf } from './inputs.ts';
import { accessKeyForModel, keyForModel } from './listed.ts';
import { textForModel } from './unsecret.ts';

type Tool = (inject: Inject, input: unknown, signal: AbortSignal) => Promise<unknown>;

const tools = {
  list: async ({ activeKey, keyring, lives }) =>
    Promise.resolve({
      keys: keyring.keys.map((key) => keyForModel(key, lives.of(key), activeKey.current?.id === key.id)),
    }),
  accessKeys: async ({ handOut, quietClient }, input, signal) => {
    const asked = accessKeysOf(input);
    if ('fault' in asked) return { error: asked.fault };
    const { key: named, collection, cursor } = asked;
    const what = 'a language model: list of access keys';
    const { key, region } = await handOut('languageModel', { named, isQuiet: true, what });
    const page = await quietClient.accessKeyPage(key, region, { cursor, collectionUid: collection }, signal);
    return { accessKeys: page.keys.map(accessKeyForModel), nextCursor: page.nextCursor };
  },
  request: async ({ handOut, quietClient }, input, signal) => {
    const asked = requestOf(input);
    if ('fault' in asked) return { error: asked.fault };
    const { request, key: named } = asked;
    const what = `a language model: ${shownRoute(request)}`;
    const { key, region } = await handOut('languageModel', { named, isQuiet: true, what });
    const { status, body } = await quietClient.request(key, region, request, signal);
    return { status, body };
  },
} satisfies Readonly<Record<string, Tool>>;

type Name = keyof typeof tools;

/**
 * What is said while a tool runs, and what is asked before. It never throws: the editor would write what the model has
 * put in into its log, which may be a key. `invoked` refuses the same input.
 */
export const prepared: Readonly<Record<Name, (input: unknown) => vscode.PreparedToolInvocation>> = {
  list: () => ({ invocationMessage: 'Looking at the names of your Postman API keys' }),
  accessKeys: () => ({ invocationMessage: 'Listing collection access keys' }),
  request: (input) => {
    const asked = requestOf(input);
    if ('fault' in asked) return { invocationMessage: 'Sending nothing: the request is none' };
    // Text and never Markdown of the model's: it could show something else than is sent.
    const invocationMessage = new vscode.MarkdownString().appendText(shownRoute(asked.request));
    const confirmation = confirmationOf(asked);
    if (!confirmation) return { invocationMessage };
    const message = new vscode.MarkdownString().appendText(confirmation.line);
    if (confirmation.body !== '') message.appendCodeblock(confirmation.body, 'json');
    return { invocationMessage, confirmationMessages: { title: confirmation.title, message } };
  },
};

/** What a tool has found, or why it has found nothing, in a sentence: never thrown, for the same reason. */
export async function invoked(
  inject: Inject,
  name: Name,
  input: unknown,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  const tool: Tool = tools[name];
  const found = await tool(inject, input, abortSignalOf(token)).catch((error: unknown) => {
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    inject.log.error(`A tool for language models: ${name}`, error);
    const [sentence] = explained(error, async () => Promise.resolve(), inject.log);
    return { error: sentence };
  });
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(textForModel(found))]);
}
