import { createCapture, type Capture } from '../host/capture.ts';
import { setContext } from '../host/context.ts';
import { Cancelled } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { Prompts, Report } from '../host/prompts.ts';
import { collectionPageOf } from '../postman/region.ts';
import type { ChosenCollection } from './chooseCollection.ts';
import { copiedKeyOf, whyNoKey, whyNotOf, type CopiedKey } from './copiedKey.ts';

/** Takes a new access key from the clipboard while the person makes one on the page of a collection. */
export interface AccessKeyCapture extends Pick<Capture<CopiedKey>, 'pasteInstead'> {
  /** Waits for a key that can be of that collection and is not kept yet. Rejects as the wait for any copied secret does. */
  take(chosen: ChosenCollection, signal: AbortSignal, report: Report): Promise<CopiedKey>;
}

const howTo =
  'on the page that opened choose Share, then Via API, and generate a new key; copy the link there, and it is taken ' +
  'from the clipboard. [Paste instead](command:postmanKeyring.accessKeys.pasteInstead)';

export function createAccessKeyCapture(
  parts: Pick<Parts, 'clipboard' | 'keptKeys' | 'openPage' | 'prompts'>,
): AccessKeyCapture {
  const { keptKeys, prompts } = parts;
  const capture = createCapture<CopiedKey>(parts, {
    read: copiedKeyOf,
    // One key, whether it is copied in a link or alone.
    nameOf: ({ key }) => key.fingerprint,
    ask: async () => askCopiedKey(prompts),
    setWaiting: async (isWaiting) => setContext('accessKeys.capturing', isWaiting),
    sentences: {
      waited: 'No link was copied within 15 minutes, so the wait ended. Nothing was changed.',
      idle: 'No link is being waited for. Run Share Collection first.',
      late: 'The wait for a link has ended meanwhile. Use Open Shared Collection for the one you pasted.',
    },
  });
  return {
    pasteInstead: async () => capture.pasteInstead(),
    take: async (chosen, signal, report) => {
      const page = collectionPageOf(chosen.caller.region, chosen.uid);
      const isWanted = (copied: CopiedKey): boolean => {
        const kept = keptKeys.findSame(copied.key);
        const why = kept
          ? `it is kept already, as “${kept.name}”.`
          : whyNotOf(chosen.uid, chosen.caller.region, copied);
        if (why !== undefined)
          void prompts.warn(`This access key is not taken: ${why} Copy the new one of “${chosen.name}”.`);
        return why === undefined;
      };
      return capture.take({ page, howTo, isWanted }, signal, report);
    },
  };
}

async function askCopiedKey(prompts: Prompts): Promise<CopiedKey> {
  const text = await prompts.input({
    title: 'Paste the link you just made, or its access key',
    password: true,
    placeHolder: 'https://api.postman.com/collections/…?access_key=PMAT-…',
    prompt: 'It goes to the secret storage of the editor and is shown nowhere.',
    validateInput: (value) => (value.trim() === '' ? undefined : whyNoKey(value)),
  });
  const copied = copiedKeyOf(text);
  if (!copied) throw new Cancelled();
  return copied;
}
