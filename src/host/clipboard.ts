import * as vscode from 'vscode';
import type { Disposable } from '../keyring/emitter.ts';
import type { Secret } from '../postman/secret.ts';
import { fingerprintOf } from './fingerprint.ts';
import { KnownProblem } from './knownProblem.ts';

/** The system clipboard, which every program can read: secrets stay in it for as short as possible. */
export interface Clipboard extends Disposable {
  /** Its text; `undefined` when it cannot be read, as in a browser whose window is not in front. */
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  /** Copies a key, and clears the clipboard after `seconds` if it still holds that key; 0 never clears. */
  lend(key: { readonly secret: Secret }, seconds: number): Promise<void>;
  /** The same for a text with a key in it. */
  lendText(text: Secret, seconds: number): Promise<void>;
  /** Clears the clipboard if it holds that very text; when it cannot be told now, when the window is next in front. */
  clearIf(fingerprint: string): Promise<void>;
  /** Clears at once what was to be cleared later: the editor ends. */
  settle(): Promise<void>;
  /** Runs a task that waits for something to be copied. @throws KnownProblem while another does: both would take it */
  watchAlone<T>(task: () => Promise<T>): Promise<T>;
}

/** Characters; what is lent is never that long, and a clipboard may hold megabytes. */
const longest = 65_536;

export function createClipboard(): Clipboard {
  let timer: NodeJS.Timeout | undefined;
  let isWatched = false;
  /** Texts that are to leave the clipboard, by fingerprint, and whether their time has come. Not the texts themselves. */
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
      if (text.length <= longest && fingerprintOf(text) === fingerprint)
        await vscode.env.clipboard.writeText('');
      lent.delete(fingerprint);
    } catch {
      // Not in front: it stays due, and the next focus tries again.
    }
  };
  const clearAll = async (due: readonly string[]): Promise<void> => {
    for (const fingerprint of due) await clearIf(fingerprint);
  };
  const lendText = async (text: Secret, seconds: number): Promise<void> => {
    await vscode.env.clipboard.writeText(text.reveal());
    clearTimeout(timer);
    if (seconds === 0) return;
    const fingerprint = fingerprintOf(text.reveal());
    lent.set(fingerprint, 'later');
    timer = setTimeout(() => void clearIf(fingerprint), seconds * 1000);
  };
  const subscription = vscode.window.onDidChangeWindowState(({ focused }) => {
    const overdue = Array.from(lent).flatMap(([fingerprint, when]) => (when === 'now' ? [fingerprint] : []));
    if (focused) void clearAll(overdue);
  });
  return {
    read,
    clearIf,
    lendText,
    settle: async () => clearAll([...lent.keys()]),
    write: async (text) => vscode.env.clipboard.writeText(text),
    lend: async ({ secret }, seconds) => lendText(secret, seconds),
    watchAlone: async (task) => {
      if (isWatched) throw new KnownProblem('Another key is being waited for. Finish or cancel that first.');
      isWatched = true;
      try {
        return await task();
      } finally {
        isWatched = false;
      }
    },
    dispose: () => {
      clearTimeout(timer);
      subscription.dispose();
    },
  };
}
