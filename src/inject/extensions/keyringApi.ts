import * as vscode from 'vscode';
import * as v from 'valibot';
import type { KeyFacts, KeyringApi } from '../../api.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import type { Inject } from '../parts.ts';
import { callerIn } from './caller.ts';
import { createRequestClient } from './client.ts';
import { apiErrorOf, isApiError, signedOutError } from './failure.ts';
import { createHeld } from './held.ts';
import type { Sessions } from './sessions.ts';
import { createStates } from './states.ts';

const sessionLike = v.object({ accessToken: v.string() });

/** Version 1 of what other extensions get. */
export function createKeyringApi(
  inject: Inject,
  sessions: Pick<Sessions, 'idOf'>,
  ownId: string,
): Disposable & { readonly api: KeyringApi } {
  const states = createStates(inject);
  const changedKeys = new vscode.EventEmitter<void>();
  const changedState = new vscode.EventEmitter<KeyFacts>();
  const owned = vscode.Disposable.from(
    states,
    // Through the editor's own: a listener of theirs that throws ends nobody else's turn.
    inject.keyring.onDidChange(() => {
      changedKeys.fire();
    }),
    states.onDidChange((facts) => {
      changedState.fire(facts);
    }),
    changedKeys,
    changedState,
  );
  const api: KeyringApi = {
    version: 1,
    createClient: async (session) => {
      const { stack } = new Error();
      const others = vscode.extensions.all.filter(({ id }) => id !== ownId);
      const what = callerIn(stack, others);
      const accessToken = handleOf(session);
      await idOf(sessions, accessToken).catch((error: unknown) => {
        throw apiErrorOf(error);
      });
      return createRequestClient({
        client: inject.quietClient,
        key: keyOf(inject, sessions, accessToken, what),
        log: inject.log,
      });
    },
    keys: states.now,
    onDidChangeKeys: changedKeys.event,
    onDidChangeState: changedState.event,
    isPostmanApiError: isApiError,
  };
  return {
    // All extensions get this very object: none may put itself between the others and it.
    api: Object.freeze(api),
    dispose: () => {
      owned.dispose();
    },
  };
}

/** The key behind a session, which may end, and which may become another key, while the secret is being read. */
function keyOf(
  inject: Inject,
  sessions: Pick<Sessions, 'idOf'>,
  accessToken: string,
  what: string | undefined,
) {
  const { handOut, keyring } = inject;
  return createHeld(
    async () => handOut('extension', { id: await idOf(sessions, accessToken), isQuiet: true, what }),
    async ({ key, stored }) => {
      const now = keyring.find(await idOf(sessions, accessToken));
      return now?.id === stored.id && now.fingerprint === key.fingerprint && now.region === stored.region;
    },
  );
}

/** @throws PostmanApiError of kind `signedOut`, whatever was given */
function handleOf(session: unknown): string {
  try {
    return v.parse(sessionLike, session).accessToken;
  } catch {
    throw signedOutError();
  }
}

async function idOf(sessions: Pick<Sessions, 'idOf'>, accessToken: string): Promise<string> {
  const id = await sessions.idOf(accessToken);
  if (id === undefined) throw signedOutError();
  return id;
}
