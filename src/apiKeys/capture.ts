import { createCapture as createCaptureOf } from '../host/capture.ts';
import { setContext } from '../host/context.ts';
import type { Parts } from '../host/parts.ts';
import type { Report } from '../host/prompts.ts';
import { parseApiKey, type ApiKey } from '../postman/credential.ts';
import { askKey } from './askKey.ts';

/** Takes a new API key from the clipboard while the person makes one on Postman's page. */
export interface Capture {
  /** Waits for a key that is not in the keyring yet. Rejects as the wait for any copied secret does. */
  take(page: string, signal: AbortSignal, report: Report): Promise<ApiKey>;
  /** Asks for the key in a masked box, and ends the wait with it. */
  pasteInstead(): Promise<void>;
}

const pasteLink = '[Paste instead](command:postmanKeyring.apiKeys.pasteInstead)';
const howTo = `make the key on the page that opened and copy it there; it is taken from the clipboard. ${pasteLink}`;

export function createCapture(parts: Pick<Parts, 'clipboard' | 'keyring' | 'openPage' | 'prompts'>): Capture {
  const { keyring, prompts } = parts;
  const isWanted = (key: ApiKey): boolean => {
    const same = keyring.findSame(key);
    if (same) void prompts.warn(`This key is already in the keyring, as “${same.name}”. Copy the new one.`);
    return same === undefined;
  };
  const capture = createCaptureOf<ApiKey>(parts, {
    read: parseApiKey,
    nameOf: ({ fingerprint }) => fingerprint,
    ask: async () => askKey(prompts, 'Paste the API key you just made'),
    setWaiting: async (isWaiting) => setContext('capturing', isWaiting),
    sentences: {
      waited: 'No key was copied within 15 minutes, so the wait ended. Nothing was changed.',
      idle: 'No key is being waited for. Run Generate API Key first.',
      late: 'The wait for a key has ended meanwhile. Use Add Existing Key for the one you pasted.',
    },
  });
  return {
    take: async (page, signal, report) => capture.take({ page, howTo, isWanted }, signal, report),
    pasteInstead: async () => capture.pasteInstead(),
  };
}
