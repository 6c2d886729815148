import { shortMask } from './masks.ts';

/** An access key that is to be revoked, as people know it. */
export interface Doomed {
  /** Postman's id of it. */
  readonly id: string;
  /** The id of its kept secret, where there is one. */
  readonly keptId: string | undefined;
  readonly lastFour: string;
  readonly collection: string;
  /** `you` for the person's own. */
  readonly creator: string;
  /** In use, as far as Postman's list tells: it was read with at least once. */
  readonly isUsed: boolean;
}

/** One that is not revoked, and why. */
export interface Spared {
  readonly key: Doomed;
  readonly reason: string;
  /** Postman was asked, and its answer did not come: it may be revoked all the same. */
  readonly isInDoubt: boolean;
}

/** `1 access key`, `12 access keys`. */
export function countOf(count: number): string {
  return `${count} access ${count === 1 ? 'key' : 'keys'}`;
}

/** The keys by collection, a line each: what a modal question can show; the rest is counted. */
export function linesOf(keys: readonly Doomed[], mostLines = 20, mostPerLine = 8): string {
  const collections = Array.from(Map.groupBy(keys, ({ collection }) => collection));
  const lines = collections.slice(0, mostLines).map(([collection, own]) => {
    const named = own
      .slice(0, mostPerLine)
      .map(({ lastFour, creator }) => `${shortMask(lastFour)} (${creator})`);
    const rest = own.length - named.length;
    return `${collection}: ${[...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ')}`;
  });
  const cut = collections.slice(mostLines);
  const left = cut.reduce((sum, [, own]) => sum + own.length, 0);
  return [...lines, ...(left > 0 ? [`and ${countOf(left)} of ${cut.length} more collections`] : [])].join(
    '\n',
  );
}

/**
 * The question before anything is revoked, and what stands under it.
 * @param others how many of the selected links somebody else made
 */
export function questionOf(
  keys: readonly Doomed[],
  others = 0,
): { readonly message: string; readonly detail: string } {
  const [only, ...more] = keys;
  const apart =
    others === 0
      ? ''
      : `\n\n${others} selected ${others === 1 ? 'link is' : 'links are'} not among them: whoever made them can revoke them.`;
  const used = keys.filter(({ isUsed }) => isUsed).length;
  const warning =
    used === 0
      ? 'Nobody has used any of them yet.'
      : `${used === keys.length ? 'All' : used} of them ${used === 1 ? 'has' : 'have'} been used: whoever reads a collection with one no longer can.`;
  if (only && more.length === 0) {
    const message = `Revoke the access key ${shortMask(only.lastFour)} of “${only.collection}”?`;
    const use = only.isUsed
      ? 'It has been used: whoever reads the collection with it no longer can.'
      : 'Nobody has used it yet.';
    return { message, detail: `Made by ${only.creator}. ${use} This cannot be undone.${apart}` };
  }
  return {
    message: `Revoke ${countOf(keys.length)}?`,
    detail: `${linesOf(keys)}\n\n${warning} This cannot be undone.${apart}`,
  };
}

/** What came of a revocation that did not go to its end: exactly which keys are gone and which are not. */
export function halfWay(
  gone: readonly Doomed[],
  left: readonly Spared[],
): { readonly message: string; readonly detail: string } {
  const [only, ...others] = left;
  if (only && others.length === 0 && gone.length === 0) return notRevoked(only);
  const doubts = left.filter(({ isInDoubt }) => isInDoubt);
  const alive = left.filter(({ isInDoubt }) => !isInDoubt);
  const counts = [
    `${gone.length} of ${countOf(gone.length + left.length)} ${gone.length === 1 ? 'is' : 'are'} revoked`,
    ...(alive.length === 0 ? [] : [`${alive.length} ${alive.length === 1 ? 'is' : 'are'} not`]),
    ...(doubts.length === 0 ? [] : [`${doubts.length} may be`]),
  ];
  const parts = [
    ...(alive.length === 0 ? [] : [`Still alive:\n${byReason(alive)}`]),
    ...(doubts.length === 0 ? [] : [`Perhaps revoked:\n${byReason(doubts)}`]),
    ...(gone.length === 0 ? [] : [`Revoked:\n${linesOf(gone)}`]),
    ...(gone.length + doubts.length === 0 ? ['None is revoked.'] : []),
  ];
  return { message: `${counts.join(', ')}.`, detail: parts.join('\n\n') };
}

function notRevoked({ key, reason, isInDoubt }: Spared): ReturnType<typeof halfWay> {
  const which = `The access key ${shortMask(key.lastFour)} of “${key.collection}”`;
  return { message: `${which} ${isInDoubt ? 'may or may not be' : 'is not'} revoked.`, detail: reason };
}

function byReason(left: readonly Spared[]): string {
  const reasons = Array.from(Map.groupBy(left, ({ reason }) => reason));
  return reasons.map(([reason, some]) => `${reason}\n${linesOf(some.map(({ key }) => key))}`).join('\n\n');
}
