import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';
import type { Disposable } from '../../keyring/emitter.ts';
import type { Inject } from '../parts.ts';
import { createAnswer } from './answer.ts';
import { createConsent } from './consent.ts';
import { launcherFolder } from './launchers.ts';
import { listen, type Listening } from './listen.ts';
import { sweepPlaces } from './sweep.ts';

export type PmkeyContext = Pick<
  vscode.ExtensionContext,
  'environmentVariableCollection' | 'extension' | 'extensionUri' | 'globalStorageUri' | 'workspaceState'
>;

/** What `media/pmkey/bin` and `media/pmkey/pmkey.mjs` read; none of it reaches the programs that pmkey runs. */
const names = {
  pipe: 'POSTMAN_KEYRING_PIPE',
  token: 'POSTMAN_KEYRING_TOKEN',
  node: 'POSTMAN_KEYRING_NODE',
} as const;

/** Listens, and tells new terminals where, for as long as the setting says so. */
export function startPmkey(inject: Inject, context: PmkeyContext): Disposable {
  const { log, settings } = inject;
  const { environmentVariableCollection: terminals, workspaceState } = context;
  const answer = createAnswer({
    ...inject,
    consent: createConsent(inject.prompts, workspaceState),
    isTrusted: () => vscode.workspace.isTrusted,
  });
  let listening: Listening | undefined;
  let isOver = false;

  const start = async (): Promise<void> => {
    const home = vscode.Uri.joinPath(context.extensionUri, 'media', 'pmkey').fsPath;
    const folder = await launcherFolder(home, join(context.globalStorageUri.fsPath, 'pmkey'));
    listening = await listen(answer, log);
    tell(terminals, listening, folder);
  };
  const stop = (): void => {
    for (const name of ['PATH', ...Object.values(names)]) terminals.delete(name);
    listening?.dispose();
    listening = undefined;
  };
  const follow = async (): Promise<void> => {
    const isWanted = settings.pmkey && !isOver && isWhereTerminalsAre(context);
    if (isWanted && !listening) await start();
    if (!isWanted && listening) stop();
  };
  // One after the other: a setting that is switched quickly must not leave two servers.
  let last = Promise.resolve();
  const followInTurn = (): void => {
    last = last.then(follow).catch((error: unknown) => {
      log.error('pmkey', error);
    });
  };
  followInTurn();
  sweepPlaces().catch((error: unknown) => {
    log.error('pmkey', error);
  });
  const subscription = settings.onDidChange(followInTurn);
  return {
    dispose: () => {
      subscription.dispose();
      isOver = true;
      // At once where that can be: the editor may not wait for a turn.
      if (listening) stop();
      followInTurn();
    },
  };
}

/** A terminal on another computer can run nothing of here, and has no need to know the token. */
function isWhereTerminalsAre({ extension }: Pick<PmkeyContext, 'extension'>): boolean {
  return vscode.env.remoteName === undefined || extension.extensionKind !== vscode.ExtensionKind.UI;
}

function tell(
  terminals: vscode.EnvironmentVariableCollection,
  { address, token }: Listening,
  folder: string,
): void {
  // Before anything is in it: VS Code would write what persists into the workspace's storage, and it is of this
  // window only.
  terminals.persistent = false;
  // Also after the shell's own files, which like to set the PATH anew.
  terminals.prepend('PATH', folder + delimiter, {
    applyAtProcessCreation: true,
    applyAtShellIntegration: true,
  });
  terminals.replace(names.pipe, address);
  terminals.replace(names.token, token);
  terminals.replace(names.node, process.execPath);
}
