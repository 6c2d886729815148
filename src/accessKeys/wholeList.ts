import { Cancelled, KnownProblem } from '../host/knownProblem.ts';
import { noActiveKey } from './caller.ts';
import type { AccessKeyParts } from './parts.ts';
import { rowsOf, type AccessRow } from './rows.ts';

/** A list that is older than this is loaded anew before keys are revoked by what it says of them, in milliseconds. */
const fresh = 60_000;

/**
 * Every access key of the active account, as Postman lists them now.
 * @throws Cancelled; KnownProblem when the list could not be loaded to its end
 */
export async function wholeList(parts: AccessKeyParts): Promise<AccessRow[]> {
  const { keptKeys, prompts } = parts;
  const list = await parts.list();
  if (!list.account) throw noActiveKey(parts);
  const isFresh = (): boolean => list.status.isComplete && Date.now() - (list.status.loadedAt ?? 0) < fresh;
  if (!isFresh()) {
    await prompts.progress('Looking at all access keys', async (signal, report) => {
      const subscription = list.onDidChange(() => {
        report(`${list.keys.length} so far.`);
      });
      try {
        await list.refresh(signal);
      } finally {
        subscription.dispose();
      }
      if (signal.aborted) throw new Cancelled();
    });
  }
  if (!list.status.isComplete) {
    const why = list.status.problem ?? 'The list was not loaded to its end.';
    throw new KnownProblem(`${why} Nothing was revoked.`);
  }
  return rowsOf(list.keys, keptKeys.keys, list.account);
}
