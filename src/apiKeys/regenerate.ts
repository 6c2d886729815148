import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import type { Report } from '../host/prompts.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import type { Fate } from '../keyring/proof.ts';
import type { ApiKey } from '../postman/credential.ts';
import { pageOf, regionOf, us } from '../postman/region.ts';
import type { Account } from '../postman/users.ts';
import type { Capture } from './capture.ts';
import { chooseKey } from './chooseKey.ts';
import { ask, keep, ownerOf, type Proven } from './keep.ts';

/** Waits between the questions whether the old key still works, in milliseconds. */
const waits = [1000, 2000, 4000];

const verdicts: Record<Fate, string> = {
  refused: 'The old key is dead: Postman refuses it.',
  alive: 'The old key still works! Delete it on the API keys page if it was to be replaced.',
  unknown: 'Whether the old key still works could not be found out.',
};

/** What became of a new key: it took the old one's place, or it did not and `proven` tells why. */
interface Outcome {
  readonly key: ApiKey;
  readonly proven: Proven;
  /** Of the old key, once the new one took its place. */
  readonly fate: Fate | undefined;
}

/** Swaps a key for its regenerated self, once the new one is proven to be of the same account. */
export function regenerate(parts: Parts, capture: Capture): Command {
  const { prompts } = parts;
  return async (argument) => {
    const stored = await chooseKey(parts, argument, 'Regenerate API Key');
    await prompts.confirm(
      `Regenerate “${stored.name}”?`,
      'On the page that opens, choose Regenerate for this key and copy the new one. The old key stops working at ' +
        'once wherever it is used.',
      'Open Page',
    );
    const title = `Regenerate “${stored.name}”`;
    let outcome = await prompts.progress(title, async (signal, report) => {
      const key = await capture.take(pageOf(regionOf(stored.region) ?? us, 'apiKeys'), signal, report);
      return swap(parts, stored, key, signal, report);
    });
    while (outcome.fate === undefined) {
      const { key, proven } = outcome;
      if ((await askWhatNow(parts, stored, proven)) === 'Add as New Key') {
        await keep(parts, key, { name: `${stored.name} (new)`, expiry: { kind: 'unknown' } }, proven);
        return;
      }
      outcome = await prompts.progress(title, async (signal, report) =>
        swap(parts, stored, key, signal, report),
      );
    }
    const sentence = `“${stored.name}” is regenerated. ${verdicts[outcome.fate]}`;
    void (outcome.fate === 'alive' ? prompts.warn(sentence) : prompts.tell(sentence));
  };
}

/** Only what is proven to be of the same account takes the old key's place. */
async function swap(
  parts: Parts,
  stored: StoredKey,
  key: ApiKey,
  signal: AbortSignal,
  report: Report,
): Promise<Outcome> {
  const { clipboard, keyring, proof } = parts;
  const region = regionOf(stored.region) ?? us;
  report('asking Postman whose key it is.');
  const proven = await ask(parts, key, region, signal);
  if (!proven.account || !isSame(proven.account, stored.account)) return { key, proven, fate: undefined };
  const old = await oldKeyOf(parts, stored);
  await keyring.replace(stored.id, key, {
    account: proven.account,
    verifiedAt: Date.now(),
    // A date belonged to the old key; an expiry setting goes on, from the new key's issue.
    expiry: stored.expiry.kind === 'date' ? { kind: 'unknown' } : stored.expiry,
  });
  await clipboard.clearIf(key.fingerprint);
  report('asking Postman whether the old key is dead.');
  // The swap is done: Cancel ends the questions, not the command.
  const fate = old
    ? await proof.untilRefused(old, region, waits, signal).catch(() => 'unknown' as const)
    : 'unknown';
  return { key, proven, fate };
}

/** The old key, to ask after it later. Where it is lost or locked, regenerating is the way out, not a failure. */
async function oldKeyOf({ keyring }: Parts, stored: StoredKey): Promise<ApiKey | undefined> {
  try {
    return await keyring.secretOf(stored.id);
  } catch (error) {
    if (error instanceof KeyringProblem && error.kind !== 'gone') return undefined;
    throw error;
  }
}

/** Postman shows a new key only once, so what cannot take the old one's place can be kept as a key of its own. */
async function askWhatNow(
  { prompts }: Parts,
  stored: StoredKey,
  { account, doubt }: Proven,
): Promise<'Try Again' | 'Add as New Key'> {
  const owner = stored.account ? ownerOf(stored.account) : 'the same person';
  const why = account
    ? `It belongs to ${ownerOf(account)}, not to ${owner}.`
    : 'Postman does not tell whose it is.';
  return prompts.confirm(
    `The new key does not take the place of “${stored.name}”.`,
    `${doubt ?? why} Nothing was changed. Postman shows a new key only once: it is still in the clipboard.`,
    'Try Again',
    'Add as New Key',
  );
}

/** An account that was never known cannot differ. */
function isSame(account: Account, known: Account | undefined): boolean {
  return known === undefined || (known.userId === account.userId && known.teamId === account.teamId);
}
