import * as vscode from 'vscode';
import type { Parts } from './parts.ts';

/**
 * Compares the secret storage with the cards soon after the start, and whenever the window comes to the front: other
 * windows may have changed either. Nothing waits for it, and a failure is a passing one: the next look tries again.
 */
export function registerHealing({
  keyring,
  log,
  prompts,
}: Pick<Parts, 'keyring' | 'log' | 'prompts'>): vscode.Disposable {
  let isHealing = false;
  const heal = (): void => {
    // One at a time: a locked keyring would queue them up in front of what the person does.
    if (isHealing) return;
    isHealing = true;
    keyring
      .heal()
      .catch((error: unknown) => {
        log.error('Comparing the secret storage with the cards', error);
      })
      .finally(() => {
        isHealing = false;
      });
  };
  const soon = setTimeout(heal, 0);
  return vscode.Disposable.from(
    keyring.onDidSetAside((names) => {
      log.warn(`Set aside: ${names.join(', ')}`);
      const what = names.length === 1 ? 'One card of the keyring' : `${names.length} cards of the keyring`;
      void prompts.warn(
        `${what} could not be read and was set aside. No key is lost: it is made again from the secret.`,
      );
      heal();
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) heal();
    }),
    {
      dispose: () => {
        clearTimeout(soon);
      },
    },
  );
}
