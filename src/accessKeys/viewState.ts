import * as v from 'valibot';
import type { Memento } from '../keyring/activeKey.ts';
import { parseCollectionLink } from '../postman/collectionLink.ts';
import { maskCredentials } from '../postman/credential.ts';
import { plainText } from '../postman/plainText.ts';

export type GroupBy = 'collection' | 'creator' | 'expiry' | 'none';
export type SortBy = 'name' | 'expires' | 'created' | 'lastUsed' | 'unused';

/** What a key has to be to be shown; all of it. */
export interface Filter {
  /** Words that stand in what is shown of it, in any order. */
  readonly text: string;
  readonly owner: 'mine' | 'team' | undefined;
  readonly life: 'expiring' | 'inactive' | undefined;
  readonly isNeverUsed: boolean;
}

/** How the person wants to see the view, in this workspace. */
export interface ViewState {
  readonly groupBy: GroupBy;
  readonly sortBy: SortBy;
  readonly filter: Filter;
}

export const noFilter: Filter = { text: '', owner: undefined, life: undefined, isNeverUsed: false };

const slot = 'accessKeys.view';

// Whatever is not as it should be falls back by itself: a state of another version is no reason to lose the rest.
const viewState = v.object({
  groupBy: v.fallback(v.picklist(['collection', 'creator', 'expiry', 'none']), 'collection'),
  sortBy: v.fallback(v.picklist(['name', 'expires', 'created', 'lastUsed', 'unused']), 'name'),
  filter: v.fallback(
    v.object({
      text: v.fallback(v.pipe(v.string(), v.transform(wordsOf)), ''),
      owner: v.fallback(v.optional(v.picklist(['mine', 'team'])), undefined),
      life: v.fallback(v.optional(v.picklist(['expiring', 'inactive'])), undefined),
      isNeverUsed: v.fallback(v.boolean(), false),
    }),
    noFilter,
  ),
});

/**
 * Words to look for, fit to be shown and to be kept in the workspace's state. Of an access key or a link, which is what
 * people paste to find its row, only that stays that rows show: the last four characters and the collection.
 */
export function wordsOf(text: string): string {
  const link = parseCollectionLink(text);
  if (link) return `${link.key.lastFour} ${link.collectionUid}`;
  return plainText(maskCredentials(text.replace(/PMAT-[0-9a-z]{22}([0-9a-z]{4})/gi, '$1')));
}

export function readViewState(memento: Memento): ViewState {
  const stored = v.safeParse(viewState, memento.get(slot) ?? {});
  const { groupBy, sortBy, filter } = stored.success ? stored.output : v.parse(viewState, {});
  return { groupBy, sortBy, filter: { ...noFilter, ...filter } };
}

export async function writeViewState(memento: Memento, state: ViewState): Promise<void> {
  await memento.update(slot, state);
}

/** The filter in words, `never used, mine`; empty when everything is shown. */
export function filterWords({ text, owner, life, isNeverUsed }: Filter): string {
  const lives = { expiring: 'expiring soon', inactive: 'inactive' };
  return [
    ...(life ? [lives[life]] : []),
    ...(isNeverUsed ? ['never used'] : []),
    ...(owner ? [owner] : []),
    ...(text === '' ? [] : [`“${text}”`]),
  ].join(', ');
}
