import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { Cancelled, KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { Report } from '../host/prompts.ts';
import { parseApiKey, type ApiKey } from '../postman/credential.ts';
import { askKey } from './askKey.ts';

/** Takes a new key from the clipboard while the person makes one on Postman's page. */
export interface Capture {
  /**
   * Opens `page` and waits for a key that is copied: only now, only one of the exact shape, only one that was
   * not in the clipboard before and is not in the keyring yet.
   * @param signal the person's Cancel
   * @param report tells the person what to do
   * @throws Cancelled, KnownProblem after a quarter of an hour
   */
  take(page: string, signal: AbortSignal, report: Report): Promise<ApiKey>;
  /** For a clipboard that cannot be read: asks for the key in a masked box, and ends the wait with it. */
  pasteInstead(): Promise<void>;
}

const pollEvery = 400;
const patience = 15 * 60 * 1000;
const pasteLink = '[Paste instead](command:postmanKeyring.apiKeys.pasteInstead)';

export function createCapture(parts: Pick<Parts, 'clipboard' | 'keyring' | 'openPage' | 'prompts'>): Capture {
  const { clipboard, keyring, openPage, prompts } = parts;
  let waiting: { pasted: ApiKey | undefined } | undefined;

  const isNew = (key: ApiKey): boolean => {
    const same = keyring.findSame(key);
    if (same) {
      void prompts.warn(`The key you copied is already in the keyring, as “${same.name}”. Copy the new one.`);
    }
    return same === undefined;
  };

  const wait = async (signal: AbortSignal, seen: Set<string>): Promise<ApiKey> => {
    const mine: { pasted: ApiKey | undefined } = { pasted: undefined };
    waiting = mine;
    const giveUp = Date.now() + patience;
    while (Date.now() < giveUp) {
      const key = mine.pasted ?? parseApiKey(await clipboard.read());
      mine.pasted = undefined;
      if (key && !seen.has(key.fingerprint)) {
        // Looked at once: the same key stays in the clipboard while the person reads why it was not taken.
        seen.add(key.fingerprint);
        if (isNew(key)) return key;
      }
      await setTimeout(pollEvery, undefined, { signal }).catch(() => {
        throw new Cancelled();
      });
    }
    throw new KnownProblem('No key was copied within 15 minutes, so the wait ended. Nothing was changed.');
  };

  return {
    take: async (page, signal, report) => {
      if (waiting) throw new KnownProblem('Another key is being waited for. Finish or cancel that first.');
      waiting = { pasted: undefined };
      try {
        const before = parseApiKey(await clipboard.read());
        await setCapturing(true);
        await openPage(page);
        report(
          `make the key on the page that opened and copy it there; it is taken from the clipboard. ${pasteLink}`,
        );
        return await wait(signal, new Set(before ? [before.fingerprint] : []));
      } finally {
        waiting = undefined;
        await setCapturing(false);
      }
    },
    pasteInstead: async () => {
      const target = waiting;
      if (!target) throw new KnownProblem('No key is being waited for. Run Generate API Key first.');
      const key = await askKey(prompts, 'Paste the API key you just made');
      if (waiting) waiting.pasted = key;
    },
  };
}

async function setCapturing(value: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'postmanKeyring.capturing', value);
}
