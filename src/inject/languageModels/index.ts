import * as vscode from 'vscode';
import { lazily } from '../../postman/lazily.ts';
import type { Inject } from '../parts.ts';
import type { Name } from './prepared.ts';

/** The tools that language models have. None of them ever returns a key. */
export function registerLanguageModels(inject: Inject): vscode.Disposable {
  const tools = lazily(async () => (await import('./tools.ts')).createTools(inject));
  const tool = (name: Name, id: string): vscode.Disposable =>
    vscode.lm.registerTool<unknown>(id, {
      prepareInvocation: async ({ input }) => (await tools()).prepared(name, input),
      invoke: async (options, token) => (await tools()).invoked(name, options, token),
    });
  return vscode.Disposable.from(
    tool('list', 'postman_keyring_list'),
    tool('accessKeys', 'postman_keyring_access_keys'),
    tool('request', 'postman_keyring_request'),
  );
}
