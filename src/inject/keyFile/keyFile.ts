import type { Disposable } from '../../keyring/emitter.ts';
import { orTold } from '../orTold.ts';
import { isCurrent } from '../current.ts';
import type { Inject } from '../parts.ts';
import { variablesWithAddressOf } from '../variables.ts';
import { createLeave, type Leave } from './leave.ts';
import { createKeyFiles, type KeyFiles } from './files.ts';
import { followRuns } from './runs.ts';
import { decodeWish } from './wish.ts';

/** The path of a new key file; nothing where there is none, once the person knows why. VS Code ends the run then. */
export type KeyFile = (wish: unknown) => Promise<string | undefined>;

export function createKeyFile(inject: Inject, subscriptions: Disposable[]): KeyFile {
  const { keyring, log, prompts } = inject;
  const files = createKeyFiles(log);
  const leave = createLeave(prompts);
  subscriptions.push(files, followRuns(files), keyring.onDidChange(files.keepCurrent));
  return async (wish) =>
    orTold(inject, { what: 'Key file' }, async () => newFile(inject, files, leave, wish));
}

async function newFile(
  { handOut, keyring, settings }: Pick<Inject, 'handOut' | 'keyring' | 'settings'>,
  files: KeyFiles,
  leave: Leave,
  argument: unknown,
): Promise<string> {
  const { caller, format, named } = decodeWish(argument);
  const handed = await handOut('keyFile', {
    named,
    what: caller === undefined ? 'a key file' : `a key file for “${caller}”`,
    agree: async ({ stored }) => leave.ask(stored, caller),
  });
  const stillIs = (): boolean => isCurrent({ keyring }, handed.stored);
  if (format === 'key') return files.add(handed.key.secret.reveal(), stillIs);
  const lines = Object.entries(variablesWithAddressOf(handed, settings)).map(
    ([name, value]) => `${name}=${value}\n`,
  );
  return files.add(lines.join(''), stillIs);
}
