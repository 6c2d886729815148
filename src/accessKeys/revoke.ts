import type { Command } from '../host/commands.ts';
import { KnownProblem } from '../host/knownProblem.ts';
import type { Parts } from '../host/parts.ts';
import type { AccessKeyList } from '../keyring/accessKeyList.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { KeyringProblem } from '../keyring/problem.ts';
import type { ApiKey } from '../postman/credential.ts';
import { PostmanProblem, type ProblemKind } from '../postman/problem.ts';
import { regionOf, type Region } from '../postman/region.ts';
import { countOf, halfWay, questionOf, type Doomed, type Spared } from './deaths.ts';
import { doomedOf } from './doomed.ts';
import { chooseRow, rowsOfArguments } from './find.ts';
import type { AccessKeyParts } from './parts.ts';
import type { AccessRow } from './rows.ts';
import { wholeList } from './wholeList.ts';

/** Revokes the access keys it was run on, else the one that is picked. */
export function revoke(parts: AccessKeyParts): Command {
  return async (node, nodes) => {
    if (node === undefined) {
      const row = await chooseRow(parts, node, 'Revoke Access Key', ({ listed }) => listed !== undefined);
      await revokeRows(parts, [row]);
      return;
    }
    const rows = await rowsOfArguments(parts, node, nodes);
    if (!rows.some(isMadeHere)) {
      await revokeRows(parts, rows);
      return;
    }
    // Only the whole list tells which of its keys such a one is.
    await wholeList(parts);
    await revokeRows(parts, await rowsOfArguments(parts, node, nodes));
  };
}

/** One that stands in the list of some account, and not in what is loaded now. */
function isMadeHere({ listed, kept }: AccessRow): boolean {
  return !listed && kept?.origin === 'made';
}

/**
 * Revokes access keys at Postman once the person has seen which, and lets go of what was kept of them here.
 * @throws Cancelled, KnownProblem, KeyringProblem
 */
export async function revokeRows(parts: AccessKeyParts, rows: readonly AccessRow[]): Promise<void> {
  const { keyring, list, prompts } = parts;
  const listed = rows.filter((row) => row.listed !== undefined);
  if (listed.length === 0) throw notListed(rows);
  const keys = await list();
  // Whatever becomes active while the person reads the question.
  const account = accountOf(keys, listed);
  const doomed = await doomedOf(parts, listed);
  const { message, detail } = questionOf(doomed, rows.length - listed.length);
  await prompts.confirm(message, detail, 'Revoke');
  const region = regionOf(account.region);
  if (!region) throw new KeyringProblem('gone');
  const caller = { region, key: await keyring.secretOf(account.id) };
  const gone: Doomed[] = [];
  for (let rest = doomed; ;) {
    const round = await prompts.progress(`Revoking ${countOf(rest.length)}`, async (signal, report) =>
      revokeEach(parts, caller, rest, signal, report),
    );
    gone.push(...round.gone);
    // Before anything is asked: what is dead must not stand in the view as alive.
    keys.forget(round.gone.map(({ id }) => id));
    await forgetKept(parts, round.gone);
    if (round.left.length === 0) break;
    const told = halfWay(gone, round.left);
    await prompts.confirm(told.message, told.detail, 'Retry the Rest');
    rest = round.left.map(({ key }) => key);
  }
  void prompts.tell(`${countOf(gone.length)} ${gone.length === 1 ? 'is' : 'are'} revoked.`);
}

/**
 * The account whose list the rows stand in: to any other Postman says of them that there are no such keys, as of
 * those that are revoked.
 */
function accountOf({ account, keys }: AccessKeyList, rows: readonly AccessRow[]): StoredKey {
  const ids = new Set(keys.map(({ id }) => id));
  if (account && rows.every(({ id }) => ids.has(id))) return account;
  throw new KnownProblem('The list has changed meanwhile. Nothing was revoked: choose the keys again.');
}

function notListed(rows: readonly AccessRow[]): KnownProblem {
  return new KnownProblem(
    rows.some(isMadeHere)
      ? "Postman's list does not have this key: it was revoked already, or is of another account. Set that account's key active to revoke it."
      : 'This link was given to you, so only whoever made it can revoke it. Use Forget Access Key Here instead.',
  );
}

interface Round {
  readonly gone: readonly Doomed[];
  readonly left: readonly Spared[];
}

/** Of these the next key would fare no better. */
const hopeless: readonly ProblemKind[] = [
  'cancelled',
  'certificate',
  'notPinned',
  'offline',
  'proxy',
  'quota',
  'rateLimited',
  'refused',
  'timeout',
];
/** After these nobody knows whether Postman had done it before its answer was lost. */
const doubtful: readonly ProblemKind[] = [
  'cancelled',
  'offline',
  'server',
  'timeout',
  'tooLarge',
  'unreadable',
];
const stopped = 'You stopped it.';

async function revokeEach(
  { client }: Pick<Parts, 'client'>,
  { key, region }: { readonly key: ApiKey; readonly region: Region },
  doomed: readonly Doomed[],
  signal: AbortSignal,
  report: (message: string) => void,
): Promise<Round> {
  const gone: Doomed[] = [];
  const left: Spared[] = [];
  let stop: string | undefined;
  for (const one of doomed) {
    if (signal.aborted) stop ??= stopped;
    if (stop !== undefined) {
      left.push({ key: one, reason: stop, isInDoubt: false });
      continue;
    }
    if (doomed.length > 1) report(`${gone.length + left.length} of ${doomed.length} done.`);
    try {
      // One that somebody else revoked meanwhile counts as gone.
      await client.deleteAccessKey(key, region, one.id, signal);
      gone.push(one);
    } catch (error) {
      if (!(error instanceof PostmanProblem)) throw error;
      const reason = error.kind === 'cancelled' ? stopped : error.message;
      left.push({ key: one, reason, isInDoubt: doubtful.includes(error.kind) });
      if (hopeless.includes(error.kind)) stop = reason;
    }
  }
  return { gone, left };
}

async function forgetKept(
  { keptKeys, log, prompts }: Pick<Parts, 'keptKeys' | 'log' | 'prompts'>,
  gone: readonly Doomed[],
): Promise<void> {
  for (const { keptId } of gone) {
    if (keptId === undefined || !keptKeys.find(keptId)) continue;
    try {
      await keptKeys.remove(keptId);
    } catch (error) {
      // The key is dead already; that its copy stays here a while is told, and stops nothing.
      log.error('Forgetting a revoked access key', error);
      if (error instanceof KeyringProblem) void prompts.warn(error.message);
    }
  }
}
