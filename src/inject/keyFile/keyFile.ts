import * as vscode from 'vscode';
import type { Disposable } from '../../keyring/emitter.ts';
import { orTold } from '../orTold.ts';
import type { Inject } from '../parts.ts';
import { variablesOf } from '../variables.ts';
import { whichKey } from '../whichKey.ts';
import { createLeave, type Leave } from './leave.ts';
import { createKeyFiles, type KeyFiles } from './files.ts';
import { followRuns } from './runs.ts';
import { decodeWish } from './wish.ts';

/** The path of a new key file; nothing where there is none, once the person knows why. VS Code ends the run then. */
export type KeyFile = (wish: unknown) => Promise<string | undefined>;

export function createKeyFile(inject: Inject, subscriptions: Disposable[]): KeyFile {
  const files = createKeyFiles(inject.log);
  const leave = createLeave(inject.prompts);
  const subscription = inject.keyring.onDidChange(() => {
    files.keepOnly((fingerprint) => inject.keyring.keys.some((key) => key.fingerprint === fingerprint));
  });
  subscriptions.push(files, followRuns(files), subscription);
  return async (wish) =>
    orTold(inject, { what: 'Key file' }, async () => newFile(inject, files, leave, wish));
}

async function newFile(inject: Inject, files: KeyFiles, leave: Leave, argument: unknown): Promise<string> {
  const { activeKey, handOut, keyring, settings } = inject;
  const { caller, format, named } = decodeWish(argument);
  const found = whichKey(
    { named },
    { keys: keyring.keys, active: activeKey.current, workspaceKey: settings.workspaceKey },
  );
  const key = 'among' in found ? undefined : found;
  const isHopeless = 'among' in found && found.among.length === 0;
  // What is refused anyway is not asked for.
  if (vscode.workspace.isTrusted && !isHopeless) await leave.ask(key, caller);
  const what = caller === undefined ? 'a key file' : `a key file for “${caller}”`;
  const handed = await handOut('keyFile', { id: key?.id, named, what });
  const { fingerprint } = handed.stored;
  if (format === 'key') return files.add(handed.key.secret.reveal(), fingerprint);
  const lines = Object.entries(variablesOf(handed, settings)).map(([name, value]) => `${name}=${value}\n`);
  return files.add(lines.join(''), fingerprint);
}
