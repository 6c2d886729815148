import type { Command } from '../host/commands.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import { chooseRow } from './find.ts';
import type { AccessKeyParts } from './parts.ts';

/** Copies Postman's id of an access key: what its API deletes it by. No credential. */
export function copyId(parts: AccessKeyParts): Command {
  return async (argument) => {
    const { listed } = await chooseRow(parts, argument, 'Copy Key ID', (row) => row.listed !== undefined);
    if (!listed)
      throw new KnownProblem("Postman's list does not have this key, so its id is not known here.");
    await parts.clipboard.write(listed.id);
  };
}

/** Copies what may stand in a ticket: the last four characters. */
export function copyMasked(parts: AccessKeyParts): Command {
  return async (argument) => {
    const { kept, listed } = await chooseRow(parts, argument, 'Copy Masked Access Key');
    await parts.clipboard.write(listed?.masked ?? kept?.masked ?? '');
  };
}
