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
  /** Keys that are to leave the clipboard, by fingerprint, and whether their time has come. Not the keys themselves. */
  const lent = new Map<string, 'later' | 'now'>();
  const read = async (): Promise<string | undefined> => {
    try {
      return await vscode.env.clipboard.readText();
    } catch {
      return undefined;
    }
  };
  const clearIf = async (fingerprint: string): Promise<void> => {
    lent.set(fingerprint, 'now');
    const text = await read();
    if (text === undefined) return;
    try {
      if (parseApiKey(text)?.fingerprint === fingerprint) await vscode.env.clipboard.writeText('');
      lent.delete(fingerprint);
    } catch {
      // Not in front: it stays due, and the next focus tries again.
    }
  };
  const clearAll = async (due: readonly string[]): Promise<void> => {
    for (const fingerprint of due) await clearIf(fingerprint);
  };
  const subscription = vscode.window.onDidChangeWindowState(({ focused }) => {
    const overdue = Array.from(lent).flatMap(([fingerprint, when]) => (when === 'now' ? [fingerprint] : []));
    if (focused) void clearAll(overdue);
  });
  return {
    read,
    clearIf,
    settle: async () => clearAll([...lent.keys()]),
    write: async (text) => vscode.env.clipboard.writeText(text),
    lend: async (key, seconds) => {
      const { fingerprint } = key;
      await vscode.env.clipboard.writeText(key.secret.reveal());
      clearTimeout(timer);
      if (seconds === 0) return;
      lent.set(fingerprint, 'later');
      timer = setTimeout(() => void clearIf(fingerprint), seconds * 1000);
    },
    dispose: () => {
      clearTimeout(timer);
      subscription.dispose();
    },
  };
}
