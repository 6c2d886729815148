import * as vscode from 'vscode';
import type { Inject } from '../parts.ts';

/** The tools that language models have. None of them ever returns a key. */
export function registerLanguageModels(inject: Inject): vscode.Disposable {
  const tool = (name: 'list' | 'accessKeys' | 'request', id: string): vscode.Disposable =>
    vscode.lm.registerTool<unknown>(id, {
      prepareInvocation: async ({ input }) => (await import('./tools.ts')).prepared[name](input),
      invoke: async ({ input }, token) => (await import('./tools.ts')).invoked(inject, name, input, token),
    });
  return vscode.Disposable.from(
    tool('list', 'postman_keyring_list'),
    tool('accessKeys', 'postman_keyring_access_keys'),
    tool('request', 'postman_keyring_request'),
  );
}
