import * as vscode from 'vscode';
import type { Disposable } from '../keyring/emitter.ts';
import { parseApiKey, type ApiKey } from '../postman/credential.ts';

/** The system clipboard, which every program can read: keys stay in it for as short as possible. */
export interface Clipboard extends Disposable {
  /** Its text; `undefined` when it cannot be read, as in a browser whose window is not in front. */
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  /** Copies a key, and clears the clipboard after `seconds` if it still holds that key; 0 never clears. */
  lend(key: ApiKey, seconds: number): Promise<void>;
  /** Clears the clipboard if it holds that very key; when it cannot be told now, when the window is next in front. */
  clearIf(fingerprint: string): Promise<void>;
  /** Clears at once what was to be cleared later: the editor ends. */
  settle(): Promise<void>;
}

export function createClipboard(): Clipboard {
  let timer: NodeJS.Timeout | undefined;
  // Only fingerprints wait in memory, not keys.
  const lent = new Set<string>();
  const read = async (): Promise<string | undefined> => {
    try {
      return await vscode.env.clipboard.readText();
    } catch {
      return undefined;
    }
  };
  const clearIf = async (fingerprint: string): Promise<void> => {
    lent.add(fingerprint);
    const text = await read();
    if (text === undefined) return;
    try {
      if (parseApiKey(text)?.fingerprint === fingerprint) await vscode.env.clipboard.writeText('');
      lent.delete(fingerprint);
    } catch {
      // Not in front: the next focus tries again.
    }
  };
  const settle = async (): Promise<void> => {
    for (const fingerprint of lent) await clearIf(fingerprint);
  };
  const overdue = new Set<string>();
  const subscription = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused)
      for (const fingerprint of overdue) void clearIf(fingerprint).then(() => overdue.delete(fingerprint));
  });
  const clearNow = async (fingerprint: string): Promise<void> => {
    await clearIf(fingerprint);
    if (lent.has(fingerprint)) overdue.add(fingerprint);
  };
  return {
    read,
    settle,
    clearIf: clearNow,
    write: async (text) => vscode.env.clipboard.writeText(text),
    lend: async (key, seconds) => {
      const { fingerprint } = key;
      await vscode.env.clipboard.writeText(key.secret.reveal());
      clearTimeout(timer);
      if (seconds === 0) return;
      lent.add(fingerprint);
      timer = setTimeout(() => void clearNow(fingerprint), seconds * 1000);
    },
    dispose: () => {
      clearTimeout(timer);
      subscription.dispose();
    },
  };
}
