import type { Command } from '../host/commands.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { Account } from '../postman/users.ts';
import { keysOfAccount } from '../keyring/accountExpiry.ts';
import { askExpiry } from './askExpiry.ts';
import { keyToUse } from './chooseKey.ts';
import { ownerOf } from './keep.ts';
import { groupsOf } from './row.ts';

/** Notes the expiry setting of an account, for all of its keys that have no date of their own. */
export function setAccountExpiry(parts: Parts): Command {
  const { keyring, prompts } = parts;
  return async (argument) => {
    const { account, region } = await accountOf(parts, argument);
    const expiry = await askExpiry(prompts, `When do API keys of ${account.fullName} expire?`);
    const keys = keysOfAccount(keyring.keys, account, region).filter((key) => key.expiry.kind !== 'date');
    for (const { id } of keys) await keyring.update(id, { expiry });
    const count = keys.length === 1 ? 'One key follows' : `${keys.length} keys follow`;
    void prompts.tell(`${count} the expiry setting of ${ownerOf(account)}.`);
  };
}

/** The account of the row it was run on, or of a key. */
async function accountOf(parts: Parts, argument: unknown): Promise<{ account: Account; region: string }> {
  const { keyring } = parts;
  const group =
    typeof argument === 'object' && argument !== null && 'id' in argument
      ? groupsOf(keyring.keys).find(({ id }) => id === argument.id)
      : undefined;
  const first = group?.keys[0];
  const key =
    (first === undefined ? undefined : keyring.find(first)) ??
    (await keyToUse(parts, argument, 'Set Account Expiry'));
  if (!key.account) throw new KnownProblem(`Whose key “${key.name}” is, is not known. Verify it first.`);
  return { account: key.account, region: key.region };
}
