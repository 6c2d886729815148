import * as vscode from 'vscode';
import type { Parts } from './parts.ts';

/**
 * Compares the secret storage with the cards soon after the start, and whenever the window comes to the front: other
 * windows may have changed either. Nothing waits for it, and a failure is a passing one: the next look tries again.
 */
export function registerHealing({
  keyring,
  keptKeys,
  log,
  prompts,
}: Pick<Parts, 'keyring' | 'keptKeys' | 'log' | 'prompts'>): vscode.Disposable {
  const stores = [keyring, keptKeys];
  let isHealing = false;
  const healAll = async (): Promise<void> => {
    // One at a time: a locked keyring would queue them up in front of what the person does.
    if (isHealing) return;
    isHealing = true;
    for (const store of stores) {
      await store.heal().catch((error: unknown) => {
        log.error('Comparing the secret storage with the cards', error);
      });
    }
    isHealing = false;
  };
  const heal = (): void => void healAll();
  const soon = setTimeout(heal, 0);
  const tell = (names: readonly string[]): void => {
    log.warn(`Set aside: ${names.join(', ')}`);
    const what = names.length === 1 ? 'One card of the keyring' : `${names.length} cards of the keyring`;
    void prompts.warn(
      `${what} could not be read and was set aside. No key is lost: it is made again from the secret.`,
    );
    heal();
  };
  return vscode.Disposable.from(
    ...stores.map((store) => store.onDidSetAside(tell)),
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
