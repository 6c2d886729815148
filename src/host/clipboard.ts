import * as vscode from 'vscode';
import type { Disposable } from '../keyring/emitter.ts';
import { parseApiKey, type ApiKey } from '../postman/credential.ts';

/** The system clipboard, which every program can read: keys stay in it for as short as possible. */
export interface Clipboard extends Disposable {
  /** Its text; empty when it cannot be read, as in a browser that has not been allowed to. */
  read(): Promise<string>;
  write(text: string): Promise<void>;
  /** Copies a key, and clears the clipboard after `seconds` if it still holds that key; 0 never clears. */
  lend(key: ApiKey, seconds: number): Promise<void>;
  /** Clears the clipboard if it holds that very key. */
  clearIf(fingerprint: string): Promise<void>;
}

export function createClipboard(): Clipboard {
  let timer: NodeJS.Timeout | undefined;
  const read = async (): Promise<string> => {
    try {
      return await vscode.env.clipboard.readText();
    } catch {
      return '';
    }
  };
  const clearIf = async (fingerprint: string): Promise<void> => {
    if (parseApiKey(await read())?.fingerprint === fingerprint) await vscode.env.clipboard.writeText('');
  };
  return {
    read,
    clearIf,
    write: async (text) => vscode.env.clipboard.writeText(text),
    lend: async (key, seconds) => {
      await vscode.env.clipboard.writeText(key.secret.reveal());
      clearTimeout(timer);
      // Only the fingerprint waits in memory, not the key.
      const { fingerprint } = key;
      if (seconds > 0) timer = setTimeout(() => void clearIf(fingerprint), seconds * 1000);
    },
    dispose: () => {
      clearTimeout(timer);
    },
  };
}
