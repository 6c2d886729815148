import type { Command } from '../host/commands.ts';
import { insist } from '../host/insist.ts';
import type { Parts } from '../host/parts.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { expiryOfAccount } from '../keyring/accountExpiry.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import type { Fate } from '../keyring/proof.ts';
import type { ApiKey } from '../postman/credential.ts';
import { pageOf, regionOf, us } from '../postman/region.ts';
import type { Account } from '../postman/users.ts';
import type { Capture } from './capture.ts';
import { chooseKey } from './chooseKey.ts';
import { isSameAccount } from '../keyring/sameOwner.ts';
import { keep, ownerOf } from './keep.ts';
import { ask, type Proven } from './prove.ts';

/** Waits between the questions whether the old key still works, in milliseconds. */
const waits = [1000, 2000, 4000];

const verdicts: Record<Fate, string> = {
  refused: 'The old key is dead: Postman refuses it.',
  alive: 'The old key still works! Delete it on the API keys page if it was to be replaced.',
  unknown: 'Whether the old key still works could not be found out.',
};

/** The key that is to be replaced, with all that is known of it. */
interface Old {
  readonly stored: StoredKey;
  /** Missing where it is lost or locked: then regenerating is the way out, not a failure. */
  readonly key: ApiKey | undefined;
  /** Whose it is; missing when nobody can tell any more. */
  readonly account: Account | undefined;
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
    const region = regionOf(stored.region) ?? us;
    const { old, key, first } = await prompts.progress(
      `Regenerate “${stored.name}”`,
      async (signal, report) => {
        // Before the page opens: afterwards the old key may be dead, and tell nothing any more.
        const before = await oldOf(parts, stored, signal);
        const taken = await capture.take(pageOf(region, 'apiKeys'), signal, report);
        report('asking Postman whose key it is.');
        return { old: before, key: taken, first: await ask(parts, taken, region, signal) };
      },
    );
    await decide(parts, old, key, first);
  };
}

async function oldOf({ keyring, proof }: Parts, stored: StoredKey, signal: AbortSignal): Promise<Old> {
  const key = await keyring.secretOf(stored.id).catch((error: unknown) => {
    if (error instanceof KeyringProblem && error.kind !== 'gone') return undefined;
    throw error;
  });
  const region = regionOf(stored.region) ?? us;
  const account = stored.account ?? (key && (await ask({ proof }, key, region, signal)).account);
  return { stored, key, account };
}

/** Only what is proven to be of the same account takes the old key's place. */
async function decide(parts: Parts, old: Old, key: ApiKey, proven: Proven): Promise<void> {
  const { account } = proven;
  if (account && old.account && isSameAccount(account, old.account)) return swap(parts, old, key, account);
  const choice = await askWhatNow(parts, old, proven);
  if (choice === 'Add as New Key') {
    await keep(parts, key, `${old.stored.name} (new)`, proven);
  } else if (choice === 'Replace' && account) {
    await swap(parts, old, key, account);
  } else {
    const again = await parts.prompts.progress('Asking Postman whose key it is', async (signal) =>
      ask(parts, key, proven.region, signal),
    );
    await decide(parts, old, key, again);
  }
}

async function swap(parts: Parts, old: Old, key: ApiKey, account: Account): Promise<void> {
  const { clipboard, keyring, prompts } = parts;
  const { id, name, expiry, region } = old.stored;
  await insist(parts, key, async () =>
    keyring.replace(id, key, {
      account,
      verifiedAt: Date.now(),
      // A date belonged to the old key; an expiry setting goes on, from the new key's issue.
      expiry:
        expiry.kind === 'date'
          ? (expiryOfAccount(keyring.keys, account, region) ?? { kind: 'unknown' })
          : expiry,
    }),
  );
  await clipboard.clearIf(key.fingerprint);
  const fate = await prompts.progress(`Regenerate “${name}”`, async (signal, report) => {
    report('asking Postman whether the old key is dead.');
    return fateOf(parts, old, signal);
  });
  const sentence = `“${name}” is regenerated. ${verdicts[fate]}`;
  void (fate === 'alive' ? prompts.warn(sentence) : prompts.tell(sentence));
}

/** The swap is done: Cancel ends the questions, not the command. */
async function fateOf({ proof }: Parts, { key, stored }: Old, signal: AbortSignal): Promise<Fate> {
  if (!key) return 'unknown';
  return proof
    .untilRefused(key, regionOf(stored.region) ?? us, waits, signal)
    .catch(() => 'unknown' as const);
}

/** Postman shows a new key only once, so what cannot take the old one's place can be kept as a key of its own. */
async function askWhatNow(
  { prompts }: Parts,
  old: Old,
  { account, doubt }: Proven,
): Promise<'Try Again' | 'Add as New Key' | 'Replace'> {
  const { name } = old.stored;
  if (account && !old.account) {
    return prompts.confirm(
      `Is the new key to take the place of “${name}”?`,
      `It belongs to ${ownerOf(account)}; whose the old one is, Postman no longer tells. The old one is let go.`,
      'Replace',
      'Add as New Key',
    );
  }
  const why = account
    ? `It belongs to ${ownerOf(account)}, not to ${old.account ? ownerOf(old.account) : 'the same person'}.`
    : 'Postman does not tell whose it is.';
  return prompts.confirm(
    `The new key does not take the place of “${name}”.`,
    `${doubt ?? why} Nothing was changed. Postman shows a new key only once: do not lose it.`,
    'Try Again',
    'Add as New Key',
  );
}
