import { join } from 'node:path';
import * as vscode from 'vscode';
import type { KeyringApi } from '../../api.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import type { Inject } from '../parts.ts';
import { createKeyringApi } from './keyringApi.ts';
import { registerProvider } from './provider.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { openSignedOut } from './signedOut.ts';

export type ExtensionsContext = Pick<vscode.ExtensionContext, 'extension' | 'globalStorageUri'>;

/** The sessions of this window, offered to the editor, and the API for who holds one. */
export interface Opened extends Disposable {
  readonly sessions: Sessions;
  getApi(version: unknown): KeyringApi;
}

export function openExtensions(inject: Inject, context: ExtensionsContext): Opened {
  const signedOut = openSignedOut(join(context.globalStorageUri.fsPath, 'signedOut'));
  const sessions = createSessions({ ...inject, signedOut });
  const made = createKeyringApi(inject, sessions, context.extension.id);
  const all = vscode.Disposable.from(registerProvider(inject, sessions), made, sessions);
  return {
    sessions,
    getApi: (version) => {
      if (version === 1) return made.api;
      throw new Error(`Keyring for Postman has version 1 of its API, and no version ${String(version)}.`);
    },
    dispose: () => {
      all.dispose();
    },
  };
}
