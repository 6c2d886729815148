import type { Command } from '../host/commands.ts';
import { insist } from '../host/insist.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { isSameAccount } from '../keyring/sameOwner.ts';
import { regionOf, us } from '../postman/region.ts';
import { askKey } from './askKey.ts';
import { chooseKey } from './chooseKey.ts';
import { ownerOf, refuseKnown } from './keep.ts';
import { prove, type Proven } from './prove.ts';
import { isLost } from './condition.ts';

/** Gives the secret back to a key whose secret the editor has lost, or cannot read. */
export function pasteAgain(parts: Parts): Command {
  const { keyring, lives, prompts } = parts;
  return async (argument) => {
    const stored = await chooseKey(parts, argument, 'Paste Key Again', (key) => isLost(lives.of(key).state));
    const key = await askKey(prompts, `Paste “${stored.name}” again`);
    if (keyring.findSame(key)?.id !== stored.id) refuseKnown(parts, key);
    const proven = await prove(parts, key, regionOf(stored.region) ?? us);
    const { region, account, doubt, refused } = proven;
    const isSameSecret = key.fingerprint === stored.fingerprint;
    await insist(parts, key, async () => {
      await requireLost(keyring, stored, proven);
      return keyring.replace(stored.id, key, {
        region: region.id,
        // Who owned another secret, and when that ended, is not known of this one.
        account: account ?? (isSameSecret ? stored.account : undefined),
        ...(!isSameSecret && stored.expiry.kind === 'date' && { expiry: { kind: 'unknown' } }),
        ...(doubt === undefined && { verifiedAt: Date.now() }),
        ...(refused && { refusedAt: Date.now() }),
      });
    });
    void (doubt === undefined
      ? prompts.tell(`“${stored.name}” is back and works.`)
      : prompts.warn(`“${stored.name}” is back, but not verified: ${doubt}`));
  };
}

/** A secret that is there gives way only to one that is proven to be of the same account. */
function requireFit({ name, account: known }: StoredKey, { account }: Proven, isLostNow: boolean): void {
  if (account && known && !isSameAccount(account, known)) {
    throw new KnownProblem(
      `This key belongs to ${ownerOf(account)}, not to ${ownerOf(known)}. Nothing was changed; use Add Existing Key ` +
        'for it.',
    );
  }
  if (!isLostNow && !(account && known)) {
    throw new KnownProblem(
      `“${name}” has its secret, and the pasted key could not be proven to be of the same account. Nothing was ` +
        'changed; use Add Existing Key for it.',
    );
  }
}

/**
 * Looks once more, since questions take their time: another window may have put a secret there, which Postman shows to
 * nobody twice, or the storage may hand the old one out again.
 */
async function requireLost(
  keyring: Parts['keyring'],
  { id, name, fingerprint }: StoredKey,
  proven: Proven,
): Promise<void> {
  const now = keyring.find(id);
  if (!now) return;
  if (now.fingerprint !== fingerprint)
    throw new KnownProblem(`“${name}” has got another secret meanwhile. Nothing was changed.`);
  const isLostStill = await keyring.secretOf(id).then(
    () => false,
    () => true,
  );
  requireFit(now, proven, isLostStill);
}
