import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { isRefusal, type Fate } from '../keyring/proof.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import type { ApiKey } from '../postman/credential.ts';
import { PostmanProblem } from '../postman/problem.ts';
import { pageOf, regionOf, us, type Region } from '../postman/region.ts';
import type { Account } from '../postman/users.ts';
import type { Capture } from './capture.ts';
import { chooseKey } from './chooseKey.ts';
import { keep, ownerOf } from './keep.ts';

/** Waits between the questions whether the old key still works, in milliseconds. */
const waits = [1000, 2000, 4000];

const verdicts: Record<Fate, string> = {
  refused: 'The old key is dead: Postman refuses it.',
  alive: 'The old key still works! Delete it on the API keys page if it was to be replaced.',
  unknown: 'Whether the old key still works could not be found out.',
};

/** Swaps a key for its regenerated self, once the new one is proven to be of the same account. */
export function regenerate(parts: Parts, capture: Capture): Command {
  const { clipboard, keyring, prompts, proof } = parts;
  return async (argument) => {
    const stored = await chooseKey(parts, argument, 'Regenerate API Key');
    await prompts.confirm(
      `Regenerate “${stored.name}”?`,
      'On the page that opens, choose Regenerate for this key and copy the new one. The old key stops working at ' +
        'once wherever it is used.',
      'Open Page',
    );
    const region = regionOf(stored.region) ?? us;
    const old = await oldKeyOf(parts, stored);
    const key = await capture.take(`Regenerate “${stored.name}”`, pageOf(region, 'apiKeys'));
    const account = await provenAccount(parts, stored, key, region);
    if (!account) return;
    await keyring.replace(stored.id, key, {
      account,
      verifiedAt: Date.now(),
      // A date belonged to the old key; an expiry setting goes on, from the new key's issue.
      expiry: stored.expiry.kind === 'date' ? { kind: 'unknown' } : stored.expiry,
    });
    await clipboard.clearIf(key.fingerprint);
    const fate = old
      ? await prompts.progress('Asking Postman whether the old key is dead', async (signal) =>
          proof.untilRefused(old, region, waits, signal),
        )
      : 'unknown';
    const sentence = `“${stored.name}” is regenerated. ${verdicts[fate]}`;
    void (fate === 'alive' ? prompts.warn(sentence) : prompts.tell(sentence));
  };
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

/**
 * The account of the new key, if it is the old key's. What cannot be proven never takes the old key's place; since
 * Postman shows it only once, it can be kept as a key of its own.
 * @returns `undefined` when it was kept so
 * @throws Cancelled
 */
async function provenAccount(
  parts: Parts,
  stored: StoredKey,
  key: ApiKey,
  region: Region,
): Promise<Account | undefined> {
  const { prompts, proof } = parts;
  let account: Account | undefined;
  let doubt: string;
  try {
    account = await prompts.progress('Asking Postman whose key it is', async (signal) =>
      proof.accountOf(key, region, signal),
    );
    if (account && isSame(account, stored.account)) return account;
    doubt = account
      ? `It belongs to ${ownerOf(account)}, not to ${stored.account ? ownerOf(stored.account) : 'the same person'}.`
      : 'Postman does not tell whose it is.';
  } catch (error) {
    if (!(error instanceof PostmanProblem)) throw error;
    doubt = isRefusal(error) ? `Postman (${region.label}) refused it.` : error.message;
  }
  const choice = await prompts.confirm(
    `The new key does not take the place of “${stored.name}”.`,
    `${doubt} Nothing was changed. Postman shows a new key only once: it is still in the clipboard.`,
    'Try Again',
    'Add as New Key',
  );
  if (choice === 'Try Again') return provenAccount(parts, stored, key, region);
  const name = `${stored.name} (new)`;
  const expiry = { kind: 'unknown' } as const;
  await keep(parts, key, { name, expiry }, { region, account, doubt: account ? undefined : doubt });
  return undefined;
}

/** An account that was never known cannot differ. */
function isSame(account: Account, known: Account | undefined): boolean {
  return known === undefined || (known.userId === account.userId && known.teamId === account.teamId);
}
