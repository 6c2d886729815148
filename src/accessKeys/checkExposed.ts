import * as vscode from 'vscode';
import type { Command } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { PostmanProblem } from '../postman/problem.ts';
import type { SecretLocation } from '../postman/secretScanner.ts';
import { activeCaller, type Caller } from './caller.ts';
import { exposureText, ownOf, type Exposure } from './exposure.ts';
import type { ShowText } from './reports.ts';

/** Asks Postman's secret scanner which keys it found exposed, and which of them are in the keyring. */
export function checkExposed(parts: Parts, show: ShowText): Command {
  const { prompts } = parts;
  return async () => {
    const caller = await activeCaller(parts);
    const exposures = await unlessForbidden(parts, async () =>
      prompts.progress('Asking the secret scanner for exposed keys', async (signal) =>
        exposuresOf(parts, caller, signal),
      ),
    );
    if (!exposures) return;
    if (exposures.length === 0) {
      void prompts.tell('The secret scanner has found no exposed Postman key.');
      return;
    }
    await show(
      'Exposed Postman Keys.txt',
      exposureText(exposures, caller.stored.account?.fullName ?? caller.stored.name),
    );
    const open = exposures.filter(({ own, secret }) => own && secret.resolution === 'active');
    const [first] = open;
    if (first?.own) void warn(parts, first.own, open.length);
  };
}

async function exposuresOf(
  { client, keptKeys, keyring }: Parts,
  { key, region }: Caller,
  signal: AbortSignal,
): Promise<Exposure[]> {
  const exposures: Exposure[] = [];
  for (const secret of await client.detectedSecrets(key, region, signal)) {
    const own = ownOf(secret, keyring.keys, keptKeys.keys);
    // Where the others stand is for their owners to look up.
    const places = own
      ? await placesOf(async () => client.secretLocations(key, region, secret.id, secret.workspaceId, signal))
      : [];
    exposures.push({ secret, own, places });
  }
  return exposures;
}

/** A workspace may be closed to whoever asks: that a key was found there is worth telling all the same. */
async function placesOf(ask: () => Promise<SecretLocation[]>): Promise<SecretLocation[]> {
  try {
    return await ask();
  } catch (error) {
    const isClosed = error instanceof PostmanProblem && ['forbidden', 'notFound'].includes(error.kind);
    if (isClosed) return [];
    throw error;
  }
}

async function warn(
  { prompts }: Pick<Parts, 'prompts'>,
  own: NonNullable<Exposure['own']>,
  count: number,
): Promise<void> {
  const isLink = 'collectionUid' in own;
  const act = isLink ? 'Revoke' : 'Regenerate';
  const others =
    count > 1
      ? ` So ${count === 2 ? 'is one other key' : `are ${count - 1} other keys`} of your keyring.`
      : '';
  const what = isLink ? `The link to “${own.name}”` : `“${own.name}”`;
  if (isLink && own.origin === 'received') {
    void prompts.warn(`${what} stands exposed: ask whoever shared it to revoke it.${others}`);
    return;
  }
  const choice = await prompts.warn(`${what} stands exposed: replace it.${others}`, act);
  if (choice !== act) return;
  await (isLink
    ? vscode.commands.executeCommand('postmanKeyring.accessKeys.revoke', { id: `key/${own.id}` })
    : vscode.commands.executeCommand('postmanKeyring.apiKeys.regenerate', { id: own.id }));
}

/** The plan or the role does not allow it: that is an answer, and no failure. */
export async function unlessForbidden<T>(
  { prompts }: Pick<Parts, 'prompts'>,
  task: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof PostmanProblem && error.kind === 'forbidden')) throw error;
    void prompts.tell(error.message);
    return undefined;
  }
}
