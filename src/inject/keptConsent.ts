import * as v from 'valibot';
import type { Memento } from '../keyring/activeKey.ts';
import type { StoredKey } from '../keyring/apiKey.ts';

const slot = 'consent';
/** More than a workspace has keys; the oldest is asked for again. */
const most = 100;

const kept = v.object({
  /** As `markOf` has them. */
  allowed: v.array(v.string()),
  /** How often the person wanted to be asked again: what a window remembers of an earlier round is void. */
  round: v.pipe(v.number(), v.integer()),
});

export type Kept = Readonly<v.InferOutput<typeof kept>>;

/** What is allowed in this workspace; nothing where that cannot be read. */
export function keptConsent(memento: Memento): Kept {
  const { output, success } = v.safeParse(kept, memento.get(slot));
  return success ? output : { allowed: [], round: 0 };
}

export async function keep(memento: Memento, { allowed, round }: Kept): Promise<void> {
  await memento.update(slot, { round, allowed: allowed.slice(-most) });
}

/** What is allowed for a key is allowed for it as long as it is of the same owner and for the same Postman. */
export type Owned = Pick<StoredKey, 'account' | 'fingerprint' | 'id' | 'name' | 'region'>;

/** What stands for leave to use a key in one way. */
export function markOf(
  kind: 'run' | 'print' | 'debug' | 'task' | 'terminal',
  { account, fingerprint, id, region }: Owned,
): string {
  const owner = account ? [account.userId, account.teamId ?? ''] : [fingerprint];
  return [kind, id, region, ...owner].join(' ');
}
