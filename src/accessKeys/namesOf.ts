import { setTimeout } from 'node:timers/promises';
import type { AccessKeyParts } from './parts.ts';
import type { AccessRow } from './rows.ts';

/** Words for what rows are of: names where they are known, ids where not. */
export interface RowNames {
  collection(row: AccessRow): string;
  /** `you` for the person's own. */
  creator(row: AccessRow): string;
  /** Whether the creator is no longer in the team; false where the team cannot be listed. */
  hasLeft(row: AccessRow): boolean;
}

const patience = 3000;
const lookEvery = 50;

/** Asks for the names of rows and waits for them a moment: a question about keys should say whose they are. */
export async function namesOf(parts: AccessKeyParts, rows: readonly AccessRow[]): Promise<RowNames> {
  const [names, list] = await Promise.all([parts.names(), parts.list()]);
  const me = list.account?.account?.userId;
  const uids = Array.from(new Set(rows.map(({ collectionUid }) => collectionUid)));
  const people = Array.from(new Set(rows.flatMap(({ listed }) => listed?.userId ?? [])));
  names.want(uids, people);
  const giveUp = performance.now() + patience;
  while (names.areComing(uids, people) && performance.now() < giveUp) await setTimeout(lookEvery);
  return {
    collection: ({ collectionUid, kept }) => {
      const { text, isKnown } = names.collection(collectionUid);
      return isKnown ? text : (kept?.name ?? text);
    },
    creator: ({ listed }) => {
      if (listed?.userId === undefined) return 'not known';
      if (listed.userId === me) return 'you';
      const { text, isKnown } = names.person(listed.userId);
      return isKnown ? text : `user ${text}`;
    },
    hasLeft: ({ listed }) => listed?.userId !== undefined && names.person(listed.userId).hasLeft === true,
  };
}
