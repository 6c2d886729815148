import * as vscode from 'vscode';
import type { Inject } from '../parts.ts';
import type { Sessions } from './sessions.ts';
import { signIn } from './signIn.ts';

export const providerId = 'postman-api-key';

/** The API keys among the editor's accounts. The editor itself asks the person which extension may have which. */
export function registerProvider(inject: Inject, sessions: Sessions): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  const subscription = sessions.onDidChange(({ added, removed, changed: others }) => {
    changed.fire({ added: [...added], removed: [...removed], changed: [...others] });
  });
  const provider: vscode.AuthenticationProvider = {
    onDidChangeSessions: changed.event,
    getSessions: async (scopes, { account }) => {
      // A key can do all that its owner can: it would be passed off as less.
      if (scopes !== undefined && scopes.length > 0) return [];
      const all = await sessions.all();
      return all.filter((one) => account === undefined || one.account.id === account.id);
    },
    createSession: async (scopes, { account }) => {
      if (scopes.length > 0) {
        throw new Error('A Postman API key can do all that its owner can and knows no scopes: ask for none.');
      }
      return signIn(inject, sessions, account?.id);
    },
    removeSession: async (id) => sessions.signOut(id),
  };
  return vscode.Disposable.from(
    vscode.authentication.registerAuthenticationProvider(providerId, 'Postman API Key', provider, {
      supportsMultipleAccounts: true,
    }),
    subscription,
    changed,
  );
}
