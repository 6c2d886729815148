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

/** One wait for a key. */
interface Wait {
  readonly signal: AbortSignal;
  pasted: ApiKey | undefined;
}

const pollEvery = 400;
const patience = 15 * 60 * 1000;
const pasteLink = '[Paste instead](command:postmanKeyring.apiKeys.pasteInstead)';
const howTo = `make the key on the page that opened and copy it there; it is taken from the clipboard. ${pasteLink}`;

export function createCapture(parts: Pick<Parts, 'clipboard' | 'keyring' | 'openPage' | 'prompts'>): Capture {
  const { clipboard, keyring, openPage, prompts } = parts;
  let current: Wait | undefined;

  const isNew = (key: ApiKey): boolean => {
    const same = keyring.findSame(key);
    if (same) void prompts.warn(`This key is already in the keyring, as “${same.name}”. Copy the new one.`);
    return same === undefined;
  };
  const clipboardKey = async (): Promise<ApiKey | undefined> => parseApiKey((await clipboard.read()) ?? '');

  const keyOf = async (wait: Wait, before: ApiKey | undefined): Promise<ApiKey> => {
    // A key is looked at once: it stays in the clipboard while the person reads why it was not taken.
    const seen = new Set(before ? [before.fingerprint] : []);
    const giveUp = Date.now() + patience;
    while (Date.now() < giveUp) {
      const { pasted } = wait;
      wait.pasted = undefined;
      // What is pasted on purpose is taken, wherever it was before.
      if (pasted && isNew(pasted)) return pasted;
      const key = await clipboardKey();
      if (key && !seen.has(key.fingerprint)) {
        seen.add(key.fingerprint);
        if (isNew(key)) return key;
      }
      await setTimeout(pollEvery, undefined, { signal: wait.signal }).catch(() => {
        throw new Cancelled();
      });
    }
    throw new KnownProblem('No key was copied within 15 minutes, so the wait ended. Nothing was changed.');
  };

  return {
    take: async (page, signal, report) => {
      if (current) throw new KnownProblem('Another key is being waited for. Finish or cancel that first.');
      const wait: Wait = { signal, pasted: undefined };
      current = wait;
      try {
        const before = await clipboardKey();
        await setCapturing(true);
        report(howTo);
        await Promise.race([openPage(page), abortOf(signal)]);
        return await keyOf(wait, before);
      } finally {
        current = undefined;
        await setCapturing(false);
      }
    },
    pasteInstead: async () => {
      const wait = current;
      if (!wait) throw new KnownProblem('No key is being waited for. Run Generate API Key first.');
      const key = await askKey(prompts, 'Paste the API key you just made');
      if (current !== wait) {
        throw new KnownProblem(
          'The wait for a key has ended meanwhile. Use Add Existing Key for the one you pasted.',
        );
      }
      wait.pasted = key;
    },
  };
}

/** Rejects when the person cancels: a page may be slow to open. */
async function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Cancelled());
    });
  });
}

async function setCapturing(value: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'postmanKeyring.capturing', value);
}
